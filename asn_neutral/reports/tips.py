"""How a tip, a complaint that names nobody yet, becomes a case: what its page says of it."""

import shlex
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from asn_neutral.config import PROGRAM
from asn_neutral.locale import _

_SAID: Final = {
    "--letter-number": "letter_number",
    "--letter-date": "letter_date",
    "--received": "received_on",
    "--happened": "happened_on",
    "--known": "known_on",
    "--place": "place",
    "--district": "district",
    "--election": "election_named",
    "--summary": "summary",
    "--evidence": "evidence",
}
"""What a complaint without its sender's number is known by: the option of `complaint add`, and the column."""
_NAMING: Final = ("--name=", "--unit=", "--violation=")


def tip_notes(complaint: sqlite3.Row, references: Sequence[sqlite3.Row]) -> Iterator[str]:
    """The command that names whom a tip is about and opens the case; *references* are the numbers of its senders."""
    words = [PROGRAM, "complaint", "add", "--channel", complaint["channel"]]
    if references:
        words += ["--number", references[0]["number"]]
    else:
        words += [word for option, key in _SAID.items() if complaint[key] for word in (option, complaint[key])]
    text = _(
        "It names nobody yet. Once it is known whom it is about, `{command}` opens the case; fill in what stands after"
        " `=`."
    )
    yield text.format(command=shlex.join([*words, *_NAMING]))
    if references:
        yield _("So does a row of a file that has its number and names the respondent.")
