"""Rules of style that no linter knows."""

import ast

from tests.architecture import house

CODE = [path for path in house.python_files() if "tests" not in path.parts]


def test_nothing_happens_in_save_or_delete():
    hidden = [
        f"{house.name_of(path)} {cls.name}.{one.name}"
        for path in CODE
        for cls in ast.walk(house.parsed(path))
        if isinstance(cls, ast.ClassDef)
        for one in cls.body
        if isinstance(one, ast.FunctionDef) and one.name in ("save", "delete", "full_clean")
    ]

    assert hidden == []


def test_no_signal_receiver_is_registered():
    signals = ("django.dispatch", "django.db.models.signals")
    imported = [
        house.name_of(path)
        for path in CODE
        for node in ast.walk(house.parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module in signals
    ]

    assert imported == []


def test_every_module_says_what_it_is_for():
    trees = {house.name_of(path): house.parsed(path) for path in CODE}

    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []
