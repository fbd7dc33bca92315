"""Offline help topics, shown by `asn-neutral help TOPIC`: one text file for each topic and language."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from textwrap import fill
from typing import Final

from asn_neutral.errors import EXIT_MEANINGS, AsnError, UsageError
from asn_neutral.locale import _, language

TOPICS: Final = ("dates", "exit-codes", "filters", "formats", "import", "privacy")
_FOLDER: Final = Path(__file__).parent
_WIDTH: Final = 100  # columns
_REQUIRED: Final = {True: "*", False: " "}


def page(topic: str) -> str:
    """The page on *topic* in the language in force; its first line is its title, the last one ends.

    Raises:
        UsageError: There is no such topic.
    """
    if topic not in TOPICS:
        raise UsageError(problem=_no_such(topic))
    text = _written(topic)
    for place, lines in _MADE.items():
        if place in text:
            text = text.replace(place, "\n".join(lines()))
    return text


def overview() -> str:
    """The topics with their titles, one on a line."""
    room = max(map(len, TOPICS))
    lines = [f"  {topic:<{room}}  {_title(topic)}" for topic in TOPICS]
    return "\n".join([_("Topics of `asn-neutral help TOPIC`:"), *lines, ""])


def exit_code_lines() -> Iterator[str]:
    """Every exit code with its meaning and the names of the errors that end with it."""
    for code, meaning in EXIT_MEANINGS.items():
        names = ", ".join(sorted(error.name for error in error_classes() if error.exit_code is code))
        text = f"{_(meaning)} ({names})" if names else _(meaning)
        first = f"{code.value:>5}  "
        yield fill(text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


def column_lines() -> Iterator[str]:
    """The columns of a complaints file, each with its explanation and an example."""
    from asn_neutral.intake.columns import COLUMNS

    room = max(len(column.key) for column in COLUMNS)
    for column in COLUMNS:
        example = f" ({column.example})" if column.example else ""
        text = f"{_(column.explanation)}{example}"
        indent = " " * (room + 6)
        first = f"  {_REQUIRED[column.required]} {column.key:<{room}}  "
        yield fill(text, _WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False)


def error_classes(root: type[AsnError] = AsnError) -> Iterator[type[AsnError]]:
    """Every kind of error a user can meet, those of subclasses included."""
    for error in root.__subclasses__():
        yield error
        yield from error_classes(error)


_MADE: Final[Mapping[str, Callable[[], Iterator[str]]]] = {"{codes}": exit_code_lines, "{columns}": column_lines}


def _title(topic: str) -> str:
    """The first line of a page."""
    return _written(topic).partition("\n")[0]


def _written(topic: str) -> str:
    """The page as it stands in its file, in the language in force."""
    return (_FOLDER / language() / f"{topic}.txt").read_text(encoding="utf-8")


def _no_such(topic: str) -> str:
    """The sentence for a topic that is not there, with the nearest that is."""
    sentence = _("There is no topic {topic}.").format(topic=topic)
    near = get_close_matches(topic, TOPICS, n=1, cutoff=0.5)
    if near:
        return f"{sentence} {_('Did you mean {nearest}?').format(nearest=near[0])}"
    return f"{sentence} {_('The topics are: {topics}.').format(topics=', '.join(TOPICS))}"
