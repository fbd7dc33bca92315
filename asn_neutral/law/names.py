"""What the shipped entries of law are called, found line by line.

A page that shows a few names needs nothing else of the law, and to read a file of it as TOML takes longer than all the
rest of the page. The shipped files write each key on a line of its own; a test holds that the same is found here as by
whoever reads all of it. A file of an office may be written in any way, so `reading` reads that.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

FILES: Final[Mapping[str, str]] = {
    "election": "elections.toml",
    "stage": "elections.toml",
    "sanction": "sanctions.toml",
    "deadline": "deadlines.toml",
}
"""The kinds of entries whose names pages show, with the shipped file that holds them."""
_LINE: Final = re.compile(r'^(?:\[\[(\w+)\]\]|(id|name|name_en) *= *"([^"\\]*)")', re.MULTILINE)


def shipped_rows(kind: str) -> list[dict[str, str]]:
    """`id`, `name` and `name_en` of every shipped entry of a kind of `FILES`, in the order of the file."""
    rows: list[tuple[str, dict[str, str]]] = []
    for table, key, text in _LINE.findall(Path(__file__).with_name(FILES[kind]).read_text("utf-8")):
        if table:
            rows.append((table, {}))
        elif rows:
            rows[-1][1][key] = text
    return [row for table, row in rows if table == kind]
