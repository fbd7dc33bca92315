"""One bit of the raw file changed: whatever anybody would read otherwise is found, with an anchor from before.

`ROUNDS=10000 python -m pytest tests/faults/test_raw_bits.py -n 0 --no-cov --timeout 7200 -s` is the long run; it says
how many of them SQLite's own check would have missed.
"""

import os
import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from asn_neutral.errors import AsnError
from asn_neutral.law.terms import Step
from asn_neutral.services.auditing import Proofs, anchor_now, audit
from asn_neutral.services.record_step import record_step
from asn_neutral.store.reader import reading
from tests.complaints_file import NOW, desk, dump, opened, row, take, write

ROUNDS: Final = int(os.environ.get("ROUNDS", "60"))
pytestmark = pytest.mark.slow

Content = dict[str, list[tuple[str | int | bytes | None, ...]]]


def read(register: Path) -> Content | None:
    """All that stands in the register; None where SQLite cannot read it, or it is no text."""
    try:
        return dump(register)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def sqlite_sees(register: Path) -> bool:
    """Whether SQLite's own check finds something."""
    try:
        with closing(sqlite3.connect(register)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def test_every_bit_that_changes_what_is_read_is_found(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(60))))
    for case in range(1, 31):
        record_step(f"2024/{case:04}", Step.REVIEW, date(2024, 12, 2), {}, desk(register))
    with reading(register) as connection:
        anchors = {"a.json": anchor_now(connection, NOW)}
    whole, before = register.read_bytes(), dump(register)
    rng = random.Random(20241129)  # noqa: S311 - the same places in every run
    changed = missed = 0
    for _turn in range(ROUNDS):
        place, bit = rng.randrange(len(whole)), 1 << rng.randrange(8)
        register.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        now = read(register)
        if now == before:
            continue
        changed += 1
        missed += now is not None and not sqlite_sees(register)
        try:
            found = not audit(register, Proofs(anchors), NOW).verdict.ok
        except AsnError:
            found = True
        assert found, f"byte {place}, bit {bit}"
    print(f"{ROUNDS} bits: {changed} changed what is read, all found; SQLite alone missed {missed}")  # noqa: T201 - the figure is what the long run is for
    assert changed


def flipped(value: str | int | bytes | None, rng: random.Random) -> str | int | bytes | None:
    """The value with one bit changed; of a text those of its UTF-8, which may be none afterwards; nothing becomes 0."""
    if value is None:
        return 0
    if isinstance(value, int):
        return value ^ 1 << rng.randrange(40)
    content = bytearray(value.encode() if isinstance(value, str) else value)
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return bytes(content)


def test_every_bit_of_a_stored_event_is_found(register: Path, tmp_path: Path) -> None:
    """Each column of an event is bound by its hash, or is the hash; no anchor is needed."""
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(20))))
    record_step("2024/0001", Step.REVIEW, date(2024, 12, 2), {}, desk(register))
    rng = random.Random(20241201)  # noqa: S311 - the same bits in every run
    with opened(register) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        columns = [str(found[1]) for found in connection.execute("PRAGMA table_info(events)")]
        texts = {str(found[1]) for found in connection.execute("PRAGMA table_info(events)") if found[2] == "TEXT"}
        kept = list(range(1, 23))
    assert audit(register, Proofs(), NOW).verdict.findings != ()  # the triggers that are missing
    whole = register.read_bytes()
    for _turn in range(ROUNDS):
        seq, column = rng.choice(kept), rng.choice(columns)
        with opened(register) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            (value,) = connection.execute(f"SELECT {column} FROM events WHERE seq = ?", (seq,)).fetchone()  # noqa: S608 - a column of our table
            now = flipped(value, rng)
            form = "CAST(? AS TEXT)" if column in texts else "?"
            connection.execute(f"UPDATE OR IGNORE events SET {column} = {form} WHERE seq = ?", (now, seq))  # noqa: S608 - the same
            if connection.execute("SELECT changes()").fetchone() == (0,):  # another event has that number
                continue
        codes = {finding.code for finding in audit(register, Proofs(), NOW, chain_only=True).verdict.findings}
        assert codes & {"chain-gap", "chain-previous", "chain-content", "unreadable"}, (seq, column, value, now)
        register.write_bytes(whole)
