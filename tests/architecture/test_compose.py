"""What docker-compose.yml promises: no secret has a default, every server is watched, every queue is served."""

import re

import pytest
import yaml
from django.conf import settings

from icm.celery import app
from tests.architecture import house

TEXT = (house.ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
ONCE = {"migrate"}


def _queues(service):
    command = service.get("command", [])
    return set(command[command.index("-Q") + 1].split(",")) if "-Q" in command else set()


def test_the_servers_of_a_deployment_are_all_there():
    assert {"web", "beat", "postgres", "valkey", "migrate"} <= set(SERVICES)


def test_every_queue_that_tasks_go_to_has_a_worker():
    routed = {route["queue"] for route in app.conf.task_routes.values()}
    served = set().union(*map(_queues, SERVICES.values()))

    assert {app.conf.task_default_queue, "documents", *routed} == served


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONCE))
def test_every_server_is_watched_and_restarted(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_no_secret_has_a_default():
    named = re.findall(r"(?<!\$)\$\{(\w+)(:[-?][^}]*)?\}", TEXT)
    secrets = [(name, rest) for name, rest in named if re.search("PASSWORD|SECRET|_KEY", name)]

    # Mail servers and sign-in providers may need none, which is what an empty one says.
    optional = {"ICM_EMAIL_PASSWORD", "ICM_OIDC_CLIENT_SECRET"}
    assert {name for name, rest in secrets} >= {"ICM_SECRET_KEY", "ICM_APP_PASSWORD"}
    assert [
        name for name, rest in secrets if not rest.startswith(":?") and name not in optional
    ] == []
    assert [rest for name, rest in secrets if name in optional and rest != ":-"] == []


def test_pages_and_workers_never_connect_as_the_owner_of_the_tables():
    for name, service in SERVICES.items():
        address = service.get("environment", {}).get("DATABASE_URL", "")
        assert ("icm_owner" in address) == (name == "migrate")


def test_the_settings_of_a_deployment_are_the_safe_ones():
    environment = SERVICES["web"]["environment"]

    assert {
        name: environment[name]
        for name in ("ICM_SECURE", "ICM_DEBUG", "ICM_DEMO", "ICM_REQUIRE_MFA")
    } == {
        "ICM_SECURE": "1",
        "ICM_DEBUG": "0",
        "ICM_DEMO": "0",
        "ICM_REQUIRE_MFA": "1",
    }


def test_data_outlives_its_container():
    volumes = [volume for service in SERVICES.values() for volume in service.get("volumes", [])]

    assert {volume.partition(":")[0] for volume in volumes} == set(COMPOSE["volumes"])
    assert SERVICES["postgres"]["volumes"]


def test_every_setting_it_gives_is_one_that_is_read():
    code = "".join(path.read_text() for path in house.files("*.py", "icm"))

    assert [name for name in SERVICES["web"]["environment"] if f'"{name}"' not in code] == []


def test_the_image_holds_every_package_that_the_settings_name():
    copied = set(re.findall(r"^COPY (\w+) \1$", (house.ROOT / "Dockerfile").read_text(), re.M))
    ours = {name.split(".")[0] for name in settings.INSTALLED_APPS} & {
        path.parent.name for path in house.ROOT.glob("*/__init__.py")
    }

    assert ours <= copied
