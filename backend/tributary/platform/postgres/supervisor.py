"""The product's own PostgreSQL server: starts it, finds it running, stops it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Literal, Self
from urllib.parse import quote

from tributary.platform.postgres import liveness
from tributary.platform.postgres.binaries import programs
from tributary.platform.postgres.clusters import SUPERUSER, ensure_cluster, read_password
from tributary.platform.postgres.failures import ServerNotStarted
from tributary.platform.postgres.locks import exclusive
from tributary.platform.postgres.placement import Layout, settle, write_durably
from tributary.platform.postgres.spawning import spawn

StopMode = Literal["smart", "fast", "immediate"]

HOST: Final = "127.0.0.1"

SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "checkpoint_timeout": "15min",
        "jit": "off",
        "log_timezone": "UTC",
        "maintenance_work_mem": "128MB",
        "max_connections": "200",
        "max_wal_size": "4GB",
        "password_encryption": "scram-sha-256",
        "random_page_cost": "1.1",
        "shared_buffers": "256MB",
        "synchronous_commit": "on",
        "timezone": "UTC",
        "wal_compression": "pglz",
        "work_mem": "8MB",
    }
)
"""Durable first, then quick on two cores: an acknowledged commit survives a power cut."""

_SIGNALS: Final[Mapping[StopMode, int]] = MappingProxyType(
    {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": getattr(signal, "SIGQUIT", 3)}
)
_NO_SETTINGS: Final[Mapping[str, str]] = MappingProxyType({})
_NOT_STARTED: Final = "the embedded PostgreSQL was not started yet: call start()"
_LAUNCHES_MAX: Final = 5
_PAUSE_S: Final = 0.01
_TAIL_BYTES: Final = 3000
_SOCKET_PATH_BYTES_MAX: Final = 107


class EmbeddedPostgres:
    """One PostgreSQL cluster below a home directory, shared by all processes that name the home.

    The first process to start it owns the server: `tied`, the server ends with that process,
    however it ends. Later processes find it running and attach. `port` and `conf` belong to the
    start: whoever attaches gets the server as it is.
    """

    def __init__(
        self,
        home: Path,
        *,
        port: int | None = None,
        conf: Mapping[str, str] = _NO_SETTINGS,
        tied: bool = True,
    ) -> None:
        self._home = Path(os.path.realpath(home))
        self._wanted_port = port
        self._conf = {**SETTINGS, **conf}
        self._tied = tied
        self._layout: Layout | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._port: int | None = None

    def start(self, *, patience_s: float = 300) -> Self:
        """Start the server, or attach to it when it runs; return when it takes connections.

        The patience covers crash recovery, which replays up to `max_wal_size`.

        Raises:
            ServerNotStarted: with the end of the server's log where that says why.
        """
        if sys.platform != "linux":
            raise ServerNotStarted(
                f"the embedded PostgreSQL runs on Linux only, not on {sys.platform}: set "
                "DATABASE_URL=postgresql://user:password@host/database to a server of yours"
            )
        deadline = time.monotonic() + patience_s
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            with exclusive(self._home / "postgres.lock"):
                self._layout = settle(self._home)
                if not self._attached(self._layout, deadline):
                    self._launch(self._layout, deadline)
        except OSError as error:
            raise ServerNotStarted(
                f"the embedded PostgreSQL of {self._home} could not be started: {error}. Make the "
                "directory writable for the account that runs Tributary, choose another one with "
                "TRIBUTARY_HOME, or set DATABASE_URL to a server of yours"
            ) from error
        return self

    def stop(self, mode: StopMode = "fast", *, patience_s: float = 120) -> None:
        """Stop the server, whoever started it; do nothing when none runs."""
        if not (self._home / "postgres.lock").exists():
            return
        with exclusive(self._home / "postgres.lock"):
            data = (self._layout or settle(self._home)).cluster
            seen = liveness.look(data)
            if seen is None:
                return
            os.kill(seen.pid, _SIGNALS[mode])
            deadline = time.monotonic() + patience_s
            while (still := liveness.look(data)) and still.pid == seen.pid:
                if time.monotonic() > deadline:
                    raise ServerNotStarted(
                        f"the PostgreSQL server {seen.pid} did not stop within {patience_s:.0f} s: "
                        "close its clients or stop it with mode 'immediate'"
                    )
                time.sleep(_PAUSE_S)
        if self._server is not None:
            self._server.wait()
            self._server = None

    def __enter__(self) -> Self:
        """Start or attach."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server if this object started it; leave somebody else's running."""
        if self.is_owner:
            self.stop()

    @property
    def is_owner(self) -> bool:
        """Whether this object started the server that runs now."""
        return self._server is not None and self._server.poll() is None

    @property
    def is_running(self) -> bool:
        """Whether the server takes connections."""
        seen = liveness.look(self._layout.cluster) if self._layout is not None else None
        return seen is not None and seen.is_ready and not seen.is_ending

    @property
    def port(self) -> int:
        """The TCP port on loopback; of a server that ended, the last one."""
        if self._port is None:
            raise ServerNotStarted(_NOT_STARTED)
        return self._port

    @property
    def data_directory(self) -> Path:
        """PostgreSQL's data directory, which may lie outside the home (see `settle`)."""
        return self._placed.cluster

    @property
    def log_file(self) -> Path:
        """What the server says."""
        return self._placed.log

    @property
    def postmaster_pid(self) -> int:
        """The process id of the running server."""
        seen = liveness.look(self._placed.cluster)
        if seen is None:
            raise ServerNotStarted(f"no PostgreSQL server runs on {self._placed.cluster}")
        return seen.pid

    def superuser_url(self, database: str = "postgres") -> str:
        """Return the URL of a database for the superuser: for preparing, not for working.

        It leads through the Unix socket where there is one, which costs both sides half of what TCP
        does: a twentieth of a short answer.
        """
        login = f"{SUPERUSER}:{quote(read_password(self._placed), safe='')}"
        path = quote(database, safe="")
        # A list of hosts is what drivers take a comma for, however it is written.
        if _socket(self._placed, self.port).exists() and "," not in str(self._placed.sockets):
            folder = quote(str(self._placed.sockets), safe="")
            return f"postgresql://{login}@/{path}?host={folder}&port={self.port}"
        return f"postgresql://{login}@{HOST}:{self.port}/{path}"

    @property
    def _placed(self) -> Layout:
        if self._layout is None:
            raise ServerNotStarted(_NOT_STARTED)
        return self._layout

    def _attached(self, layout: Layout, deadline: float) -> bool:
        while seen := liveness.look(layout.cluster):
            if seen.is_ready and not seen.is_ending:
                self._port = seen.port
                return True
            if time.monotonic() > deadline:
                raise ServerNotStarted(
                    f"the PostgreSQL server {seen.pid} on {layout.cluster} is neither ready nor "
                    f"gone; its log ends with: {_tail(layout.log)}"
                )
            time.sleep(_PAUSE_S)
        return False

    def _launch(self, layout: Layout, deadline: float) -> None:
        found = programs(layout)
        ensure_cluster(layout, found)
        read_password(layout)
        liveness.clear_remains(layout.cluster)
        for attempt in range(1, _LAUNCHES_MAX + 1):
            port = self._wanted_port or _free_port(layout, fresh=attempt > 1)
            began = layout.log.stat().st_size if layout.log.exists() else 0
            command = self._command(layout, found, port)
            server = spawn(command, account=layout.account, tied=self._tied, log=layout.log)
            if _became_ready(server, layout, deadline):
                write_durably(layout.port_file, str(port))
                self._server, self._port = server, port
                return
            said = _tail(layout.log, since=began)
            # Somebody took the port between our look and the server's: take another.
            if self._wanted_port or "could not bind" not in said or attempt == _LAUNCHES_MAX:
                raise ServerNotStarted(
                    f"PostgreSQL did not start on {layout.cluster}; its log {layout.log} "
                    f"ends with: {said}"
                )

    def _command(self, layout: Layout, found: Path, port: int) -> list[str]:
        fits = len(os.fsencode(_socket(layout, port))) <= _SOCKET_PATH_BYTES_MAX
        settings = {
            **self._conf,
            "listen_addresses": HOST,
            "port": str(port),
            "unix_socket_directories": f'"{layout.sockets}"' if fits else "",
        }
        if self._tied:
            settings[liveness.OWNER_SETTING] = str(os.getpid())
        command = [str(found / "postgres"), "-D", str(layout.cluster)]
        for name, setting in settings.items():
            command += ["-c", f"{name}={setting}"]
        return command


def _became_ready(server: subprocess.Popen[bytes], layout: Layout, deadline: float) -> bool:
    while server.poll() is None:
        seen = liveness.look(layout.cluster)
        if seen is not None and seen.pid == server.pid and seen.is_ready:
            return True
        if time.monotonic() > deadline:
            server.send_signal(_SIGNALS["immediate"])
            raise ServerNotStarted(
                f"PostgreSQL on {layout.cluster} was not ready in time and was stopped; its log "
                f"ends with: {_tail(layout.log)}"
            )
        time.sleep(_PAUSE_S)
    return False


def _socket(layout: Layout, port: int) -> Path:
    return layout.sockets / f".s.PGSQL.{port}"


def _free_port(layout: Layout, *, fresh: bool) -> int:
    """Return the port of the last start if it is free, so that known URLs stay good."""
    remembered = 0
    if not fresh and layout.port_file.exists():
        remembered = int(layout.port_file.read_text(encoding="ascii"))
    for port in (remembered, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerNotStarted(f"no free TCP port on {HOST}")


def _tail(log: Path, *, since: int = 0) -> str:
    if not log.exists():
        return "(no log)"
    with log.open("rb") as file:
        file.seek(max(since, log.stat().st_size - _TAIL_BYTES))
        return file.read().decode(errors="replace").strip() or "(nothing)"
