"""The tables and functions of a department's ledger in PostgreSQL.

The role of the workstations reads, and calls these functions; it changes no table by itself.
"""

from __future__ import annotations

from typing import Final

ROLE: Final = "bmcalc_workstation"
"""The role that every workstation's own login is a member of."""

SCHEMA: Final = """
CREATE SCHEMA bmcalc;

CREATE TABLE bmcalc.event (
    seq bigint PRIMARY KEY,
    event_id text NOT NULL UNIQUE,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    signature bytea NOT NULL CHECK (length(signature) = 64),
    content bytea NOT NULL
        CHECK (hash = sha256('bmcalc/record/1'::bytea || '\\x00'::bytea || content))
);

CREATE TABLE bmcalc.head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq bigint NOT NULL
);
INSERT INTO bmcalc.head (seq) VALUES (0);

CREATE TABLE bmcalc.secret (name text PRIMARY KEY, value bytea NOT NULL);

CREATE FUNCTION bmcalc.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an event is never changed or deleted';
END $$;
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON bmcalc.event
    FOR EACH ROW EXECUTE FUNCTION bmcalc.refuse_change();
CREATE TRIGGER events_stay BEFORE TRUNCATE ON bmcalc.event
    FOR EACH STATEMENT EXECUTE FUNCTION bmcalc.refuse_change();

-- Locks the newest event for the rest of the transaction, so that nobody else follows it.
CREATE FUNCTION bmcalc.lock_head(OUT seq bigint, OUT hash bytea, OUT content bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT h.seq INTO seq FROM bmcalc.head h FOR UPDATE;
    SELECT e.hash, e.content INTO hash, content FROM bmcalc.event e WHERE e.seq = lock_head.seq;
END $$;

CREATE FUNCTION bmcalc.append(
    given_seq bigint, given_id text, given_hash bytea, given_signature bytea, given_content bytea
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest bigint;
    before text := repeat('0', 64);
    -- PostgreSQL reads no text with a zero character; only the fields below are read from this.
    held json := replace(convert_from(given_content, 'UTF8'), '\\u0000', '\\u0001')::json;
BEGIN
    SELECT seq INTO newest FROM bmcalc.head FOR UPDATE;
    IF newest > 0 THEN
        SELECT encode(hash, 'hex') INTO before FROM bmcalc.event WHERE seq = newest;
    END IF;
    IF given_seq <> newest + 1 OR (held->>'seq')::bigint <> given_seq
            OR held->>'prev' <> before OR held->>'event_id' <> given_id THEN
        RAISE EXCEPTION 'this event does not follow the newest one';
    END IF;
    INSERT INTO bmcalc.event (seq, event_id, hash, signature, content)
        VALUES (given_seq, given_id, given_hash, given_signature, given_content);
    UPDATE bmcalc.head SET seq = given_seq;
END $$;

CREATE FUNCTION bmcalc.put_secret(given_name text, given_value bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO bmcalc.secret (name, value) VALUES (given_name, given_value)
        ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION bmcalc.erase_secret(given_name text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM bmcalc.secret WHERE name = given_name
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA bmcalc FROM PUBLIC;
GRANT USAGE ON SCHEMA bmcalc TO bmcalc_workstation;
GRANT SELECT ON bmcalc.event, bmcalc.head, bmcalc.secret TO bmcalc_workstation;
GRANT EXECUTE ON FUNCTION bmcalc.lock_head(), bmcalc.put_secret(text, bytea),
    bmcalc.append(bigint, text, bytea, bytea, bytea), bmcalc.erase_secret(text)
    TO bmcalc_workstation;
"""

ROLE_MADE: Final = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bmcalc_workstation') THEN
        CREATE ROLE bmcalc_workstation NOLOGIN;
    END IF;
END $$;
"""
