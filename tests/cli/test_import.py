import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from asn_neutral.cli import context, importing
from asn_neutral.intake.records import DEFAULT_MAX_ROWS
from tests.complaints_file import COMPLAINANT, CONTACT, ask, csv_text, row, write
from tests.terminal import Run

BAD = {"tanggal_terima": "2024-02-30"}
FORMATS = ("table", "csv", "json", "jsonl", "md", "html")


def data(text: str) -> dict[str, Any]:
    """What a script reads."""
    found = json.loads(text)
    assert (found["schema"], found["version"]) == ("asn-neutral/import", 1)
    return dict(found["data"])


def test_a_good_file(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", row(1), row(2))
    done = data(run(["import", str(file), "--format", "json"]).stdout)
    wanted = ("batch", "read", "accepted", "unchanged", "refused", "refused_file", "complaints", "cases")
    assert [done[key] for key in wanted] == [1, 2, 2, 0, 0, None, 2, 2]


@pytest.mark.parametrize("form", FORMATS)
def test_the_keys_are_the_same_whatever_became_of_the_rows(run: Run, tmp_path: Path, form: str) -> None:
    good, bad = write(tmp_path / "in.csv", row(1)), write(tmp_path / "bad.csv", row(2, **BAD))
    told = run(["import", str(good), "--format", form])
    if form == "json":
        refused = data(run(["import", str(bad), "--format", form], code=3).stdout)
        assert data(told.stdout)["reasons"] == []
        assert list(data(told.stdout)) == list(refused)
    if form in {"table", "md", "html"}:
        assert "Why rows were refused" not in told.stdout
        assert "no records" not in told.stdout
    assert told.stderr == ""


def test_refused_rows_end_with_3_whether_or_not_the_rest_is_stored(run: Run, tmp_path: Path, register: Path) -> None:
    file = write(tmp_path / "in.csv", row(1), row(2, **BAD))
    done = data(run(["import", str(file), "--format", "json"], code=3).stdout)
    assert done["accepted"] + done["unchanged"] + done["refused"] == done["read"] == 2
    assert (done["stored"], done["batch"], done["cases"]) == (False, None, 0)
    assert done["refused_file"] == str(tmp_path / "in.ditolak.csv")
    assert ask(register, "SELECT count(*) FROM cases") == [(0,)]
    assert done["reasons"][0]["column"] == "tanggal_terima"
    done = data(run(["import", str(file), "--accept-partial", "--format", "json"], code=3).stdout)
    assert (done["stored"], done["cases"]) == (True, 1)
    assert ask(register, "SELECT count(*) FROM cases") == [(1,)]


def test_a_rehearsal_ends_with_3_too_and_names_no_file(run: Run, tmp_path: Path, register: Path) -> None:
    before = register.read_bytes()
    file = write(tmp_path / "in.csv", row(1), row(2, **BAD))
    done = data(run(["import", str(file), "--dry-run", "--format", "json"], code=3).stdout)
    assert (done["refused_file"], done["stored"]) == (None, False)
    assert register.read_bytes() == before
    assert not list(tmp_path.glob("*ditolak*"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_rehearsal_tells_what_would_be_new(run: Run, tmp_path: Path, form: str) -> None:
    file = write(tmp_path / "in.csv", row(1), row(2))
    done = run(["import", str(file), "--dry-run", "--format", form])
    if form == "json":
        told = data(done.stdout)
        assert [told[key] for key in ("complaints", "cases", "stored", "batch")] == [2, 2, False, None]
    if form in {"table", "md", "html", "json"}:
        assert "this was a rehearsal" in done.stdout
    assert data(run(["import", str(file), "--format", "json"]).stdout)["cases"] == 2


@pytest.mark.parametrize("option", ["--refused-file", "-o"])
def test_a_name_that_no_file_can_have_is_refused_before_anything_is_read(
    run: Run, tmp_path: Path, register: Path, option: str
) -> None:
    before = register.read_bytes()
    file = write(tmp_path / "in.csv", row(1, **BAD))
    done = run(["import", str(file), option, str(tmp_path / f"{'x' * 300}.csv")], code=31)
    long = {"-o": "--output"}.get(option, option)
    assert done.stderr.endswith(f"x.csv cannot be written: File name too long. Name another file with {long}.\n")
    assert (done.stdout, register.read_bytes()) == ("", before)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == ["in.csv"]


@pytest.mark.parametrize("option", ["--refused-file", "-o", "--output"])
def test_standard_output_is_named_by_no_dash(run: Run, tmp_path: Path, option: str) -> None:
    file = write(tmp_path / "in.csv", row(1, **BAD))
    done = run(["import", str(file), "--format", "csv", option, "-"], code=2)
    assert done.stderr.endswith(": name a file; standard output carries the result anyway.\n")
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == ["in.csv"]


def test_the_same_file_again(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", row(1), row(2))
    run(["import", str(file)])
    done = data(run(["import", str(file), "--format", "json"]).stdout)
    assert (done["accepted"], done["unchanged"], done["refused"], done["batch"]) == (0, 2, 0, None)


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "in.ditolak.csv"],
        ["-o", "./in.ditolak-2.CSV"],
        ["-o", "r.csv", "--refused-file", "r.csv"],
        ["-o", "r.csv", "--refused-file", "sub/../r.csv"],
    ],
)
def test_the_result_never_replaces_the_refused_rows(
    run: Run, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    write(tmp_path / "in.csv", row(1, **BAD))
    before = register.read_bytes()
    done = run(["import", "in.csv", *words], code=2)
    assert "is where refused rows go" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix.lower() == ".csv"] == ["in.csv"]
    assert register.read_bytes() == before
    run(["import", "in.csv", "-o", "sub/r.csv", "--refused-file", "r.csv"], code=3)
    assert (tmp_path / "r.csv").is_file()


@pytest.mark.parametrize("word", ["foo", "", "utf-32", "rot13", "x" * 300])
def test_an_encoding_that_is_not_known_is_wrong_usage_and_the_known_ones_are_named(
    run: Run, tmp_path: Path, word: str
) -> None:
    done = run(["import", str(tmp_path / "none.csv"), "--encoding", word], code=2)
    assert "is no encoding that is known here; give one of utf-8, " in done.stderr


def test_every_encoding_that_is_named_is_known() -> None:
    for word in importing.ENCODINGS:
        importing.check_encoding(word)


def test_a_delimiter_that_is_none_is_wrong_usage_and_the_known_ones_are_named(run: Run, tmp_path: Path) -> None:
    for word in ("^", "", "comma"):
        done = run(["import", str(tmp_path / "none.csv"), "--delimiter", word], code=2)
        assert "is not a delimiter; give one of , ; | or tab." in done.stderr


@pytest.mark.parametrize(("lang", "shown"), [("en", f"{DEFAULT_MAX_ROWS:,}"), ("id", f"{DEFAULT_MAX_ROWS:_}")])
def test_the_help_tells_how_many_rows_a_file_may_have(run: Run, lang: str, shown: str) -> None:
    assert shown.replace("_", ".") in run("import --help", lang=lang).stdout


@pytest.mark.parametrize("option", ["", "--refused-file r.csv"])
def test_refused_rows_that_cannot_be_put_anywhere_name_the_option(
    run: Run, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.csv", row(1), row(2, **BAD))
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    before = register.read_bytes()
    done = run(f"import in.csv --accept-partial {option}", code=31)
    assert done.stderr.endswith(
        " cannot be written: Permission denied. Name another place for the refused rows with --refused-file.\n"
    )
    assert register.read_bytes() == before


class _Piped:
    """Standard input with bytes in it."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_standard_input_and_its_refused_rows(
    run: Run, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", _Piped(csv_text([row(1), row(2, **BAD)]).encode()))
    done = data(run("import - --accept-partial --format json", code=3).stdout)
    assert (done["accepted"], done["refused_file"]) == (1, "stdin.ditolak.csv")
    assert (tmp_path / "stdin.ditolak.csv").is_file()
    assert ask(register, "SELECT file_name FROM import_batches") == [("standard input",)]


def test_the_result_never_replaces_the_file_that_is_read(run: Run, tmp_path: Path, register: Path) -> None:
    file = write(tmp_path / "in.csv", row(1))
    before = file.read_bytes()
    (tmp_path / "other.csv").hardlink_to(file)
    for output in ("in.csv", "other.csv"):
        done = run(["import", str(file), "-o", str(tmp_path / output)], code=2)
        assert "would replace" in done.stderr
    assert file.read_bytes() == before
    assert ask(register, "SELECT count(*) FROM cases") == [(0,)]


def test_look_alike_letters_are_taken_when_somebody_says_so(run: Run, tmp_path: Path, register: Path) -> None:
    file = write(tmp_path / "in.csv", row(1, nama_terlapor="\u0412udi Santoso"), row(2))
    refused = data(run(["import", str(file), "--format", "json"], code=3).stdout)
    assert [reason["code"] for reason in refused["reasons"]] == ["E_AKSARA_CAMPUR"]
    assert data(run(["import", str(file), "--allow-mixed-letters", "--format", "json"]).stdout)["cases"] == 2
    assert ask(register, "SELECT remarks FROM cases WHERE remarks LIKE '%mixed-letters%'") != []
    assert "two alphabets" in run("case show 2024/0001").stdout


@pytest.mark.parametrize(("word", "sign"), [(";", ";"), ("|", "|"), ("tab", "\t"), ("TAB", "\t"), ("\\t", "\t")])
def test_a_delimiter_by_its_word(run: Run, tmp_path: Path, word: str, sign: str) -> None:
    (tmp_path / "in.csv").write_text(csv_text([row(1)], delimiter=sign), "utf-8", newline="")
    done = data(run(["import", str(tmp_path / "in.csv"), "--delimiter", word, "--format", "json"]).stdout)
    assert (done["accepted"], done["delimiter"]) == (1, sign)
    told = run(["import", str(tmp_path / "in.csv"), "--delimiter", word]).stdout
    assert ("TAB" if sign == "\t" else sign) in told


def test_an_encoding_and_the_order_of_dates_that_were_stated(run: Run, tmp_path: Path) -> None:
    days = {"tanggal_surat": "10/7/2024", "tanggal_terima": "10/8/2024", "tanggal_kejadian": "10/6/2024"}
    cells = row(1, **days, tanggal_diketahui="", nama_terlapor="José Contoh")
    (tmp_path / "in.csv").write_bytes(csv_text([cells]).encode("latin-1"))
    words = ["import", str(tmp_path / "in.csv"), "--encoding", "latin-1", "--date-order", "mdy", "--format", "json"]
    assert data(run(words).stdout)["accepted"] == 1
    told = json.loads(run("case show 2024/0001 --format json").stdout)["data"]
    assert (told["name"], told["opened_on"], told["happened_on"]) == ("José Contoh", "2024-10-08", "2024-10-06")


def test_the_result_in_a_file_and_the_refused_rows_where_they_are_wanted(run: Run, tmp_path: Path) -> None:
    file, out, refused = write(tmp_path / "in.csv", row(1, **BAD)), tmp_path / "out.json", tmp_path / "bad.csv"
    done = run(["import", str(file), "-o", str(out), "--refused-file", str(refused)], code=3)
    assert (done.stdout, done.stderr) == ("", "")
    assert data(out.read_text("utf-8"))["refused_file"] == str(refused)
    assert refused.is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "Name the file to import"),
        (["import", "x.csv", "--delimiter", "#"], "'#' is not a delimiter"),
        (["import", "x.csv", "--max-rows", "0"], "--max-rows: 0 is not from 1 to"),
        (["import", "x.csv", "--date-order", "ymd"], "ymd is not one of"),
    ],
)
def test_wrong_words(run: Run, words: list[str], said: str) -> None:
    assert said in run(words, code=2).stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"a;b;c\r\n1;2;3\r\n", "lacks the required columns"),
        (b"PK\x03\x04 and so on", "Excel workbook"),
        (b"<!doctype html><table>", "a web page"),
        (b"SQLite format 3\x00", "SQLite database"),
        ("nomor_laporan\n€".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xef\xbb\xbfnama\xff", "not valid utf-8"),
    ],
)
def test_a_file_that_is_no_complaints_file(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    done = run(["import", str(tmp_path / "in.csv")], code=30)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_is_not_there_or_is_a_folder(run: Run, tmp_path: Path, name: str) -> None:
    assert run(["import", str(tmp_path / name)], code=30).stderr.count("\n") == 1


def test_the_template_can_be_filled_in_and_its_example_is_no_complaint(run: Run, tmp_path: Path) -> None:
    text = run("import --template").stdout
    (tmp_path / "in.csv").write_text(text, "utf-8", newline="")
    told = data(run(["import", str(tmp_path / "in.csv"), "--format", "json"], code=3).stdout)
    assert (told["accepted"], [one["code"] for one in told["reasons"]]) == (0, ["E_CONTOH"])
    (tmp_path / "in.csv").write_text(text.replace("Wa Ode Contoh Lestari", "Warga Contoh"), "utf-8", newline="")
    assert data(run(["import", str(tmp_path / "in.csv"), "--format", "json"]).stdout)["accepted"] == 1


@pytest.mark.parametrize("words", [["--format", "xlsx"], ["-o", "new.xlsx"], ["--format", "json", "-o", "new.csv"]])
@pytest.mark.parametrize("kind", [[], ["--steps"]])
def test_the_template_is_only_written_as_what_can_be_imported(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], kind: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(["import", *kind, "--template", *words], code=2)
    assert "Only CSV can be imported: --template writes CSV, to a file that ends in .csv." in done.stderr
    assert not [*tmp_path.glob("new.*")]


def test_to_mend_only_the_refused_rows_is_not_advised_where_the_good_ones_are_not_in(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", row(1), row(2, **BAD), row(3))
    whole = run(["import", str(file)], code=3).stdout
    assert "The good rows are not stored either: mend the file itself and import it again" in whole
    assert "Mend them there" not in whole
    part = run(["import", str(file), "--accept-partial"], code=3).stdout
    assert "Mend them there, then import that file." in part
    assert "not stored either" not in part


@pytest.mark.parametrize("kind", [[], ["--steps"]])
def test_headings_alone_are_said_to_be_no_row(run: Run, tmp_path: Path, kind: list[str]) -> None:
    head = run(["import", *kind, "--template"]).stdout.partition("\r\n")[0]
    (tmp_path / "in.csv").write_text(f"{head}\r\n", "utf-8", newline="")
    assert "There is no row below the headings: there was nothing to import." in run(
        ["import", *kind, str(tmp_path / "in.csv")]
    ).stdout  # fmt: skip


def test_the_columns_are_explained(run: Run) -> None:
    told = json.loads(run("import --columns --format json").stdout)["data"]
    assert {"column", "english", "required", "explanation", "example"} == set(told[0])
    assert [found["column"] for found in told if found["required"]] == [
        "nomor_laporan", "jalur", "tanggal_terima", "tanggal_kejadian", "nama_terlapor", "unit_kerja",
        "kode_pelanggaran", "uraian",
    ]  # fmt: skip


# ---- who complained


def _hostile_rows() -> list[dict[str, str]]:
    """Rows refused for every kind of reason, each with the complainant in it."""
    return [
        row(1),
        row(2, **BAD),
        row(3, nama_pelapor=f"{COMPLAINANT}\x07"),
        row(4, kontak_pelapor=f"{CONTACT}\u202e"),
        row(5, nama_pelapor=f"{COMPLAINANT} \u0412udi\u0430x"),
        row(6, nama_pelapor=COMPLAINANT * 20),
        row(1, nip="", status_asn="", nama_pelapor=f"{COMPLAINANT} lain", kontak_pelapor=f"{CONTACT}9"),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_who_complained_is_told_in_no_format(run: Run, tmp_path: Path, form: str) -> None:
    text = csv_text(_hostile_rows())
    text += f'"tak tertutup,{COMPLAINANT},{CONTACT}\r\n' + f'{COMPLAINANT},"Bu"di"\r\n{COMPLAINANT},{CONTACT}\r\n'
    (tmp_path / "in.csv").write_bytes(text.encode())
    done = run(["import", str(tmp_path / "in.csv"), "--format", form, "--accept-partial"], code=3)
    for secret in (COMPLAINANT, CONTACT):
        assert secret not in done.stdout + done.stderr


@pytest.mark.parametrize("option", ["--template", "--columns"])
def test_a_file_that_somebody_has_filled_in_is_not_replaced_by_an_empty_one(
    run: Run, tmp_path: Path, option: str
) -> None:
    file = write(tmp_path / "pengaduan.csv", row(1))
    before = file.read_bytes()
    done = run(["import", option, "-o", str(file)], code=31)
    assert done.stderr == (
        f"asn-neutral: There is already a file at {file}; it was left as it is. "
        "Name another file with -o, or move that one away first.\n"
    )
    assert file.read_bytes() == before
    run(["import", option, "-o", str(tmp_path / "new.csv")])
    assert (tmp_path / "new.csv").is_file()


def test_a_person_is_told_where_a_result_was_written_and_cron_is_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.csv"
    assert run(["import", "--columns", "-o", str(file)]).stderr == ""
    file.unlink()
    monkeypatch.setattr(context, "_is_terminal", lambda name: name == "stderr")
    assert run(["import", "--columns", "-o", str(file)]).stderr == f"Written to {file}.\n"


@pytest.mark.parametrize(("word", "shown"), [(";", ";"), ("tab", "TAB")])
def test_a_stated_delimiter_that_parts_nothing_is_said_to_be_wrong(
    run: Run, tmp_path: Path, word: str, shown: str
) -> None:
    file = write(tmp_path / "x.csv", row(1))
    done = run(["import", str(file), "--delimiter", word], code=30)
    assert f"parted by {shown} its first row has no known column; leave --delimiter out" in done.stderr
    run(["import", str(file), "--delimiter", ","])


@pytest.mark.parametrize("option", ["--template", "--columns"])
def test_what_explains_the_columns_takes_no_file(run: Run, tmp_path: Path, option: str) -> None:
    path = write(tmp_path / "in.csv", row(1))
    assert "take no file" in run(["import", str(path), option], code=2).stderr
