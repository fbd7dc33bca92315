"""Files that nobody sends in good faith, by the thousand: each row is taken, unchanged or refused, and none breaks it.

`ROUNDS=100000 python -m pytest tests/faults/test_hostile_rows.py -n 0 --no-cov --timeout 7200 -s` is the long run, in
rows; it prints its seed and what became of them. `SEED=...` repeats one.
"""

import csv
import io
import os
import random
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from asn_neutral.errors import AsnError, UnreadableFileError
from asn_neutral.intake.columns import KEYS
from asn_neutral.services.check_register import check_register
from tests.complaints_file import Row, csv_text, dump, row, take

ROUNDS: Final = int(os.environ.get("ROUNDS", "1200"))
SEED: Final = int(os.environ.get("SEED", "20241129"))
ROWS: Final = 100
"""Of one file, at most."""
PAYLOADS: Final = (
    "=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1", "=1", "'=1", '"=1', " =1", ";=1", "|=1",
    "[red]x[/red]", "[link=file:///etc/passwd]x", "\x1b[31mx", "\x1b]8;;http://x\x07y\x1b]8;;\x07",
    "\x1b]52;c;eA==\x07", "\x9b31m", "\u202eabc", "\u2066x\u2069", "a\u200bb", "\ufeffx", "\u200e", "x\u00ad",
    "e" + "\u0301" * 60,
    "\x00", "a\x00b", "\x07", "\x7f", "\u2028", "\u2029", "\ud7ff", "\U0010ffff", "a\nb", "a\r\nb", "a\rb",
    "'; DROP TABLE cases;--", "%", "_", "*", "NEAR(", '"', '""', '"a', 'a"b', "{0}", "{name}", "%s", "${HOME}", "`id`",
    "../../etc/passwd", "/dev/zero", "C:\\x", "NULL", "None", "nan", "inf", "-0", "1e999", "1,98E+17", "1.98E+17",
    "198001012005011000", "19800101 200501 1 901", "31/02/2024", "2024-02-30", "02/03/24", "45560", "2099-01-01",
    "0001-01-01", "9999-12-31", "2024-10-12T00:00:00", "12 Oktober 2024", "kemarin", "D4;D4", "D4,D99", "d4", "E1;;",
    "x" * 300, "x" * 5000, "", " ", "\u00a0", "-", "０１", "١٢", "Dinas Kеsehatan", "🇮🇩", "👩‍👩‍👧",
)  # fmt: skip
ENCODINGS: Final = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1")
DELIMITERS: Final = ",,,;\t|"
_MAY_STAND: Final = "\t\n\u2028\u2029\u00ad\u200b\u200c\u200d\u2060"
"""Line breaks and tabs of a longer text, and what joins or parts letters and hides none."""


def hostile(chance: random.Random, number: int) -> Row:
    """A row that would pass, with none to five of its cells replaced by something that should not be there."""
    cells = row(chance.randrange(40) if chance.random() < 0.2 else number)
    for key in chance.sample(KEYS, chance.choice((0, 0, 1, 1, 2, 5))):
        payload = chance.choice(PAYLOADS)
        cells[key] = chance.choice((payload, cells[key] + payload, payload + cells[key], payload * 2))
    return cells


def spoilt(chance: random.Random, text: str) -> str:
    """The text of a file, now and then with a cell too many, a quote that does not close, or a piece cut out."""
    lines = text.split("\r\n")
    for _turn in range(chance.choice((0, 0, 0, 1, 2))):
        place = chance.randrange(len(lines))
        line = lines[place]
        cut = chance.randrange(len(line) + 1)
        lines[place] = chance.choice(
            (line + ",x", line[:cut], line[:cut] + '"' + line[cut:], "", line[:cut] + "\x00" + line[cut:], "sep=;")
        )
    return chance.choice(("\r\n", "\r\n", "\n", "\r")).join(lines)


def raw(chance: random.Random, rows: list[Row]) -> bytes:
    """A file of *rows* as anything may have written it."""
    text = spoilt(chance, csv_text(rows, delimiter=chance.choice(DELIMITERS)))
    content = text.encode(chance.choice(ENCODINGS), "replace")
    if chance.random() < 0.1:
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.randbytes(chance.randrange(1, 9)) + content[place:]
    return content


def unseen(register: Path) -> set[str]:
    """The characters in texts of the register that act on a screen or hide on it."""
    texts = (value for rows in dump(register).values() for stored in rows for value in stored if isinstance(value, str))
    return {
        char
        for text in texts
        for char in set(text)
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in _MAY_STAND
    }


def refused_rows(file: Path) -> list[int]:
    """The numbers of the rows that the file of refused rows holds."""
    with io.StringIO(file.read_text("utf-8-sig"), newline="") as text:
        return [int(told["tolak_baris"]) for told in csv.DictReader(text, delimiter=_delimiter(file))]


def _delimiter(file: Path) -> str:
    head = file.read_text("utf-8-sig").split("tolak_baris", 1)[0]
    return head.rstrip('"')[-1]


def test_every_row_is_taken_unchanged_or_refused(register: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same rows in every run
    became: Counter[str] = Counter()
    given = 0
    while given < ROUNDS:
        rows = [hostile(chance, given + place) for place in range(chance.randrange(1, ROWS))]
        given += len(rows)
        file = tmp_path / "in.csv"
        file.write_bytes(raw(chance, rows))
        try:
            result = take(register, file, accept_partial=True)
        except UnreadableFileError:
            became["in files that cannot be read"] += len(rows)
            continue
        except AsnError as refused:
            pytest.fail(f"{SEED}, row {given}: {type(refused).__name__}: {refused}")
        assert result.read == result.accepted + result.unchanged + result.refused, (SEED, given)
        if result.refused:
            assert result.refused_file is not None
            numbers = refused_rows(result.refused_file)
            assert len(numbers) == len(set(numbers)) == result.refused, (SEED, given)
            assert min(numbers) > 1
        became.update(accepted=result.accepted, unchanged=result.unchanged, refused=result.refused)
    assert not unseen(register)
    assert check_register(register).findings == ()
    print(f"seed {SEED}: {given} rows: {dict(became)}")  # noqa: T201 - the figure is what the long run is for
    assert min(became["accepted"], became["refused"]) > given // 20
