"""Whoever may write the file attacks the chain: before the last anchor nothing succeeds.

`ROUNDS=100 python -m pytest tests/services/test_auditing.py` tries each attack that many times.
"""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from asn_neutral.domain.anchor import Anchor, Head, head_of, read_head
from asn_neutral.domain.chain import GENESIS, event_hash
from asn_neutral.errors import BadKeyError, UnreadableFileError, WrongKeyError
from asn_neutral.files import write_file
from asn_neutral.services.auditing import Audited, Proofs, anchor_now, audit
from asn_neutral.services.signing import new_signer, public_signer, signed, signer_of
from asn_neutral.store.reader import reading
from tests.complaints_file import NOW, opened, row, take, write

ROUNDS = int(os.environ.get("ROUNDS", "12"))
BOUND = 31
"""Events that the anchor binds: twenty cases, then ten more, each file with an event of its own; two follow unbound."""
Attack = Callable[[sqlite3.Connection, random.Random], None]


@pytest.fixture(scope="module")
def anchored(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Anchor]:
    """A register and its anchor; after that one more file of one case came in."""
    folder = tmp_path_factory.mktemp("anchored")
    path = Path(shutil.copy(template, folder))
    take(path, write(folder / "a.csv", *(row(number) for number in range(30))))
    with reading(path) as connection:
        anchor = anchor_now(connection, NOW)
    take(path, write(folder / "b.csv", row(90)))
    assert anchor.events == BOUND
    return path, anchor


def audited(path: Path, *anchors: Anchor, hours: int = 0) -> Audited:
    return audit(path, Proofs({str(place): one for place, one in enumerate(anchors)}), NOW + timedelta(hours=hours))


def codes(found: Audited) -> set[str]:
    return {finding.code for finding in found.verdict.findings}


def chain_anew(connection: sqlite3.Connection) -> None:
    """Make every hash fit again, as the program would."""
    before = GENESIS
    fields = "case_id, complaint_id, step, happened_on, recorded_at, actor, status, details"
    for seq, *event in connection.execute(f"SELECT seq, {fields} FROM events ORDER BY seq").fetchall():  # noqa: S608 - names of columns
        now = event_hash(before, seq, *event)
        connection.execute("UPDATE events SET previous = ?, hash = ? WHERE seq = ?", (before, now, seq))
        before = now


def edit(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Another day, another actor or another instant in one event."""
    column, value = chance.choice([("happened_on", "2020-01-01"), ("actor", "orang lain"), ("recorded_at", "x")])
    connection.execute(f"UPDATE events SET {column} = ? WHERE seq = ?", (value, chance.randint(1, BOUND)))  # noqa: S608 - names of columns


def delete(connection: sqlite3.Connection, chance: random.Random) -> None:
    """One event is gone."""
    connection.execute("DELETE FROM events WHERE seq = ?", (chance.randint(1, BOUND),))


def renumber(connection: sqlite3.Connection, chance: random.Random) -> None:
    """One event is gone, and all that follow are moved up."""
    gone = chance.randint(1, BOUND)
    connection.execute("DELETE FROM events WHERE seq = ?", (gone,))
    connection.execute("UPDATE events SET seq = -seq WHERE seq > ?", (gone,))
    connection.execute("UPDATE events SET seq = -seq - 1 WHERE seq < 0")


def swap(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Two events change places."""
    one, other = chance.sample(range(1, BOUND + 1), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        connection.execute("UPDATE events SET seq = ? WHERE seq = ?", (new, old))


def edit_and_chain_anew(connection: sqlite3.Connection, chance: random.Random) -> None:
    """One event says something else, and all hashes fit."""
    edit(connection, chance)
    chain_anew(connection)


def rebuild(connection: sqlite3.Connection, chance: random.Random) -> None:
    """All of it is of another day and actor, and all hashes fit; everything else is as the program makes it."""
    connection.execute("UPDATE events SET actor = ?", (f"orang {chance.randint(1, 99)}",))
    connection.execute("UPDATE import_batches SET actor = (SELECT actor FROM events LIMIT 1)")
    chain_anew(connection)


def cut(connection: sqlite3.Connection, chance: random.Random) -> None:
    """The newest events are cut off."""
    connection.execute("DELETE FROM events WHERE seq > ?", (chance.randint(0, BOUND - 1),))


@pytest.mark.parametrize("attack", [edit, delete, renumber, swap, edit_and_chain_anew, rebuild, cut])
def test_no_attack_before_the_anchor_succeeds(anchored: tuple[Path, Anchor], tmp_path: Path, attack: Attack) -> None:
    sound, anchor = anchored
    for seed in range(ROUNDS):
        path = Path(shutil.copy(sound, tmp_path / f"{seed}.db"))
        with opened(path) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            attack(connection, random.Random(seed))  # noqa: S311 - the same attacks in every run
        found = audited(path, anchor)
        assert not found.verdict.ok, seed
        assert not audit(path, Proofs({"a": anchor}), NOW, chain_only=True).verdict.ok, seed
        if attack is not edit:  # an edit without the hash leaves the hash that the anchor knows
            assert codes(found) & {"anchor-rewritten", "anchor-cut", "chain-gap", "chain-previous"}, seed
        path.unlink()


def test_only_the_anchor_finds_a_register_made_anew(anchored: tuple[Path, Anchor], tmp_path: Path) -> None:
    sound, anchor = anchored
    path = Path(shutil.copy(sound, tmp_path))
    with opened(path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        rebuild(connection, random.Random(1))  # noqa: S311 - the same attack in every run
        for _name, sql in triggers:
            connection.execute(sql)
    assert audited(path).verdict.ok
    assert codes(audited(path, anchor)) == {"anchor-rewritten"}


def test_the_window_after_the_last_anchor_is_told(anchored: tuple[Path, Anchor]) -> None:
    path, anchor = anchored
    found = audited(path, anchor, hours=49)
    assert (found.verdict.ok, found.anchors, found.events_since, found.hours_since) == (True, 1, 2, 49)
    alone = audited(path)
    assert (alone.anchors, alone.events_since, alone.hours_since) == (0, BOUND + 2, None)


def test_an_anchor_that_does_not_hold_bounds_no_window(anchored: tuple[Path, Anchor]) -> None:
    path, anchor = anchored
    wrong = Anchor(anchor.register, anchor.events + 1, anchor.head, anchor.made_at)
    found = audited(path, anchor, wrong)
    assert (codes(found), found.anchors, found.events_since) == ({"anchor-rewritten"}, 2, 2)
    (finding,) = found.verdict.findings
    assert finding.what == "1"


def test_an_anchor_of_another_register(anchored: tuple[Path, Anchor], template: Path) -> None:
    path, anchor = anchored
    assert codes(audited(path, Anchor("0" * 36, anchor.events, anchor.head, anchor.made_at))) == {"anchor-other"}
    with reading(template) as connection:
        empty = anchor_now(connection, NOW)
    assert (empty.events, empty.head) == (0, GENESIS.hex())
    assert audited(template, empty).verdict.ok


def test_an_anchor_of_more_events_than_there_are(anchored: tuple[Path, Anchor]) -> None:
    path, anchor = anchored
    assert codes(audited(path, Anchor(anchor.register, 99, anchor.head, anchor.made_at))) == {"anchor-cut"}


def test_a_register_without_events_breaks_no_audit(anchored: tuple[Path, Anchor], tmp_path: Path) -> None:
    sound, anchor = anchored
    path = Path(shutil.copy(sound, tmp_path))
    with opened(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ALTER TABLE events RENAME TO gone")
    found = audited(path, anchor)
    assert found.verdict.findings[0].what == "0: OperationalError"
    assert codes(found) >= {"unreadable", "schema"}


# ---- heads that reports printed


def test_a_printed_head_binds_as_an_anchor_does(anchored: tuple[Path, Anchor]) -> None:
    path, anchor = anchored
    head = head_of(anchor.events, anchor.head)
    found = audit(path, Proofs(heads=[head]), NOW)
    assert (found.verdict.ok, found.anchors, found.events_since, found.hours_since) == (True, 1, 2, None)
    other = Head(head.events, "0" * 32)
    beyond = Head(99, head.begins)
    found = audit(path, Proofs(heads=[other, beyond, head]), NOW)
    assert {(one.code, one.what) for one in found.verdict.findings} == {
        ("head-rewritten", str(other)), ("anchor-cut", str(beyond)),
    }  # fmt: skip
    assert found.events_since == 2


def test_a_head_reads_back_as_it_was_printed(anchored: tuple[Path, Anchor]) -> None:
    _path, anchor = anchored
    head = head_of(anchor.events, anchor.head)
    assert read_head(f" {str(head).upper()} ") == head
    for text in ("", "31", f"{head}0", str(head)[:-1], f"x{head}", f"٣١:{head.begins}", f"31:{'g' * 32}"):
        assert read_head(text) is None


# ---- signatures


def test_only_who_has_the_key_can_sign(anchored: tuple[Path, Anchor], tmp_path: Path) -> None:
    path, anchor = anchored
    pair, other = new_signer("kata sandi"), new_signer(None)
    file = tmp_path / "key.pem"
    write_file(file, pair.content)
    noted = signed(anchor, signer_of(file, lambda: "kata sandi"))
    assert noted.signature is not None
    assert noted.signature.signer == pair.public
    changed = noted._replace(events=anchor.events - 1)
    stolen = noted._replace(signature=noted.signature._replace(signer=other.public))
    for one, signer, fault in (
        (anchor, None, None), (noted, None, None), (noted, pair.public, None), (anchor, pair.public, "anchor-unsigned"),
        (noted, other.public, "anchor-unsigned"), (changed, None, "anchor-unsigned"),
        (stolen, None, "anchor-unsigned"), (stolen, other.public, "anchor-unsigned"),
    ):  # fmt: skip
        found = audit(path, Proofs({"a": one}, signer=signer), NOW)
        assert codes(found) == ({fault} if fault else set())


def test_a_key_for_signing_is_its_owners_only(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    pair = new_signer("kata sandi")
    write_file(file, pair.content)
    assert b"ENCRYPTED" in pair.content
    with pytest.raises(WrongKeyError):
        signer_of(file, lambda: "lain")
    with pytest.raises(BadKeyError, match="passphrase"):
        signer_of(file)
    file.chmod(0o640)
    with pytest.raises(BadKeyError, match="other users"):
        signer_of(file, lambda: "kata sandi")


@pytest.mark.parametrize("content", [b"", b"x", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key.pem"
    with pytest.raises(UnreadableFileError):
        signer_of(file)
    write_file(file, content)
    with pytest.raises(UnreadableFileError):
        signer_of(file, lambda: "")


def test_a_public_key_is_taken_as_it_is_shown() -> None:
    public = new_signer(None).public
    assert public_signer(f" {public.upper()} ") == public == public_signer(public.removeprefix("ed25519:"))
    for text in ("", "ed25519:", "ed25519:00", f"{public}00", "age1xyz"):
        with pytest.raises(BadKeyError):
            public_signer(text)
