"""How wide columns become: ids stay whole, words are cut in two only where nothing else helps."""

from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.output.grid import grid_of
from asn_neutral.output.lines import LONGEST_WORD, Sheet, fitted, narrowed, remark_on
from asn_neutral.reports.table import Column, Kind, Table

COLUMNS = (
    Column("nip", "NIP", Kind.ID),
    Column("unit", "Unit"),
    Column("summary", "Summary"),
    Column("n", "N", Kind.COUNT),
)
ROW = ("198001012005011901", "Dinas Perhubungan", "Hadir pada kampanye akbar " * 4, 7)


def sheet(*rows: tuple[str, str, str, int]) -> Sheet:
    grid = grid_of(Table("t", "T", COLUMNS, rows), tell_cut=False)
    return Sheet.of(grid, list(grid.rows))


def test_everything_is_natural_where_there_is_room() -> None:
    assert fitted(sheet(ROW), 1_000) == list(sheet(ROW).natural) == [18, 17, len(ROW[2]), 1]


def test_a_word_stays_whole_as_long_as_it_can() -> None:
    assert fitted(sheet(ROW), 18 + 11 + 10 + 1) == [18, 11, 10, 1]  # Perhubungan; the longer column gives way
    assert fitted(sheet(ROW), 18 + 10 + 10 + 1) == [18, 10, 10, 1]
    assert fitted(sheet(ROW), 18 + 10 + 10) is None


def test_what_is_no_word_of_a_language_may_be_cut() -> None:
    assert fitted(sheet(("1", "x" * 80, "y", 1)), 3 + LONGEST_WORD + 7 + 1) == [3, LONGEST_WORD, 7, 1]


def test_heads_of_figures_fold_before_texts_give_way() -> None:
    columns = (Column("unit", "Unit"), Column("cases", "Number of grave cases", Kind.COUNT))
    grid = grid_of(Table("t", "T", columns, [("Sekretariat Daerah", 7)]), tell_cut=False)
    made = Sheet.of(grid, list(grid.rows))
    assert fitted(made, 18 + 21) == [18, 21]
    assert fitted(made, 18 + 6) == [18, 6]
    assert fitted(made, 11 + 6) == [11, 6]


ROWS = st.tuples(
    st.text("19", min_size=1, max_size=18), st.text("ab ", max_size=60), st.text("x ", max_size=60), st.integers(0, 999)
)


@given(rows=st.lists(ROWS, min_size=1, max_size=4), room=st.integers(0, 200))
def test_columns_fit_the_room_and_never_break_an_id(rows: list[tuple[str, str, str, int]], room: int) -> None:
    made = sheet(*rows)
    widths = fitted(made, room)
    assert widths is not None or sum(made.natural) > room
    if widths is not None:
        assert sum(widths) <= room
        assert widths[0] >= max(len(row[0]) for row in rows)


SPARE = (
    Column("number", "Number", Kind.ID),
    Column("nip", "NIP", Kind.ID, spare=1),
    Column("name", "Name"),
    Column("complaint", "Complaint", Kind.ID, spare=2),
    Column("cases", "Perkara", Kind.COUNT),
)
WIDE = ("2024/0001", "198001012005011901", "Sitti Rahmatia", "P-2024/0001", 7)


def narrow(room: int) -> tuple[list[str], list[str]]:
    """The heads that are shown in so much room for text, and those that are not."""
    grid = grid_of(Table("t", "T", SPARE, [WIDE]), tell_cut=False)
    made, widths, missing = narrowed(Sheet.of(grid, list(grid.rows)), lambda _columns: room)
    assert widths is None or sum(widths) <= room
    return list(made.heads), missing


def test_what_is_spare_goes_before_a_word_is_cut_the_sparest_first() -> None:
    every = ["Number", "NIP", "Name", "Complaint", "Perkara"]
    assert narrow(9 + 18 + 10 + 11 + 7) == (every, [])
    assert narrow(9 + 18 + 10 + 7) == (["Number", "NIP", "Name", "Perkara"], ["Complaint"])
    assert narrow(9 + 10 + 7) == (["Number", "Name", "Perkara"], ["Complaint", "NIP"])
    assert narrow(9 + 10 + 6) == (every, [])  # too narrow in any case: one record below the other


def test_a_head_is_never_broken_inside_a_word() -> None:
    grid = grid_of(Table("t", "T", SPARE, [WIDE]), tell_cut=False)
    assert Sheet.of(grid, list(grid.rows)).least[-1] == len("Perkara")


def test_what_is_not_shown_is_said() -> None:
    locale.use("en")
    assert remark_on(["NIP", "Complaint"]) == ["Not shown for lack of room: NIP, Complaint. -o FILE has them all."]
    assert remark_on([]) == []
