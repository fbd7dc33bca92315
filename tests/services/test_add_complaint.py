"""One complaint by hand: the checks of a file's row, and a register that holds together after each."""

import json
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.numbering import record_id
from asn_neutral.errors import AmbiguousError, DuplicateError, InvalidInputError, NotFoundError
from asn_neutral.intake.words import number_needed
from asn_neutral.reports.added import what_stands_out
from asn_neutral.services.add_complaint import RESPONDENT, Added, HandChecker, add_complaint
from asn_neutral.services.check_register import check_register
from tests.complaints_file import CONTACT, Row, ask, desk, dump, nip, opened, row, take, who, write


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def add(register: Path, cells: Row, *, rehearse: bool = False, case: str | None = None, tip: bool = False) -> Added:
    return add_complaint(cells, desk(register), rehearse=rehearse, case=case, tip=tip)


def nobody(number: int, /, **cells: str) -> Row:
    """A complaint that names no respondent."""
    return {key: cell for key, cell in row(number, **cells).items() if key not in RESPONDENT}


def findings(register: Path) -> list[tuple[str, str]]:
    return [(found.code, found.what) for found in check_register(register).findings]


# ---- a complaint against a respondent


def test_a_complaint_becomes_what_its_row_of_a_file_would_become(register: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(register.read_bytes())
    take(other, write(tmp_path / "x.csv", row(1)))
    added = add(register, row(1))
    assert added == Added(
        "P-2024/0001", "00001/LP/X/2024", created=True, cases=("2024/0001",), remarks=(), stored=True,
        new_unit="SMP Negeri 4 Kendari",
    )  # fmt: skip
    ours, theirs = dump(register), dump(other)
    for table in ("units", "employees", "cases", "case_violations", "external_references"):
        assert ours[table] == theirs[table], table
    assert who(register) == who(other)
    assert ask(register, "SELECT batch_id, row FROM complaint_cases") == [(None, None)]
    assert ask(register, "SELECT step, status FROM events") == [("register", "registered")]
    assert findings(register) == []


@pytest.mark.parametrize(("first", "second"), [("", nip(1)), (nip(1), "")])
def test_the_same_name_in_the_same_unit_with_and_without_a_nip_is_pointed_out(
    register: Path, first: str, second: str
) -> None:
    assert add(register, row(1, nip=first, nama_terlapor="Budi Contoh")).namesakes == ()
    again = add(register, row(2, nip=second, nama_terlapor="BUDI  CONTOH"))
    assert again.namesakes == ("2024/0001",)
    (sentence,) = what_stands_out(again)
    assert sentence.startswith("Somebody of the same name in the same unit has 2024/0001;")
    elsewhere = add(register, row(3, nip=first, nama_terlapor="Budi Contoh", unit_kerja="Kelurahan Contoh"))
    assert elsewhere.namesakes == ()
    assert ask(register, "SELECT count(DISTINCT employee_id) FROM cases WHERE id < 20240000003") == [(2,)]


def test_who_is_known_by_nip_has_no_namesake(register: Path) -> None:
    add(register, row(1, nip=nip(1), nama_terlapor="Budi Contoh"))
    assert add(register, row(2, nip=nip(2), nama_terlapor="Budi Contoh")).namesakes == ()
    assert add(register, row(3, nip=nip(1), nama_terlapor="Budi Contoh")).namesakes == ()


def test_the_remarks_of_the_new_case_come_back(register: Path) -> None:
    added = add(register, row(1, kode_pelanggaran="E4", nip="", pemilihan=""))
    assert added.remarks == ("election-by-date", "stage-mismatch:E4", "no-nip")


def test_every_problem_is_named_with_column_reason_and_code(register: Path) -> None:
    before = dump(register)
    with pytest.raises(InvalidInputError) as refused:
        add(register, row(1, tanggal_terima="2024-02-30", kode_pelanggaran="D99", uraian="", nama_pelapor="Bu\u0434i"))
    assert str(refused.value).split("\n") == [
        "The complaint was not taken.",
        "tanggal_terima: there is no such day in the calendar (E_TANGGAL)",
        (
            "kode_pelanggaran: “D99” is not known; known are D1, D2, D3, D4, D5, D6, D7, D8, D9, D10, D11, D12, D13, "
            "E1, E2, E3, E4, E5, E6, E7 (E_KODE)"
        ),
        "uraian: this must be filled in (E_KOSONG)",
        (
            "nama_pelapor: letters of two alphabets stand in one word and only look alike; type the word again"
            " (E_AKSARA_CAMPUR)"
        ),
    ]
    assert dump(register) == before


def test_a_rehearsal_says_everything_and_keeps_nothing(register: Path) -> None:
    before = dump(register)
    added = add(register, row(1), rehearse=True)
    assert (added.number, added.cases, added.stored) == ("P-2024/0001", ("2024/0001",), False)
    assert dump(register) == before


@pytest.mark.parametrize("cells", [{}, {"jabatan": "Lurah"}, {"uraian": "Lain"}])
def test_a_respondent_is_named_once(register: Path, cells: Row) -> None:
    add(register, row(1))
    before = dump(register)
    with pytest.raises(DuplicateError) as refused:
        add(register, row(1, **cells))
    assert str(refused.value).startswith(
        "A case against this respondent in this complaint is already in the register as 2024/0001. "
    )
    assert dump(register) == before


def test_a_respondent_without_nip_is_known_by_name_and_unit(register: Path) -> None:
    add(register, row(1, nip=""))
    with pytest.raises(DuplicateError):
        add(register, row(1, nip=""))
    assert add(register, row(1, nip="", unit_kerja="Dinas Lain")).cases == ("2024/0002",)


def test_another_respondent_of_the_same_number_gets_a_case_of_the_same_complaint(register: Path) -> None:
    add(register, row(1))
    added = add(register, row(1, nama_terlapor="Rekan Contoh", nip=nip(9)))
    assert (added.number, added.created, added.cases) == ("P-2024/0001", False, ("2024/0002",))
    assert findings(register) == []


def test_a_recorded_complaint_is_not_overwritten(register: Path) -> None:
    add(register, row(1))
    with pytest.raises(InvalidInputError, match=r"uraian: the register has this as P-2024/0001 .*\(E_BERUBAH\)"):
        add(register, row(1, uraian="Lain", nip=nip(9)))


def test_a_complaint_of_a_file_is_known_by_hand_and_the_other_way_round(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    with pytest.raises(DuplicateError):
        add(register, row(1))
    add(register, row(2))
    done = take(register, write(tmp_path / "y.csv", row(2), row(2, nip=nip(9))))
    assert (done.accepted, done.unchanged, done.refused) == (1, 1, 0)
    assert findings(register) == []


# ---- without a number


@pytest.mark.parametrize(
    ("channel", "needed"),
    [
        ("langsung", False), ("surat", False), ("Datang Langsung", False), ("sbt", True), ("lapor", True),
        ("temuan-bawaslu", True), ("", True), ("x", True),
    ],
)  # fmt: skip
def test_only_what_comes_to_the_office_itself_needs_no_number(channel: str, *, needed: bool) -> None:
    assert number_needed(channel) is needed


@pytest.mark.parametrize("channel", ["langsung", "surat"])
def test_without_a_number_there_is_no_external_reference(register: Path, channel: str) -> None:
    added = add(register, row(1, jalur=channel, nomor_laporan=""))
    assert added.external_number is None
    assert ask(register, "SELECT * FROM external_references") == []
    assert findings(register) == []


def test_elsewhere_the_number_is_needed(register: Path) -> None:
    with pytest.raises(InvalidInputError, match="nomor_laporan: this must be filled in"):
        add(register, row(1, jalur="sbt", nomor_laporan=""))


def test_without_a_number_the_same_words_are_the_same_complaint(register: Path) -> None:
    cells = row(1, jalur="langsung", nomor_laporan="")
    add(register, cells)
    with pytest.raises(DuplicateError):
        add(register, cells)
    assert add(register, {**cells, "nip": nip(9)}).number == "P-2024/0001"
    assert add(register, {**cells, "uraian": "Lain"}).number == "P-2024/0002"
    assert add(register, row(1, jalur="langsung", nomor_laporan="7")).number == "P-2024/0003"
    assert findings(register) == []


# ---- tips


def test_a_tip_is_a_complaint_without_a_case(register: Path) -> None:
    added = add(register, nobody(1), tip=True)
    assert added == Added("P-2024/0001", "00001/LP/X/2024", created=True, cases=(), remarks=(), stored=True)
    ((case, step, status, told),) = ask(register, "SELECT case_id, step, status, details FROM events")
    assert (case, step, status) == (None, "record-tip", None)
    details = json.loads(str(told))
    assert (details["election"], details["stage"], len(details["complaint"])) == ("pilkada-2024", "kampanye", 32)
    for table in ("cases", "employees", "units", "complaint_cases"):
        assert dump(register)[table] == []
    assert [contact for _name, contact in who(register)] == [CONTACT]
    assert findings(register) == []


def test_a_tip_is_recorded_once_and_can_get_a_respondent_later(register: Path) -> None:
    add(register, nobody(1), tip=True)
    with pytest.raises(DuplicateError, match=r"This complaint is already in the register as P-2024/0001\."):
        add(register, nobody(1), tip=True)
    assert add(register, row(1)).number == "P-2024/0001"
    assert findings(register) == []


EMPTY = {"nomor_surat": "", "tanggal_surat": "", "tempat": "", "kecamatan": "", "bukti": "", "pemilihan": ""}
NOBODY_WROTE = {"nama_pelapor": "", "kontak_pelapor": ""}


@pytest.mark.parametrize("before", [{}, {"nama_pelapor": ""}, NOBODY_WROTE])
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_row_that_says_more_fills_the_tip_and_opens_its_case(
    register: Path, tmp_path: Path, before: Row, *, by_hand: bool
) -> None:
    add(register, nobody(1, **EMPTY, **before), tip=True)
    if by_hand:
        assert add(register, row(1)).cases == ("2024/0001",)
    else:
        done = take(register, write(tmp_path / "in.csv", row(1), row(1, nip=nip(5), nama_terlapor="Rekan")))
        assert (done.accepted, done.complaints, done.cases, done.refused) == (2, 0, 2, 0)
        assert take(register, tmp_path / "in.csv").unchanged == 2
    full = row(1)
    filled = "SELECT letter_number, letter_date, place, district, evidence, election_named FROM complaints"
    assert ask(register, filled) == [tuple(full[key] for key in EMPTY)]
    sealed_before = before != NOBODY_WROTE  # and then it stays: nobody here can tell whether it is the same person
    assert who(register) == [(None if sealed_before and before else full["nama_pelapor"], CONTACT)]
    assert findings(register) == []
    assert not [told for (told,) in ask(register, "SELECT details FROM events") if full["nama_pelapor"] in str(told)]
    with opened(register) as connection:
        connection.execute("UPDATE complaints SET place = NULL")
    assert ("complaint", "P-2024/0001") in findings(register)


def test_a_filled_tip_that_loses_who_complained_is_found(register: Path) -> None:
    add(register, nobody(1, **NOBODY_WROTE), tip=True)
    add(register, row(1))
    with opened(register) as connection:
        connection.execute("DELETE FROM complainants")
    assert findings(register) == [("complainant", "P-2024/0001")]


@pytest.mark.parametrize(
    ("tip", "later", "column"),
    [
        ({"tempat": "Lapangan"}, {"tempat": ""}, "tempat"),
        ({"tempat": "Lapangan"}, {"tempat": "Aula"}, "tempat"),
        ({}, {"uraian": "Diceritakan lain."}, "uraian"),
    ],
)
def test_a_row_that_says_something_else_does_not_fill_the_tip(
    register: Path, tmp_path: Path, tip: Row, later: Row, column: str
) -> None:
    add(register, nobody(1, **{**EMPTY, **tip}), tip=True)
    before = dump(register)
    done = take(register, write(tmp_path / "in.csv", row(1, **later)))
    assert [(one.column, one.code) for _, one in done.reasons if one.column == column] == [(column, "E_BERUBAH")]
    assert dump(register) == before


def test_a_complaint_that_has_a_case_is_not_filled(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1, **EMPTY)))
    done = take(register, write(tmp_path / "more.csv", row(1, nip=nip(5), nama_terlapor="Rekan")))
    assert {one.code for _, one in done.reasons} == {"E_BERUBAH"}


@pytest.mark.parametrize("files", [1, 2])
@pytest.mark.parametrize(("channel", "told"), [("surat", True), ("lapor", False)])
def test_two_letters_with_one_number_are_told_how_to_be_kept_apart(
    register: Path, tmp_path: Path, channel: str, *, told: bool, files: int
) -> None:
    rows = [row(1, jalur=channel), row(1, jalur=channel, uraian="Surat dari instansi lain.", nip=nip(5))]
    if files > 1:
        take(register, write(tmp_path / "first.csv", rows.pop(0)))
    ((_, problem),) = take(register, write(tmp_path / "in.csv", *rows)).reasons
    assert ("write the number in your agenda of letters" in problem.sentence()) is told


@pytest.mark.parametrize("key", RESPONDENT)
def test_a_tip_and_a_further_complaint_name_nobody(register: Path, key: str) -> None:
    cells = nobody(1) | {key: row(1)[key]}
    with pytest.raises(InvalidInputError, match=f"A tip names nobody yet; leave out {key}"):
        add(register, cells, tip=True)
    with pytest.raises(InvalidInputError, match=f"The case already says who the respondent is; leave out {key}"):
        add(register, cells, case="2024/0001")


def test_the_rest_of_a_tip_is_checked(register: Path) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add(register, nobody(1, tanggal_kejadian="besok"), tip=True)
    assert str(refused.value).count("\n") == 1


# ---- a further complaint of a case


def test_a_further_complaint_is_linked_to_its_case(register: Path) -> None:
    add(register, row(1))
    added = add(register, nobody(2), case="2024/0001")
    assert (added.number, added.created, added.cases) == ("P-2024/0002", True, ("2024/0001",))
    assert ask(register, "SELECT count(*), max(version) FROM cases") == [(1, 2)]
    linked = "SELECT respondent_name, respondent_nip FROM complaint_cases WHERE complaint_id = ? AND case_id = ?"
    ids = (record_id(2024, 2), record_id(2024, 1))
    assert ask(register, linked, *ids) == [("Warga Contoh 1", nip(1))]
    assert ask(register, "SELECT case_id, complaint_id, step, status FROM events WHERE seq = 2") == [
        (record_id(2024, 1), record_id(2024, 2), "link-complaint", "registered")
    ]
    assert findings(register) == []


def test_a_complaint_is_linked_to_a_case_once(register: Path) -> None:
    add(register, row(1))
    add(register, nobody(2), case="2024/0001")
    before = dump(register)
    for number in (1, 2):  # the one that opened the case, and the one linked to it
        with pytest.raises(DuplicateError, match="2024/0001"):
            add(register, nobody(number), case="2024/0001")
    assert dump(register) == before


def test_one_complaint_can_concern_several_cases(register: Path) -> None:
    add(register, row(1))
    add(register, row(2))
    add(register, nobody(3), case="2024/0001")
    assert add(register, nobody(3), case="2024/0002").created is False
    assert add(register, row(3, nip=nip(9))).cases == ("2024/0003",)
    assert findings(register) == []


def test_a_known_complaint_that_is_linked_must_say_the_same(register: Path) -> None:
    add(register, row(1))
    add(register, row(2))
    with pytest.raises(InvalidInputError, match="tempat: the register has this as P-2024/0002"):
        add(register, nobody(2, tempat="Lain"), case="2024/0001")


@pytest.mark.parametrize(("wanted", "error"), [("2024/9", NotFoundError), ("2024/", AmbiguousError)])
def test_the_case_must_be_there(register: Path, wanted: str, error: type[Exception]) -> None:
    add(register, row(1))
    add(register, row(2))
    before = dump(register)
    with pytest.raises(error):
        add(register, nobody(3), case=wanted)
    assert dump(register) == before


# ---- what is not as it was recorded


_COLUMNS = (
    "channel, letter_number, letter_date, received_on, happened_on, known_on, place, district, election_named,"
    " election, stage, summary, evidence, fingerprint, batch_id, recorded_at"
)


@pytest.mark.parametrize(
    ("sql", "number", "found"),
    [
        ("UPDATE complaints SET summary = 'Lain' WHERE id = ?", 2, ("complaint", "P-2024/0002")),
        ("UPDATE complaints SET summary = 'Lain' WHERE id = ?", 3, ("complaint", "P-2024/0003")),
        ("UPDATE complaints SET stage = 'masa-tenang' WHERE id = ?", 2, ("election", "P-2024/0002")),
        ("UPDATE complaints SET election = NULL WHERE id = ?", 3, ("election", "P-2024/0003")),
        (
            "UPDATE complaint_cases SET respondent_name = 'Lain' WHERE complaint_id = ?",
            2,
            ("respondent", "2024/0001"),
        ),
        (
            "UPDATE complaint_cases SET fingerprint = zeroblob(16) WHERE complaint_id = ?",
            2,
            ("respondent", "2024/0001"),
        ),
        ("DELETE FROM complaint_cases WHERE complaint_id = ?", 2, ("projection", "2024/0001")),
        ("UPDATE cases SET version = 1 WHERE id = ?", 1, ("projection", "2024/0001")),
        (
            f"INSERT INTO complaints (id, {_COLUMNS}) SELECT id + 1, {_COLUMNS} FROM complaints WHERE id = ?",  # noqa: S608 - names of columns
            3,
            ("complaint-without-event", "P-2024/0004"),
        ),
    ],
)
def test_a_check_finds_what_was_changed_in_a_tip_or_a_link(
    register: Path, sql: str, number: int, found: tuple[str, str]
) -> None:
    add(register, row(1))
    add(register, nobody(2), case="2024/0001")
    add(register, nobody(3), tip=True)
    assert findings(register) == []
    with opened(register) as connection:
        connection.execute(sql, (record_id(2024, number),))
    assert found in findings(register)


# ---- answer by answer


def answered(register: Path, cells: Row, key: str) -> list[str]:
    problems, doubts = HandChecker(desk(register)).answer(cells, key)
    return [one.code for one in (*problems, *doubts)]


@pytest.mark.parametrize(
    ("cells", "key", "codes"),
    [
        ({"jalur": "x"}, "jalur", ["E_KODE"]),
        ({"jalur": "sbt"}, "jalur", []),
        ({"jalur": "sbt", "tanggal_terima": "x"}, "jalur", []),
        ({"tanggal_terima": "2025-01-16"}, "tanggal_terima", ["E_TANGGAL_DEPAN"]),
        ({"tanggal_terima": "2024-10-01", "tanggal_kejadian": "2024-10-02"}, "tanggal_kejadian", ["E_URUTAN_TANGGAL"]),
        ({"tanggal_kejadian": "2024-10-02", "tanggal_diketahui": "2024-10-01"}, "tanggal_diketahui",
         ["E_URUTAN_TANGGAL"]),
        ({"nip": "123"}, "nip", ["E_NIP_PANJANG"]),
        ({**row(1), "nip": nip(1), "status_asn": "PPPK"}, "status_asn", ["R_STATUS_NIP"]),
        ({**row(1), "nip": "197001012030031901"}, "nip", ["W_NIP_DEPAN", "R_BELUM_DIANGKAT"]),
        ({**row(1), "nip": "202412012024122901"}, "nip", ["E_URUTAN_TANGGAL"]),
        ({"kode_pelanggaran": "D99"}, "kode_pelanggaran", ["E_KODE"]),
        ({"bukti": "x\x1b[2J"}, "bukti", ["E_KENDALI"]),
    ],
)  # fmt: skip
def test_an_answer_gets_the_reason_its_cell_would_get(register: Path, cells: Row, key: str, codes: list[str]) -> None:
    assert answered(register, cells, key) == codes
