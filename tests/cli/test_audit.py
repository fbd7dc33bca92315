"""`asn-neutral audit`: an anchor travels out and comes back, and what does not hold ends with 13."""

import json
from pathlib import Path

from tests.complaints_file import opened, row, write
from tests.terminal import Run


def test_a_sound_register_holds_its_anchor(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    run(["audit", "anchor", "-o", str(tmp_path / "a.json")])
    anchor = json.loads((tmp_path / "a.json").read_text())["data"]
    head = json.loads(run("db check --format json").stdout)["data"]["head"]
    assert (anchor["events"], anchor["head"]) == (2, head)
    told = json.loads(run(["audit", "verify", "--anchor", str(tmp_path / "a.json"), "--format", "json"]).stdout)
    assert told["data"] == {
        "ok": True, "events": 2, "cases": 1, "head": head, "anchors": 1, "events_since": 0, "hours_since": 0,
        "findings": [],
    }  # fmt: skip
    assert told["notes"] == ["The newest anchor binds every event."]


def test_without_an_anchor_the_window_is_the_whole_register(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    shown = run("audit verify").stdout
    assert "Without an anchor" in shown
    assert "no anchor holds" in shown


def test_events_since_the_anchor_are_told(run: Run, tmp_path: Path) -> None:
    run(["audit", "anchor", "-o", str(tmp_path / "a.json")])
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    shown = run(["audit", "verify", "--anchor", str(tmp_path / "a.json")]).stdout
    assert "If the 2 events since the newest anchor (full hours: 0) were made anew, nobody would see it." in shown


def test_a_changed_register_ends_with_13(run: Run, tmp_path: Path, register: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    with opened(register) as connection:
        connection.execute("UPDATE complaints SET summary = 'Tidak terjadi apa-apa.'")
    told = json.loads(run("audit verify --format json", code=13).stdout)["data"]
    assert (told["ok"], [finding["code"] for finding in told["findings"]]) == (False, ["complaint"])


def test_an_anchor_of_another_register_ends_with_13(run: Run, tmp_path: Path, register: Path) -> None:
    run(["audit", "anchor", "-o", str(tmp_path / "a.json")])
    register.unlink()
    run("init --yes")
    shown = run(["audit", "verify", "--anchor", str(tmp_path / "a.json")], code=13).stdout
    assert f"anchor {tmp_path / 'a.json'} is of another register" in shown


def test_a_file_that_is_no_anchor_ends_with_30(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    told = run(["audit", "verify", "--anchor", str(tmp_path / "a.json")], code=30).stderr
    assert "it is no anchor as `asn-neutral audit anchor -o FILE.json` writes it" in told
    assert "no such file" in run(["audit", "verify", "--anchor", str(tmp_path / "none.json")], code=30).stderr
