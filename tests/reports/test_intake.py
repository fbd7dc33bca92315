"""The files taken in: counts, senders, and what the register does not know of them."""

from decimal import Decimal
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.reports.intake import REPORT, intake_table
from asn_neutral.reports.table import Table, Value
from asn_neutral.services.import_file import ImportOrder, import_file
from asn_neutral.services.import_steps import import_steps
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import desk, row, write
from tests.reports_asked import asked_of


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(path: Path, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return intake_table(asked_of(connection, filters))


def by_key(table: Table) -> list[dict[str, Value]]:
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    """Four files: of Bawaslu with two refused rows, of SBT, of both, and one of steps."""
    files = {
        "bawaslu.csv": [row(1), row(2, jalur="temuan-bawaslu"), row(3, nip="1"), row(4, kode_pelanggaran="Z9")],
        "sbt.csv": [row(5, jalur="sbt")],
        "both.csv": [row(1), row(6, jalur="sbt"), row(7)],
    }
    for name, rows in files.items():
        import_file(ImportOrder(str(write(tmp_path / name, *rows)), accept_partial=True), desk(register))
    steps = tmp_path / "langkah.csv"
    steps.write_text("nomor,langkah,tanggal\n2024/0001,review,2024-12-02\n", "utf-8")
    import_steps(ImportOrder(str(steps)), desk(register))
    return register


def test_every_file_with_its_counts_the_newest_first(filled: Path) -> None:
    keys = ("batch", "file", "sender", "channels", "read", "accepted", "unchanged", "refused", "refused_share")
    assert [tuple(one[key] for key in keys) for one in by_key(made(filled))] == [
        (4, "langkah.csv", "steps", (), 1, 1, 0, 0, Decimal("0.0")),
        (3, "both.csv", "several", ("laporan-bawaslu", "sbt"), 3, 2, 1, 0, Decimal("0.0")),
        (2, "sbt.csv", "sbt", ("sbt",), 1, 1, 0, 0, Decimal("0.0")),
        (1, "bawaslu.csv", "bawaslu", ("laporan-bawaslu", "temuan-bawaslu"), 4, 2, 0, 2, Decimal("50.0")),
    ]


def test_a_line_for_each_sender_and_one_for_all(filled: Path) -> None:
    lines = {total.name: total.values for total in made(filled).totals}
    assert list(lines) == ["bawaslu", "sbt", "several", "steps", "sum"]
    assert lines["sum"] == {"read": 9, "accepted": 6, "unchanged": 1, "refused": 2, "refused_share": Decimal("22.2")}
    for name in ("read", "accepted", "unchanged", "refused"):
        assert lines["sum"][name] == sum(int(str(lines[one][name])) for one in lines if one != "sum")


def test_other_filters_leave_the_files_that_brought_a_case_that_fits(filled: Path) -> None:
    found = made(filled, Filters(channel=("sbt",)))
    assert [one["file"] for one in by_key(found)] == ["both.csv", "sbt.csv"]
    assert by_key(found)[0]["read"] == 3


def test_a_further_respondent_makes_the_sender_known(register: Path, tmp_path: Path) -> None:
    """The second file opens no complaint; it only adds a respondent to one that is there."""
    take = ImportOrder(str(write(tmp_path / "a.csv", row(1))))
    import_file(take, desk(register))
    more = row(1, nama_terlapor="Rekan Contoh", nip="")
    import_file(ImportOrder(str(write(tmp_path / "b.csv", more))), desk(register))
    assert [one["sender"] for one in by_key(made(register))] == ["bawaslu", "bawaslu"]


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        (Filters(since=("2025-01-15",)), 4),
        (Filters(since=("2025-01-16",)), 0),
        (Filters(until=("2025-01-15",)), 4),
        (Filters(until=("2025-01-14",)), 0),
    ],
)
def test_the_period_is_that_of_the_days_they_were_taken_in(filled: Path, filters: Filters, files: int) -> None:
    """The complaints were received in October 2024, which does not matter here."""
    assert len(by_key(made(filled, filters))) == files


def test_what_the_register_does_not_know_is_said(filled: Path) -> None:
    notes = made(filled).notes
    assert notes[-2].startswith("A file of which nothing was kept")
    assert notes[-1].startswith("Why rows were refused stands in the file of refused rows")


def test_people_read_the_time_at_the_office(filled: Path) -> None:
    table = made(filled)
    (column,) = [one for one in table.columns if one.key == "recorded_at"]
    instant = str(by_key(table)[0]["recorded_at"])
    assert column.labels is not None
    assert (instant, column.labels[instant]) == ("2025-01-15T01:02:03Z", "2025-01-15 09:02 WITA")


def test_nothing_that_fits_says_so(register: Path) -> None:
    table = made(register)
    assert (list(table.rows), table.totals, table.empty) == ([], (), "No file that fits was taken in.")


def test_the_cases_behind_are_those_that_the_files_brought(filled: Path) -> None:
    with reading(filled) as connection:
        assert REPORT.behind is not None
        behind = list(REPORT.behind(asked_of(connection)))
        sbt = list(REPORT.behind(asked_of(connection, Filters(channel=("sbt",), since=("2025-01-01",)))))
    assert sorted(behind) == [
        ((1,), "2024/0001"), ((1,), "2024/0002"), ((2,), "2024/0003"), ((3,), "2024/0004"), ((3,), "2024/0005"),
    ]  # fmt: skip
    assert sorted(sbt) == [((2,), "2024/0003"), ((3,), "2024/0004")]
