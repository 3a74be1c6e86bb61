"""The embedded server against real processes, real kills and real directories."""

import os
import pwd
import secrets
import shutil
import signal
import site
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tributary.platform.postgres import EmbeddedPostgres, ServerNotStarted, binaries, placement
from tributary.platform.postgres.accounts import Account

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server runs on Linux only")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another account")

BACKEND = Path(__file__).parents[2] / "backend"
# The children need one folder of the platform and not the seconds its other imports take.
ALONE = """
import os, sys, types
from pathlib import Path
import tributary
platform = types.ModuleType("tributary.platform")
platform.__path__ = [os.path.join(tributary.__path__[0], "platform")]
sys.modules["tributary.platform"] = platform
"""
START = f"""{ALONE}
from tributary.platform.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1])).start()
print(server.postmaster_pid, server.is_owner, server.superuser_url(), flush=True)
sys.stdin.readline()
"""
START_QUERY_AND_STOP = f"""{ALONE}
import psycopg
from tributary.platform.postgres import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1])) as server:
    with psycopg.connect(server.superuser_url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    print(os.stat("/proc/" + str(server.postmaster_pid)).st_uid, flush=True)
"""


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    # Pytest's own directories are private to root, which is one case and not the usual one.
    place = Path(tempfile.mkdtemp(prefix="tributary-test-"))
    place.chmod(0o711)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def fresh_home(ground: Path) -> Iterator[Path]:
    home = ground / secrets.token_hex(4)
    yield home
    EmbeddedPostgres(home).stop("immediate")


@pytest.fixture(scope="module")
def stopped_cluster(ground: Path) -> Path:
    home = ground / "stopped"
    EmbeddedPostgres(home).start().stop()
    return home


@pytest.fixture
def home(fresh_home: Path, stopped_cluster: Path) -> Path:
    subprocess.run(["cp", "-a", stopped_cluster, fresh_home], check=True)
    return fresh_home


@pytest.fixture
def starter() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start(home: Path) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", START, home],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(BACKEND)},
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


def said_by(child: subprocess.Popen[str]) -> tuple[int, bool, str]:
    assert child.stdout is not None
    pid, is_owner, url = child.stdout.readline().split()
    return int(pid), is_owner == "True", url


def answer(url: str, question: str = "SELECT 1") -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_cold_start_makes_a_durable_utf8_cluster_that_wants_a_password(fresh_home: Path) -> None:
    server = EmbeddedPostgres(fresh_home).start()

    url = server.superuser_url()
    assert answer(url, "SHOW server_encoding") == "UTF8"
    assert answer(url, "SHOW synchronous_commit") == "on"
    assert answer(url, "SHOW data_checksums") == "on"
    assert stat.S_IMODE((fresh_home / "postgres" / "password").stat().st_mode) == 0o600
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"postgresql://postgres:wrong@127.0.0.1:{server.port}/postgres")
    server.stop()
    assert not server.is_running


def test_a_second_process_attaches_and_its_death_leaves_the_server(
    home: Path, starter: Callable[[Path], subprocess.Popen[str]]
) -> None:
    server = EmbeddedPostgres(home).start()

    second = starter(home)
    pid, is_owner, url = said_by(second)
    second.kill()
    second.wait()

    assert (pid, is_owner) == (server.postmaster_pid, False)
    assert answer(url) == 1


def test_leaving_the_context_stops_only_a_server_it_started(home: Path) -> None:
    with EmbeddedPostgres(home) as owner:
        with EmbeddedPostgres(home) as guest:
            assert guest.superuser_url() == owner.superuser_url()
        assert owner.is_running
    assert not owner.is_running


def test_four_processes_racing_on_a_fresh_directory_share_one_server(
    fresh_home: Path, starter: Callable[[Path], subprocess.Popen[str]]
) -> None:
    outcomes = [said_by(child) for child in [starter(fresh_home) for _ in range(4)]]

    assert len({pid for pid, _, _ in outcomes}) == 1
    assert sum(is_owner for _, is_owner, _ in outcomes) == 1
    assert [answer(url) for _, _, url in outcomes] == [1, 1, 1, 1]


def test_the_server_ends_with_its_killed_owner_and_the_next_start_works(
    home: Path, starter: Callable[[Path], subprocess.Popen[str]]
) -> None:
    owner = starter(home)
    pid, is_owner, _ = said_by(owner)
    assert is_owner

    owner.kill()
    owner.wait()
    server = EmbeddedPostgres(home).start()

    assert server.postmaster_pid != pid
    assert server.is_owner
    assert answer(server.superuser_url()) == 1
    assert b"database system is shut down" in server.log_file.read_bytes()


def test_a_server_that_is_not_tied_outlives_its_starter(home: Path) -> None:
    script = START.replace("sys.argv[1])", "sys.argv[1]), tied=False").replace(
        "sys.stdin.readline()", ""
    )
    subprocess.run(
        [sys.executable, "-c", script, home],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(BACKEND)},
    )

    server = EmbeddedPostgres(home).start()

    assert not server.is_owner
    assert answer(server.superuser_url()) == 1


def test_the_server_outlives_the_thread_that_started_it(home: Path) -> None:
    server = EmbeddedPostgres(home)
    thread = threading.Thread(target=server.start)
    thread.start()
    thread.join()
    time.sleep(0.3)

    assert answer(server.superuser_url()) == 1


def write_until_the_server_dies(url: str, writer: int, acknowledged: list[str]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for number in range(1_000_000):
            key = f"{writer}-{number}"
            try:
                connection.execute("INSERT INTO written VALUES (%s)", [key])
            except psycopg.OperationalError:
                return
            acknowledged.append(key)


def test_every_acknowledged_row_survives_three_kills_of_the_postmaster(home: Path) -> None:
    server = EmbeddedPostgres(home).start()
    url = server.superuser_url()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE written (key text)")
    acknowledged: list[str] = []

    for kill_round in range(3):
        before = len(acknowledged)
        with ThreadPoolExecutor(3) as pool:
            for place in range(3):
                writer = kill_round * 3 + place
                pool.submit(write_until_the_server_dies, url, writer, acknowledged)
            wait_until(lambda before=before: len(acknowledged) > before + 200)  # type: ignore[misc]
            os.kill(server.postmaster_pid, signal.SIGKILL)
        server.start()

        assert server.superuser_url() == url
        with psycopg.connect(url) as connection:
            kept = {key for (key,) in connection.execute("SELECT key FROM written")}
        assert kept >= set(acknowledged)


def test_a_pid_file_that_names_a_living_stranger_is_stale(home: Path) -> None:
    data = home / "postgres" / "data"
    owner = data.stat()
    stranger = subprocess.Popen(
        ["sleep", "60"], user=owner.st_uid if os.geteuid() == 0 else None, extra_groups=None
    )
    lines = [stranger.pid, data, 1_700_000_000, 5432, "", "127.0.0.1", "0 0", "ready   "]
    (data / "postmaster.pid").write_text("\n".join(map(str, lines)) + "\n")

    try:
        server = EmbeddedPostgres(home).start()

        assert server.is_owner
        assert answer(server.superuser_url()) == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    with pytest.raises(ServerNotStarted, match="shared_buffers"):
        EmbeddedPostgres(home, conf={"shared_buffers": "plenty"}).start()


def test_a_wanted_port_is_kept_and_a_taken_one_is_named(home: Path) -> None:
    server = EmbeddedPostgres(home).start()
    port = server.port
    other = home.with_name(f"{home.name}-other")
    subprocess.run(["cp", "-a", home, other], check=True)
    (other / "postgres" / "data" / "postmaster.pid").unlink()

    with pytest.raises(ServerNotStarted, match="could not bind"):
        EmbeddedPostgres(other, port=port).start()
    server.stop()

    assert EmbeddedPostgres(home).start().port == port


def test_a_home_that_cannot_be_made_is_explained(ground: Path) -> None:
    blocked = ground / "a-file"
    blocked.touch()

    with pytest.raises(ServerNotStarted, match="TRIBUTARY_HOME"):
        EmbeddedPostgres(blocked / "home").start()


def test_other_systems_are_sent_to_a_server_of_their_own(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    with pytest.raises(ServerNotStarted, match="DATABASE_URL"):
        EmbeddedPostgres(ground / "elsewhere").start()


@as_root
def test_root_runs_the_server_as_nobody(home: Path) -> None:
    server = EmbeddedPostgres(home).start()

    running_as = Path(f"/proc/{server.postmaster_pid}").stat().st_uid
    assert running_as == pwd.getpwnam("nobody").pw_uid
    assert answer(server.superuser_url()) == 1


@as_root
def test_a_home_below_a_private_directory_gets_its_cluster_elsewhere(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "SHELTER", ground / "shelter")
    private = ground / "private"
    private.mkdir(mode=0o700)
    home = private / "clone" / ".tributary"

    with EmbeddedPostgres(home) as server:
        assert server.data_directory.is_relative_to(ground / "shelter")
        assert EmbeddedPostgres(home).start().postmaster_pid == server.postmaster_pid
        assert answer(server.superuser_url()) == 1
    assert stat.S_IMODE(private.stat().st_mode) == 0o700

    shutil.rmtree(ground / "shelter")
    with pytest.raises(ServerNotStarted, match="does not exist"):
        EmbeddedPostgres(home).start()


@as_root
def test_programs_that_nobody_can_execute_are_copied_beside_the_data(
    home: Path, ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = binaries._bundled()
    assert bundled is not None
    private = ground / "private-venv"
    private.mkdir(mode=0o700)
    shutil.copytree(bundled, private / "pginstall", symlinks=True)
    monkeypatch.setattr(binaries, "_bundled", lambda: private / "pginstall")

    server = EmbeddedPostgres(home).start()

    program = Path(f"/proc/{server.postmaster_pid}/exe").readlink()
    assert program.is_relative_to(home / "postgres")
    assert answer(server.superuser_url()) == 1


def python_for_everyone() -> str:
    nobody = Account(65534, 65534, switched=True)
    mine = ".".join(map(str, sys.version_info[:2]))
    for name in (sys.executable, f"/usr/bin/python{mine}", f"/usr/local/bin/python{mine}"):
        if Path(name).exists() and nobody.may_execute(Path(name)) and nobody.may_enter(BACKEND):
            return name
    pytest.skip("no Python of this version that an ordinary user could execute")


def test_an_ordinary_user_runs_the_server_as_itself(fresh_home: Path) -> None:
    fresh_home.mkdir()
    uid = os.geteuid()
    program = sys.executable
    if uid == 0:
        program, uid = python_for_everyone(), pwd.getpwnam("daemon").pw_uid
        os.chown(fresh_home, uid, uid)

    child = subprocess.run(
        [program, "-c", START_QUERY_AND_STOP, fresh_home],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=uid if os.geteuid() == 0 else None,
        group=uid if os.geteuid() == 0 else None,
        extra_groups=[] if os.geteuid() == 0 else None,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join([str(BACKEND), *site.getsitepackages()]),
        },
    )

    assert (child.stdout.strip(), child.stderr) == (str(uid), "")
    # Root goes on with the user's cluster under the user's account.
    server = EmbeddedPostgres(fresh_home).start()
    assert Path(f"/proc/{server.postmaster_pid}").stat().st_uid == uid
