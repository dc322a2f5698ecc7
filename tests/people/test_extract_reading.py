"""From files to rows: a row that cannot be read stops no other, a file that cannot be understood stops all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icm.people.actions.extract.columns import Known
from icm.people.actions.extract.reading import Unusable, read_folder
from icm.people.actions.extract.run import files_of
from icm.policy.facts import Band, EventKind, Legal, Level, SentenceKind
from risk.actions.assessments_extract import ASSESSMENTS
from risk.actions.extract import REVIEWS
from risk.policy.assessments import Override, Purpose, Side, Tool

KNOWN = Known(
    establishments={"barlinnie": 1, "bella": 2},
    councils={"fife": 3},
    units=frozenset({(1, "nte"), (2, "ccu")}),
)
FILES = list(files_of(KNOWN, [REVIEWS, ASSESSMENTS]))
NAMES = "number,family_name,given_names,born_on,establishment\n"


@pytest.fixture
def folder(tmp_path):
    def write(content, name="people.csv"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return tmp_path

    return write


def read(where, **options):
    (table,) = read_folder(where, FILES, **options)
    return table


def said(table):
    return [(problem.line, problem.column, problem.reason) for problem in table.problems]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda text: text.encode(), id="plain"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no last line break"),
        pytest.param(lambda text: (text + "\n\n,,,,\n").encode(), id="blank rows"),
        pytest.param(lambda text: text.replace("number", " Number ").encode(), id="loose name"),
    ],
)
def test_every_usual_form_of_a_file_reads_alike(folder, form):
    table = read(folder(form(NAMES + 'X1,"MacRae, the younger",Áine,,barlinnie\n')))

    (row,) = table.rows
    assert not table.problems
    assert row.values == {
        "number": "X1",
        "family_name": "MacRae, the younger",
        "given_names": "Áine",
        "born_on": None,
        "establishment_id": 1,
    }


def test_columns_that_a_file_does_not_have_are_left_alone_and_empty_cells_are_not_known(folder):
    table = read(folder("number,family_name,given_names,legal\nX1,Roe,Ann,\n"))
    assert table.rows[0].values["legal"] == ""
    assert "establishment_id" not in table.rows[0].values


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("X2,Roe,Ann,31/02/2026,", (2, "born_on"), id="date"),
        pytest.param(",Roe,Ann,,", (2, "number"), id="no number"),
        pytest.param("X2,,Ann,,", (2, "family_name"), id="no name"),
        pytest.param("X2,Roe,Ann", (2, ""), id="too few cells"),
        pytest.param("X2,Roe,Ann,,,more", (2, ""), id="too many cells"),
        pytest.param('X2,"Roe,Ann,,', (2, ""), id="open quotation mark"),
        pytest.param('X2,"Roe"s,Ann,,', (2, ""), id="mark inside"),
        pytest.param("X2,Ro\0e,Ann,,", (2, "family_name"), id="NUL"),
        pytest.param(f"X2,{'R' * 81},Ann,,", (2, "family_name"), id="too long"),
        pytest.param("X2,Roe,Ann,,barlinie", (2, "establishment"), id="unknown place"),
    ],
)
def test_a_row_that_cannot_be_read_stops_no_other(folder, row, problem):
    table = read(folder(f"{NAMES}{row}\nX3,Doe,Ian,,\n"))

    assert [row.number for row in table.rows] == ["X3"]
    assert [found[:2] for found in said(table)] == [problem]


def test_bytes_that_are_not_utf8_spoil_their_row_alone(folder):
    table = read(folder(NAMES.encode() + b"X2,Ros\xe9,Ann,,\nX3,Doe,Ian,,\n"))
    assert [row.number for row in table.rows] == ["X3"]
    assert "not UTF-8" in table.problems[0].reason


def test_a_row_that_cannot_be_cut_still_says_whose_it_is(folder):
    table = read(folder(NAMES + 'X2,"Roe,Ann,,\n'))
    assert table.problems[0].number == "X2"


def test_every_fault_of_a_row_is_named(folder):
    table = read(folder(NAMES + "X2,,Ann,someday,nowhere\n"))
    assert [column for _, column, _ in said(table)] == ["family_name", "born_on", "establishment"]


def test_a_cell_may_go_on_over_several_lines(folder):
    events = "number,reference,kind,on,note\nX1,E1,referral,2026-05-01,"
    table = read(
        folder(events + '"first\nsecond ""so"""\nX2,E1,referral,2026-05-02,\n', "events.csv")
    )
    assert [row.line for row in table.rows] == [2, 4]
    assert table.rows[0].values["note"] == 'first\nsecond "so"'


def test_a_score_is_refused_and_not_repeated(folder):
    table = read(
        folder("number,reference,kind,on,value\nX1,E1,lscmi,2026-05-01,27\n", "events.csv")
    )
    (problem,) = table.problems
    assert "never a score" in problem.reason
    assert "27" not in problem.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("", "is empty", id="nothing"),
        pytest.param("\ufeff \r\n", "is empty", id="only a mark"),
        pytest.param("number,given_names\n", "no column family_name", id="missing column"),
        pytest.param("number;family_name\n", "separated by commas", id="semicolons"),
        pytest.param(NAMES.replace("born_on", "born"), "does not know: born", id="unknown column"),
        pytest.param("number,number,family_name,given_names\n", "number twice", id="twice"),
        pytest.param("number,family_name,given_names,\n", "without a name", id="nameless"),
        pytest.param(NAMES.encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(b"PK\x03\x04 workbook", "a spreadsheet", id="workbook"),
    ],
)
def test_a_file_that_cannot_be_understood_stops_the_whole(folder, content, reason):
    with pytest.raises(Unusable, match=reason):
        read(folder(content))


def test_a_column_may_be_left_out_by_name(folder):
    table = read(
        folder(NAMES.replace("born_on", "born") + "X1,Roe,Ann,whenever,\n"), leave_out=["born"]
    )
    assert len(table.rows) == 1
    assert not table.problems


def test_a_folder_without_any_of_the_files_is_none(tmp_path):
    with pytest.raises(Unusable, match=r"holds none of people\.csv"):
        read_folder(tmp_path, FILES)
    with pytest.raises(Unusable, match="not a folder"):
        read_folder(tmp_path / "nowhere", FILES)


def test_what_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "people.csv").mkdir()
    with pytest.raises(Unusable, match=r"people\.csv cannot be opened"):
        read(tmp_path)


def test_every_reason_is_given_at_once(folder):
    folder("", "people.csv")
    where = folder("number\n", "sentences.csv")
    with pytest.raises(Unusable) as unusable:
        read_folder(where, FILES)
    assert len(unusable.value.reasons) == 2


CELLS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["X1", "2026-02-28", "barlinnie", '"', "\r", "\0", ",", "\n", "=1+1", "-1"]
)


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=7).map(",".join), max_size=12))
def test_no_file_brings_the_reading_down_and_a_good_row_is_read_whatever_came_before(
    tmp_path_factory, rows
):
    where = tmp_path_factory.mktemp("extract")
    good = "GOOD,Doe,Ian,1990-02-03,barlinnie"
    blank = "\n" * 25  # past any cell in quotation marks that the rows before have left open
    text = NAMES + "\n".join(rows) + blank + good + "\n"
    (where / "people.csv").write_bytes(text.encode())
    table = read(where)
    assert "GOOD" in [row.number for row in table.rows]


def test_the_readme_tells_of_every_column_and_every_word_a_column_takes():
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    section = readme.partition("### import_extract")[2].partition("\n### ")[0]
    for file in FILES:
        table = section.partition(f"| `{file.name}` |")[2].partition("\n\n")[0]
        told = [name for row in table.splitlines()[2:] for name in row.split("|")[1].split(",")]
        bold = {name.strip().strip("*") for name in told if "**" in name}
        assert {name.strip().strip("*") for name in told} == set(file.by_name), file.name
        assert bold == file.needed
    words = [*EventKind, *SentenceKind, *Legal, *Level, *Band, *Tool, *Purpose, *Side, *Override]
    assert [word for word in words if f"`{word}`" not in section] == []


def test_the_examples_have_the_columns_the_readme_tells_of():
    for folder in ("extract", "extract-with-mistakes"):
        examples = Path(__file__).resolve().parents[2] / "examples" / folder
        for file in FILES:
            if not (examples / file.name).exists():
                continue
            header = (examples / file.name).read_text(encoding="utf-8").splitlines()[0].split(",")
            assert file.needed <= set(header) <= set(file.by_name)
