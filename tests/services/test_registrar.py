"""Rows become complaints, cases and chained events: what each event holds, and who is taken for whom."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.domain.case import Event, replay
from asn_neutral.domain.chain import GENESIS, StoredEvent, first_break
from asn_neutral.intake.columns import KEYS, complete_header
from asn_neutral.intake.row import CheckedRow, RowChecker
from asn_neutral.law.terms import Status, Step
from asn_neutral.services.check_register import check_register
from asn_neutral.services.prepared import Prepared, Preparer
from asn_neutral.services.registrar import Registrar, Taken
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.unit import unit_of_work
from tests.complaints_file import TODAY, Row, ask, book, desk, row, take, write

FIRST = 20240000001
EVENTS = "SELECT * FROM events ORDER BY seq"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def prepared(register: Path, number: int, cells: Mapping[str, str]) -> Prepared:
    """The row as the door hands it on, marked with the register's key."""
    checker = RowChecker(
        complete_header(),
        today=TODAY,
        violations=frozenset(form.id for form in book().violations),
        elections=frozenset(election.id for election in book().elections),
    )
    found = checker.check([cells[key] for key in KEYS])
    assert isinstance(found, CheckedRow), found
    ((key,),) = ask(register, "SELECT fingerprint_key FROM register")
    assert isinstance(key, bytes)
    return Preparer(book(), key).prepare(number, found, checker.remarks)


@contextmanager
def registrar(register: Path, batch_id: int | None = None) -> Iterator[Registrar]:
    """A registrar in a unit of work of its own, closed and kept at the end."""
    with unit_of_work(register) as work:
        bulk = Bulk(work.driver)
        yield Registrar(bulk, desk(register), batch_id=batch_id)


def taken(register: Path, *rows: Row) -> Taken:
    """What becomes of *rows*, taken as if typed by hand."""
    arrivals = [prepared(register, number, cells) for number, cells in enumerate(rows, start=1)]
    with registrar(register) as made:
        return made.take(arrivals)


def test_the_event_of_a_case_holds_all_that_makes_the_case(register: Path) -> None:
    done = taken(register, row(1))
    assert done.cases == ["2024/0001"]
    ((seq, case_id, complaint_id, step, happened, recorded, actor, status, details, previous, _hash),) = ask(
        register, EVENTS
    )
    assert (seq, case_id, complaint_id, step, happened) == (1, FIRST, FIRST, Step.REGISTER, "2024-10-08")
    assert (recorded, actor, status, previous) == ("2025-01-15T01:02:03Z", "petugas", Status.REGISTERED, GENESIS)
    told = json.loads(str(details))
    state = replay([Event(Step.REGISTER, str(happened), Status.REGISTERED, told)])
    assert (state.number, state.employment, state.rank, state.channel) == (
        "2024/0001", "PNS", "III/c", "laporan-bawaslu",
    )  # fmt: skip
    assert (state.violations, state.opened_on, state.happened_on) == (("D4", "D6"), "2024-10-08", "2024-10-02")
    assert [rule.split("@")[0] for rule in told["rules"]] == ["D4", "D6"]


def test_an_event_tells_nothing_of_who_complained_or_of_what_happened(register: Path) -> None:
    cells = row(1)
    taken(register, cells)
    told = str(ask(register, EVENTS))
    for key in ("nama_pelapor", "kontak_pelapor", "uraian", "nama_terlapor", "nip"):
        assert cells[key] not in told


def test_the_chain_goes_on_over_files_and_rows_typed_by_hand(register: Path, tmp_path: Path) -> None:
    taken(register, row(1), row(2))
    take(register, write(tmp_path / "in.csv", row(3)))
    fourth = prepared(register, 1, row(4))
    with registrar(register) as made:
        made.record(Step.RECORD_TIP, "2024-10-08", {"note": 'tip "1"'})
        made.take([fourth])
    events = [StoredEvent(*found) for found in ask(register, EVENTS)]  # type: ignore[arg-type]  # as the register holds them
    assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6]
    assert first_break(events) is None
    assert json.loads(events[4].details) == {"note": 'tip "1"'}


def test_by_hand_the_same_again_is_unchanged_and_no_duplicate_row(register: Path) -> None:
    taken(register, row(1))
    again = taken(register, row(1))
    assert (again.accepted, again.unchanged, again.refused) == (0, 1, [])
    changed = taken(register, row(1, golongan="IV/a"))
    assert [(found.problems[0].column, found.problems[0].code) for found in changed.refused] == [
        ("golongan", "E_BERUBAH")
    ]


def test_several_columns_that_differ_are_all_named(register: Path) -> None:
    (refused,) = taken(register, row(1), row(1, tempat="Lain", uraian="Lain.", kontak_pelapor="0899")).refused
    assert [problem.column for problem in refused.problems] == ["tempat", "uraian", "kontak_pelapor"]
    assert refused.problems[2].value == ""


def test_a_complainant_who_is_left_out_later_is_no_difference(register: Path) -> None:
    taken(register, row(1))
    assert taken(register, row(1, nama_pelapor="", kontak_pelapor="")).unchanged == 1


def test_who_complained_is_kept_apart_and_only_where_somebody_said_so(register: Path) -> None:
    taken(register, row(1), row(2, nama_pelapor="", kontak_pelapor=""))
    assert ask(register, "SELECT complaint_id FROM complainants") == [(FIRST,)]


def test_titles_after_a_name_make_no_other_name(register: Path) -> None:
    person = {"nip": row(1)["nip"]}
    taken(register, row(1, nama_terlapor="Budi Contoh"))
    taken(register, row(2, **person, nama_terlapor="BUDI CONTOH, S.E., M.Si."), row(3, **person, nama_terlapor="Budo"))
    remarks = [str(found) for (found,) in ask(register, "SELECT remarks FROM cases ORDER BY id")]
    assert ["name-differs" in remark for remark in remarks] == [False, False, True]
    assert ask(register, "SELECT name FROM employees") == [("Budi Contoh",)]
    assert ask(register, "SELECT respondent_name FROM complaint_cases ORDER BY case_id")[2] == ("Budo",)


def test_a_person_who_moved_keeps_each_case_in_its_unit(register: Path) -> None:
    person = {"nip": row(1)["nip"], "nama_terlapor": "Budi"}
    taken(register, row(1, **person, unit_kerja="Dinas A"), row(2, **person, unit_kerja="Dinas B"))
    assert ask(register, "SELECT u.name FROM cases AS k JOIN units AS u ON u.id = k.unit_id ORDER BY k.id") == [
        ("Dinas A",), ("Dinas B",),
    ]  # fmt: skip
    assert ask(register, "SELECT count(*) FROM employees") == [(1,)]


def test_the_gravest_form_gives_the_case_its_track_and_level(register: Path) -> None:
    taken(register, row(1, kode_pelanggaran="E1"), row(2, kode_pelanggaran="E1;D4"))
    (ethics, both) = ask(register, "SELECT track, level FROM cases ORDER BY id")
    assert ethics == ("kode-etik", "moral")
    assert both[0] == "disiplin"


POSTS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "M", "Z"]),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(texts=st.lists(POSTS, min_size=3, max_size=3))
def test_whatever_stands_in_a_post_the_case_can_be_replayed(template: Path, texts: list[str]) -> None:
    post, district, unit = texts
    cells = {**row(1), "jabatan": f"a{post}", "kecamatan": f"a{district}", "unit_kerja": f"a{unit}"}
    with TemporaryDirectory() as folder:
        register = Path(shutil.copy(template, folder))
        taken(register, cells, {**row(1), "nama_terlapor": "Rekan", "nip": row(2)["nip"], "kecamatan": f"a{district}"})
        ((details, position),) = ask(
            register, "SELECT details, position FROM events JOIN cases AS k ON k.id = case_id WHERE seq = 1"
        )
        assert json.loads(str(details))["position"] == position
        assert check_register(register).findings == ()
