"""Output that is kept in a file beside the tests and compared to the byte."""

import os
import re
from pathlib import Path
from typing import Final

_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b|(?<=:)[0-9a-f]{32}\b")
_DIGITS: Final = "0123456789abcdef"


def without_hashes(text: str) -> str:
    """The text with one and the same hash for each: those of a register are its own, because its secret is."""
    return _HASH.sub(lambda found: _DIGITS * (len(found[0]) // len(_DIGITS)), text)


def assert_kept(file: Path, shown: str) -> None:
    """What was shown is what stands in the file, hashes aside; with `REWRITE_SNAPSHOTS=1` it is written there first."""
    made = without_hashes(shown).encode()
    if os.environ.get("REWRITE_SNAPSHOTS"):
        file.write_bytes(made)
    assert made == file.read_bytes(), file.name
