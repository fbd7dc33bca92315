import json
from pathlib import Path

from asn_neutral.store.schema import SCHEMA_VERSION
from tests.complaints_file import opened, row, write
from tests.terminal import Run

CHANGED = "UPDATE complaints SET summary = 'Tidak terjadi apa-apa.'"


def test_status(run: Run, tmp_path: Path, register: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1), row(2)))])
    told = json.loads(run("db status --format json").stdout)["data"]
    assert told["database"] == str(register)
    assert (told["schema"], told["schema_needed"], told["bytes"]) == (
        SCHEMA_VERSION, SCHEMA_VERSION, register.stat().st_size,
    )  # fmt: skip
    counts = [told[key] for key in ("complaints", "cases", "employees", "units", "batches", "events")]
    assert counts == [2, 2, 2, 1, 1, 3]
    assert len(told["head"]) == 64
    assert told["head"] == json.loads(run("db check --format json").stdout)["data"]["head"]


def test_status_of_an_empty_register(run: Run) -> None:
    told = json.loads(run("db status --format json").stdout)["data"]
    assert (told["cases"], told["head"]) == (0, None)


def test_check_of_a_sound_register(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    told = json.loads(run("db check --format json").stdout)["data"]
    assert (told["ok"], told["events"], told["cases"], told["findings"]) == (True, 2, 1, [])
    assert "Sound" in run("db check").stdout


def test_check_of_a_changed_register_ends_with_13(run: Run, tmp_path: Path, register: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    with opened(register) as connection:
        connection.execute(CHANGED)
    done = run("db check --format json", code=13)
    assert json.loads(done.stdout)["data"]["ok"] is False
    assert json.loads(done.stdout)["data"]["findings"] == [
        {"code": "complaint", "message": "complaint P-2024/0001 no longer says what was recorded"}
    ]
    shown = run("db check", code=13).stdout
    assert "P-2024/0001" in shown
    assert "Record nothing more in it. Keep a copy of the file as it is, and go on from the last good backup." in shown


def test_upgrade_of_what_needs_none(run: Run, register: Path) -> None:
    before = register.read_bytes()
    for words in ("db upgrade --format json", "db upgrade --dry-run --format json"):
        found = json.loads(run(words).stdout)
        assert found["notes"] == ["The register has the schema of this program already; there was nothing to do."]
        told = found["data"]
        assert told == {
            "database": str(register), "schema_before": SCHEMA_VERSION, "schema": SCHEMA_VERSION, "backup": None,
        }  # fmt: skip
    assert register.read_bytes() == before


def test_an_older_register_is_told_how_to_go_on(run: Run, register: Path) -> None:
    with opened(register) as connection:
        connection.execute("PRAGMA user_version = 0")
    for words in ("case list", "report recap --by unit", "import x.csv", "db check"):
        expected = 30 if words.startswith("import") else 12
        done = run(words, code=expected)
        assert expected == 30 or "db upgrade" in done.stderr
    told = json.loads(run("db status --format json").stdout)
    assert (told["data"]["schema"], told["data"]["schema_needed"]) == (0, SCHEMA_VERSION)
    assert told["notes"] == ["The register waits for `asn-neutral db upgrade`."]
