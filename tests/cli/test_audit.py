"""`asn-neutral audit`: an anchor travels out and comes back, and what does not hold ends with 13."""

import json
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

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
    assert "proves nothing: take the right file" in shown
    assert "Without an anchor" not in shown
    assert "Record nothing more" not in shown


def test_a_head_that_was_mistyped_stops_no_office(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    head = json.loads(run("audit anchor --format json").stdout)["data"]["head"][:32]
    wrong = f"2:{head[:-1]}{'0' if head[-1] != '0' else '1'}"
    shown = run(f"audit verify --head {wrong}", code=13).stdout
    assert "the head was mistyped, or the register was made anew" in shown
    assert "Record nothing more" not in shown


def test_who_must_have_signed_goes_with_an_anchor(run: Run) -> None:
    assert "name it with --anchor FILE" in run(f"audit verify --signer ed25519:{'0' * 64}", code=2).stderr


def test_a_file_that_is_no_anchor_ends_with_30(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    told = run(["audit", "verify", "--anchor", str(tmp_path / "a.json")], code=30).stderr
    assert "it is no anchor as `asn-neutral audit anchor -o FILE.json` writes it" in told
    assert "no such file" in run(["audit", "verify", "--anchor", str(tmp_path / "none.json")], code=30).stderr


def test_the_head_that_a_report_printed_is_an_anchor(run: Run, tmp_path: Path, register: Path) -> None:
    file = write(tmp_path / "in.csv", row(1))
    run(["import", str(file)])
    printed = run("report recap --by unit --format json").stdout
    (head,) = re.findall(r"\d+:[0-9a-f]{32}", printed)
    run(["import", str(write(tmp_path / "more.csv", row(2)))])
    assert head not in run("report recap --by unit --format json").stdout
    assert "If the 2 events since the newest printed head" in run(["audit", "verify", "--head", head]).stdout
    register.unlink()
    run("init --yes")
    run(["import", str(file)])
    assert (
        "the head was mistyped, or the register was made anew"
        in run(["audit", "verify", "--head", head], code=13).stdout
    )
    told = run(["audit", "verify", "--head", head[:-1]], code=2).stderr
    assert "is no head of a chain as reports print it" in told


def test_an_anchor_is_signed_and_the_signature_asked_for(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    word = tmp_path / "word"
    word.write_text("kata sandi\n")
    locked = ["--passphrase-from", str(word)]
    key, anchor = tmp_path / "k.pem", tmp_path / "a.json"
    made = json.loads(run(["audit", "key", str(key), *locked, "--format", "json"]).stdout)["data"]
    assert (key.stat().st_mode & 0o777, made["protected"]) == (0o600, True)
    assert run(["audit", "key", str(key)], code=31).stderr
    run(["audit", "anchor", "--sign", str(key), *locked, "-o", str(anchor)])
    assert run(["audit", "verify", "--anchor", str(anchor), "--signer", made["public_key"]]).code == 0
    unsigned = tmp_path / "b.json"
    run(["audit", "anchor", "-o", str(unsigned)])
    told = run(["audit", "verify", "--anchor", str(unsigned), "--signer", made["public_key"]], code=13).stdout
    assert "is not signed as it should be" in told
    assert "needs its passphrase" in run(["audit", "anchor", "--sign", str(key)], code=14).stderr


def test_an_anchor_is_mailed_and_comes_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_FOLDER", str(folder))
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    for turn in range(2):  # one anchor goes to an address once
        run(["audit", "anchor", "--mail-to", "inspektur@kota.go.id", "-o", str(tmp_path / f"{turn}.json")])
    (mail,) = (message_from_bytes(path.read_bytes(), policy=default) for path in folder.iterdir())
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), "Keep this mail" in str(mail.get_body())) == ("jangkar-2.json", True)
    target = tmp_path / "back.json"
    target.write_bytes(file.get_content())
    assert run(["audit", "verify", "--anchor", str(target)]).code == 0


def test_the_chain_alone_says_that_no_row_was_looked_at(run: Run, register: Path, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    with opened(register) as connection:
        connection.execute("UPDATE cases SET level = NULL")
    assert "Only the events were looked at" in run("audit verify --chain").stdout
    assert run("audit verify", code=13).code == 13
    with opened(register) as connection:
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute("UPDATE events SET actor = 'x' WHERE seq = 1")
    assert "chain-content" in run("audit verify --chain --format json", code=13).stdout


def test_an_anchor_goes_to_a_new_file_of_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "jangkar.JSON"
    run(f"audit anchor -o {path}")
    before = path.read_bytes()
    assert "it is an anchor" in run(f"audit anchor -o {path}", code=31).stderr
    assert path.read_bytes() == before
    (other := tmp_path / "lain.json").write_text("{}")
    assert "Name another file for the anchor." in run(f"audit anchor -o {other}", code=31).stderr
    assert other.read_text() == "{}"
    run(f"audit verify --anchor {path}")
    for words in ("jangkar.txt", "jangkar.jsonl", "baru.json --format md", "baru.txt --format json"):
        assert "only as JSON" in run(f"audit anchor -o {tmp_path}/{words}", code=2).stderr
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(("jangkar", "baru"))] == [path.name]
    run(f"audit anchor -o {tmp_path}/baru.json --format json")
