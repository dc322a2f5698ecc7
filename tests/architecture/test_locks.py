"""What a clone installs is fixed to the last byte, and nothing committed tells of the machine it was made on."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.architecture import house

LOCKS = ["requirements.lock", "requirements-dev.lock"]
# Written in two parts, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian.org"]
MACHINE = ["/wor" + "k/", "/ro" + "ot/", "/tm" + "p/w", "/opt/" + "pypi"]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name):
    entries = re.split(r"\n(?=[a-zA-Z0-9])", (house.ROOT / name).read_text())

    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-zA-Z0-9._\[\],-]+==[^ ]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_every_dependency_says_why_it_is_there():
    lines = (house.ROOT / "pyproject.toml").read_text().splitlines()
    listed = [line for line in lines if re.match(r'  "[A-Za-z].*[<>=]|  "types-', line)]

    assert len(listed) > 20
    assert [line for line in listed if not re.search(r'",? +# \S', line)] == []


def test_every_dependency_is_in_its_lock():
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["project"]
    locks = {name: (house.ROOT / name).read_text() for name in LOCKS}

    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        (
            "requirements-dev.lock",
            project["dependencies"] + project["optional-dependencies"]["dev"],
        ),
    ):
        names = [re.match(r"[A-Za-z0-9_.-]+", line)[0].lower() for line in wanted]
        assert [name for name in names if not re.search(rf"(?m)^{name}==", locks[lock])] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_lock_keeps_what_is_asked_of_its_packages(name):
    """A bound raised without writing the lock anew would install what the code no longer runs on."""
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["project"]
    asked = [Requirement(line) for line in project["dependencies"]]
    if name == "requirements-dev.lock":
        asked += [Requirement(line) for line in project["optional-dependencies"]["dev"]]
    found = dict(re.findall(r"(?m)^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ ]+)", _lock(name)))

    wrong = [
        f"{one}: {found[one.name.lower()]}"
        for one in asked
        if not one.specifier.contains(found[one.name.lower()])
    ]

    assert any(one.name == "weasyprint" for one in asked)
    assert wrong == []


def _lock(name):
    return (house.ROOT / name).read_text()


def test_the_front_end_lock_names_no_place_to_download_from():
    packages = json.loads((house.ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert all(entry.get("integrity") for name, entry in packages.items() if name)


def test_no_committed_file_names_a_registry_or_a_machine_path():
    found = []
    for path in house.committed():
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{house.name_of(path)}: {word}" for word in HOSTS + MACHINE if word in text]

    assert found == []
