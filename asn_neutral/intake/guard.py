"""The quote that keeps a spreadsheet from taking a cell for a formula, and how to take it off again.

A program that opens a CSV file computes a cell that begins like a formula. The quote in front makes it text; on
the way back in exactly that quote comes off, so a file this program wrote reads back as it was (CWE-1236).
"""

from typing import Final

# What some spreadsheet reads as the beginning of a formula: the signs of the keyboard, their full-width and small
# forms, and the line and tab marks that let the next character stand first.
_OPENERS: Final = frozenset("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")  # noqa: RUF001 - these look-alikes are the point
# What a reader may throw away before it looks for one of those: quotes, spaces of every width, invisible marks.
_PADDING: Final = (
    "'\" \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
)


def _opens_formula(text: str) -> bool:
    """Whether a spreadsheet could take *text* for a formula."""
    return text.lstrip(_PADDING)[:1] in _OPENERS


def guard(text: str) -> str:
    """*text* with one quote in front if a spreadsheet could take it for a formula, otherwise as it is."""
    if text[:1].isalnum():  # nearly every cell; no formula and no padding begins so
        return text
    return f"'{text}" if _opens_formula(text) else text


def unguard(text: str) -> str:
    """What `guard` was given: exactly one guarding quote comes off, any other quote stays.

    ``unguard(guard(x)) == x`` for every x, also for one that begins with a quote itself.
    """
    return text[1:] if text.startswith("'") and _opens_formula(text) else text
