"""A text that was typed for a step of a case: tidied, or refused with its reason.

This is for single texts, and the standard library does; the cells of files are checked by types (`intake.cells`).
"""

import os
import unicodedata
from typing import Final

from asn_neutral.errors import BadNeedError
from asn_neutral.intake.reasons import REASONS, TOO_LONG
from asn_neutral.locale import _

LONGEST: Final = 2_000
"""Characters of one text."""
_MARKS: Final = 4  # accents on one letter; more smear the screen
_JOINERS: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060")  # unseen, and harmless after a letter
_REFUSED: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_UNSHOWN: Final = _REFUSED | {"Cn", "Zl", "Zp", "Mn", "Me"}
_LONGEST_FILE_NAME: Final = 255  # signs


def file_name(name: str) -> str:
    """The name of a file as it is kept beside what was in it: NFC, at most 255 signs, none that acts on a screen."""
    text = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
    shown = "".join("_" if unicodedata.category(char) in _UNSHOWN else char for char in text)
    return shown[-_LONGEST_FILE_NAME:]


def stated(key: str, text: str) -> str:
    """*text* as `tidy` keeps it, which must say something.

    Raises:
        BadNeedError: it is empty, or `tidy` refuses it.
    """
    kept = tidy(key, text)
    if not kept:
        raise BadNeedError(key=key, expected=_("it is empty"))
    return kept


def tidy(key: str, text: str) -> str:
    """*text*, given under *key*, as it is kept: NFC, single blanks, nothing unseen at its ends; it may be empty.

    Raises:
        BadNeedError: it is too long, or holds what acts on a screen or hides on it.
    """
    if len(text) > LONGEST:
        raise BadNeedError(key=key, expected=_(TOO_LONG).format(length=len(text), limit=LONGEST))
    line = " ".join(unicodedata.normalize("NFC", text).split())
    marks = 0
    for char in line:
        kind = unicodedata.category(char)
        marks = marks + 1 if kind.startswith("M") else 0
        if marks > _MARKS or (kind in _REFUSED and char not in _JOINERS):
            raise BadNeedError(key=key, expected=_(REASONS["E_KENDALI"]))
    return line if any(char not in _JOINERS for char in line.replace(" ", "")) else ""
