"""Which program, formulary and policy an event was made with."""

from __future__ import annotations

from bmcalc.formulary.in_force import formulary, formulary_identity
from bmcalc.records.ledger.event import Origin
from bmcalc.version import __version__


def origin(program_sha256: str) -> Origin:
    """Return what is in force now, with the hashes that prove it.

    ``program_sha256`` is that of the list of shipped files, empty in a source checkout.
    """
    identity = formulary_identity()
    return Origin(__version__, program_sha256, identity.version, identity.sha256,
                  formulary().policy_sha256)
