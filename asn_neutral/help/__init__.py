"""Offline help topics, shown by `asn-neutral help TOPIC`: one text file for each topic and language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from textwrap import fill
from typing import Final

from asn_neutral.config import MEANINGS, VARIABLES
from asn_neutral.errors import EXIT_MEANINGS, AsnError, UsageError
from asn_neutral.locale import _, language

TOPICS: Final = (
    "backup", "codes", "dates", "exit-codes", "filters", "formats", "import", "privacy", "retention", "schedules",
    "settings",
)  # fmt: skip
_FOLDER: Final = Path(__file__).parent
_WIDTH: Final = 80  # columns
_VARYING: Final = re.compile(r"\{\w+\}")
_SETTING_ROOM: Final = max(map(len, VARIABLES))
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


def reason_lines() -> Iterator[str]:
    """Every code of a refusal or a remark with its sentence; what differs from row to row is left out."""
    from asn_neutral.intake.reasons import REASONS, REMARKS

    codes = {**REASONS, **REMARKS}
    yield from _beside((code, _VARYING.sub("...", _(codes[code]))) for code in sorted(codes))


def status_lines() -> Iterator[str]:
    """Every status a case can have."""
    from asn_neutral.law.terms import STATUS_LABELS

    yield from _beside((str(status), _(label)) for status, label in STATUS_LABELS.items())


def stage_lines() -> Iterator[str]:
    """Every stage of an election in the law data, in their order."""
    from asn_neutral.law.book import load_book
    from asn_neutral.reports.names import stage_names

    yield from _beside(stage_names(load_book(None)).items())


def setting_lines() -> Iterator[str]:
    """Every setting with what it means, and the variable that sets it."""
    for name, variable in VARIABLES.items():
        yield from _beside([(name, f"{_(MEANINGS[name])} ({variable})")], room=_SETTING_ROOM)


def _beside(pairs: Iterable[tuple[str, str]], *, room: int = 0) -> Iterator[str]:
    """Words with what they mean beside them."""
    every = [*pairs]
    room = room or max(len(word) for word, _meaning in every)
    for word, meaning in every:
        first, indent = f"  {word:<{room}}  ", " " * (room + 4)
        yield fill(meaning, _WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False)


def error_classes(root: type[AsnError] = AsnError) -> Iterator[type[AsnError]]:
    """Every kind of error a user can meet, those of subclasses included."""
    for error in root.__subclasses__():
        yield error
        yield from error_classes(error)


_MADE: Final[Mapping[str, Callable[[], Iterator[str]]]] = {
    "{codes}": exit_code_lines,
    "{columns}": column_lines,
    "{reasons}": reason_lines,
    "{settings}": setting_lines,
    "{stages}": stage_lines,
    "{statuses}": status_lines,
}


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
