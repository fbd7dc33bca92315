import json
from pathlib import Path
from typing import Any

import pytest

from tests.complaints_file import COMPLAINANT, CONTACT, nip, row, write
from tests.terminal import Run

KEYS = ("number", "complaint", "name", "nip", "unit", "violations", "status", "due_on", "opened_on")


@pytest.fixture(autouse=True)
def _three_cases(run: Run, tmp_path: Path) -> None:
    rows = [
        row(1, unit_kerja="Dinas Kesehatan"),
        row(2, unit_kerja="Kec. Kadia", tanggal_terima="2024-10-09", kode_pelanggaran="D1"),
        row(3, jalur="sbt", tanggal_kejadian="2024-01-20", tanggal_diketahui="2024-01-21"),
    ]
    run(["import", str(write(tmp_path / "in.csv", *rows))])


def rows(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["data"])


def test_list_keeps_its_promise_to_scripts(run: Run) -> None:
    found = rows(run("case list --format json").stdout)
    assert all(set(KEYS) <= set(case) for case in found)
    assert [case["number"] for case in found] == ["2024/0003", "2024/0002", "2024/0001"]
    assert (found[1]["violations"], found[1]["status"], found[1]["due_on"]) == (["D1"], "registered", None)
    assert found[1]["opened_on"] == "2024-10-09"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--unit dinas", ["2024/0001"]),
        ("--unit 'kecamatan KADIA'", ["2024/0002"]),
        ("--violation d1", ["2024/0002"]),
        ("--channel sbt", ["2024/0003"]),
        ("--channel sbt --unit dinas", []),
        ("--unit dinas --unit kadia", ["2024/0002", "2024/0001"]),
        ("--from 2024-10-09", ["2024/0002"]),
        ("--to 2024-10-08", ["2024/0003", "2024/0001"]),
        ("--from 9/10/2024 --to '9 Oktober 2024'", ["2024/0002"]),
        ("--search 'warga contoh 3'", ["2024/0003"]),
        ("--search 00002/LP", ["2024/0002"]),
        ("--search %", []),
        ("--status registered --limit 1", ["2024/0003"]),
        ("--election PILKADA-2024 --limit 2", ["2024/0003", "2024/0002"]),
    ],
)
def test_list_with_filters(run: Run, words: str, expected: list[str]) -> None:
    assert [case["number"] for case in rows(run(f"case list --format json {words}").stdout)] == expected


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("--status registred", "did you mean registered?"),
        ("--level parah", "known are berat, moral, none, ptdh, ringan, sedang."),
        ("--channel telegram", "known are informasi-awal, langsung, "),
        ("--violation D1 --violation D40", "known are D1, D2, D3, D4,"),
        ("--stage kampanya", "did you mean kampanye?"),
        ("--election pilkada", "did you mean pilkada-20"),
        ("--from besok", "is not a date"),
        ("--limit 0", "0 is not from 1 to"),
        ("--limit 99999999999999999999", "is not from 1 to"),
        ("-o -", "--output: name a file; standard output carries the result anyway."),
    ],
)
def test_list_refuses_words_it_does_not_know(run: Run, word: str, said: str) -> None:
    done = run(f"case list {word}", code=2)
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_word_of_the_office_is_known(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's own law file may have elections of its own."""
    file = tmp_path / "law.toml"
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(file))
    file.write_text(
        '[[election]]\nid = "pilkades-2031"\nname = "Pemilihan kepala desa 2031"\nname_en = "Village heads 2031"\n'
        'kind = "pilkada"\nopens_on = 2031-01-01\ndetermination_on = 2031-02-01\nvoting_on = 2031-03-01\n'
        'inauguration = 2031-04-01\nbasis = "Perda 1/2030"\nverified = true\n'
        '[[stage]]\nelection = "pilkades-2031"\nid = "kampanye"\nname = "Masa kampanye"\nname_en = "Campaign"\n'
        "since = 2031-01-01\nuntil = 2031-04-01\n",
        encoding="utf-8",
    )
    assert rows(run("case list --election pilkades-2031 --format json").stdout) == []


def test_a_cut_list_says_so(run: Run) -> None:
    assert "1 of 3" in run("case list --limit 1").stderr
    assert run("case list --limit 3").stderr == ""


def test_a_list_never_takes_the_place_of_the_register(run: Run, register: Path) -> None:
    before = register.read_bytes()
    assert "it is a database" in run(["case", "list", "--format", "csv", "-o", str(register)], code=31).stderr
    assert register.read_bytes() == before


def test_show_tells_everything_but_the_complainant(run: Run) -> None:
    told = json.loads(run("case show 2024/0001 --format json").stdout)["data"]
    assert set(KEYS) <= set(told)
    assert told["summary"].startswith("Hadir pada kampanye")
    assert [event["step"] for event in told["events"]] == ["register"]
    assert [complaint["number"] for complaint in told["complaints"]] == ["P-2024/0001"]
    for form in ("table", "json", "csv", "md", "html"):
        for words in (f"case show 2024/0001 --format {form}", f"case list --format {form}"):
            done = run(words)
            assert COMPLAINANT not in done.stdout + done.stderr
            assert CONTACT not in done.stdout + done.stderr


def test_show_tells_what_does_not_fit(run: Run) -> None:
    assert "does not fit the stage of the election" in run("case show 2024/0003").stdout
    assert "stage-mismatch:" in run("case show 2024/0003 --format json").stdout


def test_the_name_is_the_one_that_this_complaint_wrote(run: Run, tmp_path: Path) -> None:
    other = row(9, nip=nip(1), nama_terlapor="Warga Contoh-Satu, S.Pd.", unit_kerja="Kec. Kadia")
    run(["import", str(write(tmp_path / "more.csv", other))])
    names = {case["number"]: case["name"] for case in rows(run("case list --format json").stdout)}
    assert (names["2024/0001"], names["2024/0004"]) == ("Warga Contoh 1", "Warga Contoh-Satu, S.Pd.")
    told = json.loads(run("case show 2024/0004 --format json").stdout)["data"]
    assert (told["name"], told["nip"]) == ("Warga Contoh-Satu, S.Pd.", nip(1))
    assert "name-differs" in told["remarks"]
    assert "Warga Contoh-Satu, S.Pd." in run("case show 2024/0004").stdout


def test_people_read_words_and_scripts_ids(run: Run) -> None:
    told = run("case show 2024/0003").stdout
    for word in ("Simultaneous regional elections 2024", "WITA"):
        assert word in told
    for word in ("pilkada-2024", "stage-mismatch", "election-by-date", "Remarks"):
        assert word not in told
    data = json.loads(run("case show 2024/0003 --format json").stdout)["data"]
    assert (data["election"], data["events"][0]["clock"]) == ("pilkada-2024", None)
    assert data["events"][0]["recorded_at"].endswith("Z")


def test_show_by_a_beginning_and_by_the_senders_number(run: Run) -> None:
    assert json.loads(run("case show 00002/LP/X/2024 --format json").stdout)["data"]["number"] == "2024/0002"
    assert "2024/0001, 2024/0002, 2024/0003" in run("case show 2024/000", code=20).stderr
    assert "There is no case 2025/0001." in run("case show 2025/0001", code=20).stderr
    told = json.loads(run("case show x --format json", code=20).stderr)
    assert told["error"]["name"] == "not-found"


def test_the_number_of_a_complaint_is_said_to_be_one(run: Run) -> None:
    said = run("case show P-2024/0001", code=20).stderr
    assert (
        "There is no case P-2024/0001; that is the number of a complaint. `asn-neutral complaint show P-2024/0001`"
        in said
    )
    said = run("complaint show 2024/0001", code=20).stderr
    assert "There is no complaint 2024/0001; that is the number of a case. `asn-neutral case show 2024/0001`" in said


def test_a_case_tells_the_other_name_of_its_nip(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "x.csv", row(8, nip=nip(1), nama_terlapor="Budi Contoh")))])
    told = json.loads(run("case show 2024/0004 --format json").stdout)
    assert (told["data"]["name"], told["data"]["known_as"]) == ("Budi Contoh", "Warga Contoh 1")
    assert told["notes"] == ["The register knows this NIP as Warga Contoh 1; compare both names."]
    assert json.loads(run("case show 2024/0001 --format json").stdout)["data"]["known_as"] is None
