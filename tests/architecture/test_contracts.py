"""Who may import whom, as pyproject.toml says."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture import house


def test_the_import_contracts_hold():
    program = Path(sys.executable).parent / "lint-imports"

    run = subprocess.run(
        [program, "--no-logo"], cwd=house.ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_no_contract_has_an_exception():
    contracts = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]

    assert [contract["name"] for contract in contracts if contract.get("ignore_imports")] == []
