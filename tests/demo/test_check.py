"""`make check` stops at the first failure and shows what the tool said."""

import os
import sys

from icm.demo import check


def _python(code):
    return (sys.executable, "-c", code)


def test_the_first_failure_ends_it_and_is_shown(capsys):
    steps = {
        "first": _python("pass"),
        "second": _python("print('what is wrong'); raise SystemExit(3)"),
        "third": _python("print('never')"),
    }

    failed = check._steps(steps, dict(os.environ))

    shown = capsys.readouterr().out
    assert failed == 3
    assert "check: first … good" in shown
    assert "what is wrong" in shown
    assert "third" not in shown


def test_linters_contracts_and_types_are_all_asked():
    names = [name for name, _ in check._static_checks()]

    assert names == ["format", "lint", "templates", "who imports whom", "types"]
