import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from typer.main import get_command

from tests.architecture.source import ROOT
from tributary.cli.root import app
from tributary.settings import SECRET_NAMES

COMPOSE = ROOT / "docker-compose.yml"
DEPLOY = ROOT / "backend" / "deploy"
DOCKERFILE = DEPLOY / "Dockerfile"
PROXY = DEPLOY / "Caddyfile"
OPERATIONS = ROOT / "docs" / "operations.md"

ONE_SHOT = "service_completed_successfully"
HEALTHY = "service_healthy"
SERVERS = ("api-1", "api-2")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return loaded


def registry_of(image: str) -> str:
    """Return the host of a registry that an image names; empty when it names none."""
    first, slash, _ = image.partition("/")
    return first if slash and ("." in first or ":" in first or first == "localhost") else ""


def dangling(compose: Mapping[str, Any]) -> Iterator[str]:
    """Yield whatever a service refers to that the file does not declare."""
    for name, service in compose["services"].items():
        yield from awaited_in_vain(name, service, compose["services"])
        for kind in ("secrets", "networks"):
            for used in set(service.get(kind, [])) - set(compose[kind]):
                yield f"{name} uses {used}, which is not among the {kind}"
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            there = (ROOT / source).exists() if source[0] == "." else source in compose["volumes"]
            if not there:
                yield f"{name} mounts {source}, which is not there"
        for variable, value in service.get("environment", {}).items():
            secret = str(value).removeprefix("/run/secrets/")
            if variable.endswith("_FILE") and secret not in service["secrets"]:
                yield f"{name} reads {secret} from a file, which is no secret of it"


def awaited_in_vain(
    name: str, service: Mapping[str, Any], services: Mapping[str, Any]
) -> Iterator[str]:
    """Yield what a service waits for and that never comes."""
    for other, how in service.get("depends_on", {}).items():
        condition = how["condition"]
        if other not in services:
            yield f"{name} depends on {other}, which is no service"
        elif condition == HEALTHY and "healthcheck" not in services[other]:
            yield f"{name} waits for the health of {other}, which tells none"
        elif condition == ONE_SHOT and services[other].get("restart") != "no":
            yield f"{name} waits for the end of {other}, which is started again"


def test_everything_a_service_refers_to_is_declared(compose: dict[str, Any]) -> None:
    assert list(dangling(compose)) == []
    used = {each for service in compose["services"].values() for each in service.get("secrets", [])}
    assert used == set(compose["secrets"])


@pytest.mark.parametrize(
    ("service", "change", "said"),
    [
        ("api-1", {"depends_on": {"cache": {"condition": HEALTHY}}}, "is no service"),
        ("api-1", {"depends_on": {"worker": {"condition": ONE_SHOT}}}, "is started again"),
        ("api-1", {"depends_on": {"migrate": {"condition": HEALTHY}}}, "which tells none"),
        ("mail", {"secrets": ["key"]}, "not among the secrets"),
        ("proxy", {"volumes": ["./nowhere:/x"]}, "is not there"),
        ("mail", {"environment": {"A_FILE": "/run/secrets/a"}, "secrets": []}, "no secret of it"),
    ],
)
def test_a_reference_that_leads_nowhere_is_found(
    compose: dict[str, Any], service: str, change: dict[str, Any], said: str
) -> None:
    services = compose["services"]
    damaged = {**compose, "services": {**services, service: {**services[service], **change}}}

    assert any(said in each for each in dangling(damaged))


def test_the_parts_of_an_installation_are_there(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert set(services) == {"postgres", "migrate", *SERVERS, "worker", "mail", "proxy"}
    assert services["postgres"]["image"] == "postgres:18"
    assert services["migrate"]["command"] == ["tributary", "db", "migrate"]
    assert [name for name in services if "healthcheck" not in services[name]] == ["migrate"]
    assert [name for name in services if "ports" in services[name]] == ["mail", "proxy"]
    assert services["mail"]["ports"] == ["127.0.0.1:8025:8025"]


def test_commands_and_variables_are_those_of_the_program(compose: dict[str, Any]) -> None:
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    page = OPERATIONS.read_text(encoding="utf-8")
    for service in compose["services"].values():
        if "build" not in service:
            continue
        assert service["command"][0] == "tributary"
        assert service["command"][1] in known
        for variable in service["environment"]:
            assert f"`{variable.removesuffix('_FILE')}`" in page
            assert not variable.endswith("_FILE") or variable.removesuffix("_FILE") in SECRET_NAMES


def test_no_image_names_a_registry(compose: dict[str, Any]) -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    images = [service["image"] for service in compose["services"].values()]

    assert [image for image in (*bases, *images) if registry_of(image)] == []
    assert registry_of("registry.example/base:1") == "registry.example"


def test_the_image_is_built_of_locked_parts_and_runs_as_nobody_special(
    compose: dict[str, Any],
) -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    stages = text.split("\nFROM ")

    assert compose["services"]["api-1"]["build"]["dockerfile"] == str(DOCKERFILE.relative_to(ROOT))
    assert "--require-hashes -r requirements.lock" in text
    assert "npm ci" in text
    assert re.search(r"^USER 10001:10001$", stages[-1], re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    missing = [name for line in copied for name in line.split() if not (ROOT / name).exists()]
    assert missing == []


def test_the_proxy_chooses_between_both_servers_and_shows_no_figures() -> None:
    text = PROXY.read_text(encoding="utf-8")

    assert "reverse_proxy " + " ".join(f"{name}:8400" for name in SERVERS) in text
    assert "@inside path /metrics /health /ready" in text
    assert text.count("{") == text.count("}")


def test_docker_accepts_the_compose_file() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], check=False).returncode:
        pytest.skip("docker compose is not installed here")

    checked = subprocess.run(
        [docker, "compose", "--file", COMPOSE, "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
