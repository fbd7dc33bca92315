"""`asn-neutral reconcile`: the report, the reply, and what it refuses."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.complaints_file import COMPLAINANT, CONTACT, ask, dump, nip, row, take, write
from tests.conftest import Run
from tests.lived import Lived

KEYS = "result row their_number number name nip fields differences candidates remark"
OURS = (
    "our_result our_differences our_refusal our_number our_status our_level our_sanction our_sk_number our_decided_on"
    " our_reported_on"
)


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(1, 6))))
    return register


def listed(run: Run, line: str, *, code: int = 0, db: Path | None = None) -> dict[str, Any]:
    """What a script reads."""
    found = json.loads(run(f"{line} --format json", code=code, db=db).stdout)
    assert (found["schema"], found["version"]) == ("asn-neutral/reconcile", 1)
    return dict(found)


def sent(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return [*csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=delimiter)]


def totals(found: dict[str, Any]) -> dict[str, int]:
    """The results that there are, counted."""
    return {name: total["row"] for name, total in found["totals"].items() if total["row"]}


@pytest.mark.usefixtures("filled")
def test_the_report_has_every_row_and_then_what_only_we_have(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", row(1), row(2, unit_kerja="Dinas Lain"), row(50), row(3, nip="19"))
    found = listed(run, f"reconcile {file} --with bawaslu", code=3)
    assert [*found["data"][0]] == KEYS.split()
    assert [(one["result"], one["row"], one["number"]) for one in found["data"]] == [
        ("agrees", 2, "2024/0001"), ("differs", 3, "2024/0002"), ("only-theirs", 4, None), ("refused", 5, None),
        ("only-ours", None, "2024/0003"), ("only-ours", None, "2024/0004"), ("only-ours", None, "2024/0005"),
    ]  # fmt: skip
    assert totals(found) == {"agrees": 1, "differs": 1, "only-theirs": 1, "only-ours": 3, "refused": 1}
    differing = found["data"][1]
    assert differing["fields"] == ["unit"]
    assert differing["differences"] == [{"field": "unit", "theirs": "Dinas Lain", "ours": "SMP Negeri 4 Kendari"}]
    assert "E_NIP_PANJANG" in found["data"][3]["remark"]
    assert found["filters"] == {"with": ["bawaslu"], "from": ["2024-10-02"], "to": ["2024-10-02"]}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "md", "html"])
def test_every_format_tells_the_difference(run: Run, tmp_path: Path, form: str) -> None:
    file = write(tmp_path / "list.csv", row(2, unit_kerja="Dinas Lain"))
    shown = run(f"reconcile {file} --with bawaslu --format {form}").stdout
    assert "Dinas Lain" in shown
    assert "2024/0002" in shown


@pytest.mark.usefixtures("filled")
def test_words_stand_in_the_readers_language_and_keys_in_none(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", row(2), row(3, kode_pelanggaran="D4"))
    line = f"reconcile {file} --with bawaslu"
    assert "Forms: theirs D4, ours D4;D6" in run(line).stdout
    told = [json.loads(run(f"{line} --format json", lang=lang).stdout)["data"] for lang in ("en", "id")]
    assert told[0] == told[1]


@pytest.mark.usefixtures("filled")
def test_masked_it_still_says_what_differs_but_not_who(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", row(2, nama_terlapor="Orang Lain", kode_pelanggaran="D4"))
    shown = run(f"--mask reconcile {file} --with bawaslu").stdout
    assert "Forms: theirs D4, ours D4;D6" in shown
    assert "Respondent: theirs Respondent" in shown
    assert "Orang Lain" not in shown
    assert "Warga Contoh 2" not in shown


@pytest.mark.usefixtures("filled")
def test_only_the_results_that_are_wanted_are_shown_and_all_are_counted(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", row(1), row(50))
    found = listed(run, f"reconcile {file} --with bawaslu --result only-theirs --result agrees")
    assert [one["result"] for one in found["data"]] == ["agrees", "only-theirs"]
    assert totals(found) == {"agrees": 1, "only-theirs": 1, "only-ours": 4}


def test_a_reply_is_their_list_with_ours_beside_and_no_complainant(run: Run, tmp_path: Path, filled: Path) -> None:
    before = dump(filled)
    rows_sent = row(1, uraian="=1+1", kode_pelanggaran="D4"), row(50), row(2, nip="19")
    file, reply = write(tmp_path / "list.csv", *rows_sent), tmp_path / "reply.csv"
    run(f"reconcile {file} --with bawaslu --reply {reply}", code=3)
    rows = sent(reply)
    assert [*rows[0]] == [*(key for key in row(1) if not key.endswith("pelapor")), *OURS.split()]
    assert [one["our_result"] for one in rows] == ["differs", "only-theirs", "refused"]
    assert [one["our_differences"] for one in rows] == ["Forms: theirs D4, ours D4;D6", "", ""]
    assert "E_NIP_PANJANG" in rows[2]["our_refusal"]
    assert [one["our_number"] for one in rows] == ["2024/0001", "", ""]
    assert (rows[0]["our_status"], rows[0]["our_level"], rows[0]["uraian"]) == ("registered", "berat", "'=1+1")
    assert COMPLAINANT not in reply.read_text("utf-8-sig")
    assert CONTACT not in reply.read_text("utf-8-sig")
    assert dump(filled) == before


@pytest.mark.usefixtures("filled")
def test_a_heading_about_who_complained_is_known_in_other_words(run: Run, tmp_path: Path) -> None:
    file, reply = tmp_path / "list.csv", tmp_path / "reply.csv"
    file.write_text(f'NIP;Nama Pelapor / Saksi;Alamat pengadu;Ket\n"{nip(1)}";{COMPLAINANT};Jalan;x\n', "utf-8")
    run(f"reconcile {file} --with bawaslu --reply {reply}")
    assert [*sent(reply)[0]] == ["NIP", "Ket", *OURS.split()]
    assert COMPLAINANT not in reply.read_text("utf-8-sig")


@pytest.mark.usefixtures("filled")
def test_what_is_only_proposed_tells_nothing_in_a_reply(run: Run, tmp_path: Path) -> None:
    file, reply = tmp_path / "list.csv", tmp_path / "reply.csv"
    file.write_text("nama\nWarga Contoh 1\n", "utf-8")
    found = listed(run, f"reconcile {file} --with bawaslu --reply {reply}")
    assert found["data"][0]["candidates"] == ["2024/0001"]
    assert [*sent(reply)[0].values()] == ["Warga Contoh 1", "proposed", *[""] * 9]


@pytest.mark.usefixtures("filled")
def test_a_reply_as_a_spreadsheet_keeps_nips_as_texts(run: Run, tmp_path: Path) -> None:
    file, reply = write(tmp_path / "list.csv", row(1)), tmp_path / "reply.xlsx"
    run(f"reconcile {file} --with bawaslu --reply {reply}")
    (sheet,) = openpyxl.load_workbook(reply).worksheets
    cells = [cell.value for line in sheet.iter_rows() for cell in line]
    assert nip(1) in cells
    assert "2024/0001" in cells


@pytest.mark.usefixtures("filled")
def test_numbers_of_theirs_for_several_persons_are_told(run: Run, tmp_path: Path) -> None:
    shared = [row(one + ten * 10, nomor_laporan=f"N/{one}") for one in range(1, 8) for ten in (1, 2)]
    found = listed(run, f"reconcile {write(tmp_path / 'list.csv', *shared)} --with bawaslu")
    said = "7 numbers of theirs stand for more than one person: N/1, N/2, N/3, N/4, N/5, 2 more."
    assert said in found["notes"]


# ---- there and back


def test_the_register_agrees_with_its_own_export(run: Run, lived: Lived, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    late = "--today 2029-01-01"
    run(f"{late} report register --format csv -o {export}", db=lived.path)
    cases = ask(lived.path, "SELECT count(*) FROM cases")[0][0]
    found = listed(run, f"{late} reconcile {export} --with bawaslu --reply {tmp_path / 'reply.csv'}", db=lived.path)
    assert totals(found) == {"agrees": cases}
    assert not any("word that this register does not know" in note for note in found["notes"])
    again = listed(
        run, f"{late} reconcile {tmp_path / 'reply.csv'} --with bawaslu --reply {tmp_path / 'r2.csv'}", db=lived.path
    )
    assert totals(again) == {"agrees": cases}
    assert (tmp_path / "r2.csv").read_bytes() == (tmp_path / "reply.csv").read_bytes()


def test_a_file_that_was_imported_agrees(run: Run, tmp_path: Path, filled: Path) -> None:
    assert filled.exists()
    assert totals(listed(run, f"reconcile {tmp_path / 'in.csv'} --with bawaslu")) == {"agrees": 5}


# ---- what is refused


@pytest.mark.usefixtures("filled")
def test_refused_rows_go_where_they_are_wanted(run: Run, tmp_path: Path) -> None:
    file, refused = write(tmp_path / "list.csv", row(1), row(2, nip="19")), tmp_path / "refused.csv"
    run(f"reconcile {file} --with bawaslu", code=3)
    assert not [*tmp_path.glob("*ditolak*")]
    run(f"reconcile {file} --with bawaslu --refused-file {refused}", code=3)
    assert [(one["nip"], one["tolak_baris"], one["tolak_kode"]) for one in sent(refused)] == [
        ("19", "3", "E_NIP_PANJANG")
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("", 2, "--with"),
        ("--with kpu", 2, "kpu"),
        ("--with bawaslu --result x", 2, "'x' is no result"),
        ("--with bawaslu --from 2024-10-02 --to 2024-10-01", 2, "--from must not lie after --to"),
        ("--with bawaslu --reply balasan.html", 2, ".csv or .xlsx"),
        ("--with bawaslu --reply list.csv", 2, "would replace the file that is read"),
        ("--with bawaslu --reply a.csv -o a.csv", 2, "would be one file"),
        ("--mask --with bawaslu --reply a.csv", 2, "cannot be masked"),
        ("--with bawaslu --encoding klingon", 2, "is no encoding"),
        ("--with bawaslu --reply none/a.csv", 31, "none"),
    ],
)
def test_what_cannot_be_is_refused_before_any_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, words: str, code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "list.csv", row(1))
    done = run(f"reconcile list.csv {words}", code=code, db=tmp_path / "none.db")
    assert said in done.stderr
    assert {one.name for one in tmp_path.iterdir()} - {"home"} == {"list.csv", "register.db"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"jalur,uraian\nx,y\n", "none of the columns by which a case is found"),
        (b"", "it is empty"),
        (b"nip,NIP\n1,2\n", "mean the same"),
        (b'nip,nama\n1,"x' + b"\n1,2" * 30, "does not close"),
        (b"nip\n\xff\xfe\x81", "is not text"),
    ],
)
def test_a_list_that_cannot_be_read_as_a_whole(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    done = run(f"reconcile {tmp_path / 'list.csv'} --with bawaslu", code=30)
    assert said in done.stderr or said == "is not text"


@pytest.mark.usefixtures("filled")
def test_masked_it_tells_nobody(run: Run, tmp_path: Path) -> None:
    rows = (row(1, nama_terlapor="Orang Lain"), row(2, nip="19"), row(50))
    write(tmp_path / "list.csv", *rows)
    text = (
        (tmp_path / "list.csv").read_text("utf-8").replace("bukti", "status", 1).replace("2 foto", "a.n. Budi Rahasia")
    )
    (tmp_path / "list.csv").write_text(text, "utf-8")
    for form in ("json", "csv", "table"):
        shown = run(f"reconcile {tmp_path / 'list.csv'} --with bawaslu --mask --format {form}", code=3).stdout
        assert shown
        for secret in ("Orang Lain", "Warga Contoh", "Rahasia", nip(1), nip(50), COMPLAINANT):
            assert secret not in shown, form
