"""Files and functions stay small enough to be read in one go."""

from tests.architecture import house

FILE, TEST_FILE, FUNCTION, TEMPLATE = 300, 500, 40, 120


def _lines(path):
    return len(path.read_text().splitlines())


def test_no_file_is_too_long():
    files = [(path, TEST_FILE if "tests" in path.parts else FILE) for path in house.python_files()]

    assert [house.name_of(path) for path, longest in files if _lines(path) > longest] == []


def test_no_function_is_too_long():
    long = [
        f"{house.name_of(path)} {one.name}: {one.end_lineno - one.lineno + 1} lines"
        for path in house.python_files()
        for one in house.functions(house.parsed(path))
        if one.end_lineno - one.lineno + 1 > FUNCTION
    ]

    assert long == []


def test_no_template_is_too_long():
    assert [
        house.name_of(path)
        for path in house.files("*.html", "templates")
        if _lines(path) > TEMPLATE
    ] == []
