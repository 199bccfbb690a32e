"""A real PostgreSQL server for the tests, started as an ordinary user, on this computer alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

WITHIN = 30


def programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    beside = shutil.which("initdb")
    return Path(beside).resolve().parent if beside else None


class Server:
    """A server with TLS on a free port of this computer; ``stop`` and ``start`` cut it off."""

    def __init__(self, folder: Path) -> None:
        self._programs = programs()
        self.folder = folder
        self.data = folder / "data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._make()

    def _make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        (self.folder / "owner.password").write_text("owner-of-the-tests\n", encoding="ascii")
        self._run("initdb", "-D", self.data, "-U", "owner", "-A", "scram-sha-256",
                  "--pwfile", self.folder / "owner.password", "-E", "UTF8", "--no-sync")
        self._certificates()
        (self.data / "pg_hba.conf").write_text(
            "hostssl all all 127.0.0.1/32 scram-sha-256\n", encoding="ascii")
        with (self.data / "postgresql.conf").open("a", encoding="ascii") as settings:
            settings.write(f"listen_addresses = '127.0.0.1'\nport = {self.port}\n"
                           f"unix_socket_directories = '{self.folder}'\nssl = on\n"
                           f"ssl_cert_file = '{self.folder}/server.crt'\n"
                           f"ssl_key_file = '{self.folder}/server.key'\n")

    def _certificates(self) -> None:
        key, certificate = self.folder / "server.key", self.folder / "server.crt"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-keyout", key, "-out", certificate], check=True, capture_output=True)
        for file in (key, certificate):
            if os.geteuid() == 0:
                shutil.chown(file, "postgres", "postgres")
        key.chmod(0o600)
        certificate.chmod(0o644)

    def _run(self, program: str, *arguments: object) -> None:
        assert self._programs is not None
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups",
                       *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       cwd=self.folder, env=os.environ | {"LC_ALL": "C"})

    def start(self) -> None:
        """Let the server answer."""
        self._run("pg_ctl", "-D", self.data, "-w", "-t", WITHIN, "-l", self.folder / "log", "start")

    def stop(self) -> None:
        """Let the server be away."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def address(self, user: str, database: str = "postgres") -> str:
        """Return an address without a password; the certificate is checked against the name."""
        return (f"postgresql://{user}@localhost:{self.port}/{database}?hostaddr=127.0.0.1"
                f"&sslmode=verify-full&sslrootcert={self.folder}/server.crt"
                f"&passfile={self.folder}/passwords")

    def know(self, *passwords: tuple[str, str]) -> None:
        """Write the password file of the workstations' user."""
        file = self.folder / "passwords"
        file.write_text("".join(f"*:*:*:{user}:{word}\n" for user, word in passwords),
                        encoding="ascii")
        file.chmod(0o600)


def new_server() -> Server:
    """Return a server in a fresh folder under the system's own, which its user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="bmcalc-department-"))
    folder.chmod(0o755)
    server = Server(folder)
    server.know(("owner", "owner-of-the-tests"), ("station", "station-of-the-tests"))
    server.start()
    for _ in range(WITHIN):
        if (server.data / "postmaster.pid").exists():
            break
        time.sleep(0.1)
    return server
