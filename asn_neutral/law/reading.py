"""Law data from TOML to entries: every key is known, every value of its kind, or the file is refused."""

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final, NoReturn, TypedDict, TypeVar

from asn_neutral.errors import LawDataError, UnreadableFileError, reason_of
from asn_neutral.locale import N_, _

KINDS: Final = (
    "violation", "ground", "sanction", "deadline", "authority", "election", "stage", "decree", "holiday",
    "check", "recommender", "retention",
)  # fmt: skip
"""The tables a file of law data may have."""

MAX_BYTES: Final = 1 << 20
"""The size of the largest file of law data, itself included."""

MOST: Final = 1000
"""The largest number an entry may have, of days or of years: no calendar reaches beyond what more of them lead to."""

# Not to wait for whoever writes into a pipe, and not to turn line ends on Windows.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_CODE: Final = (re.compile(r"[A-Z0-9]{1,20}"), N_("capital letters and digits only, 20 at most"))
_SLUG: Final = (
    re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*"),
    N_("small letters and digits with single hyphens between them, 60 at most"),
)

type_of_word = TypeVar("type_of_word", bound=StrEnum)


class Common(TypedDict):
    """The fields of every entry."""

    id: str
    basis: str
    verified: bool
    note: str
    note_en: str
    from_office: bool


class Span(Common):
    """The fields of every entry that holds from a day to a day."""

    since: date
    until: date | None


class Names(TypedDict):
    """What an entry is called."""

    name: str
    name_en: str


class Row:
    """One table of a file, read key by key; `finish` refuses what nobody asked for."""

    def __init__(self, raw: Mapping[str, object], *, file: str, kind: str, from_office: bool = False) -> None:
        self._raw = raw
        self._file = file
        self._kind = kind
        self._from_office = from_office
        self._asked: set[str] = set()

    def completed(self, **values: object) -> "Row":
        """The same table with *values* where it has none of its own."""
        return Row({**values, **self._raw}, file=self._file, kind=self._kind, from_office=self._from_office)

    def refuse(self, reason: str) -> NoReturn:
        """Raise the LawDataError that names this entry."""
        name = self._raw.get("id") or self._raw.get("date") or "?"
        raise LawDataError(file=self._file, entry=f"{self._kind} {name}", reason=reason)

    def text(self, key: str) -> str:
        """A text that must be there and not be blank."""
        value = self.text_or(key)
        return value or self.refuse(_("{key} is missing").format(key=key))

    def text_or(self, key: str, otherwise: str = "") -> str:
        """A text, or *otherwise* when the key is absent."""
        value = self._get(key, otherwise)
        if isinstance(value, str) and not value.replace("\n", "").isprintable():
            self.refuse(_("{key} holds a character that acts on a screen").format(key=key))
        return value.strip() if isinstance(value, str) else self._wrong(key, _("a text"))

    def english(self, key: str) -> str:
        """The English text beside the Indonesian one of *key*; an office may leave it to that one."""
        return self.text_or(f"{key}_en", self.text(key)) if self._from_office else self.text(f"{key}_en")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when the key is absent."""
        value = self._get(key, [])
        if not isinstance(value, list):
            self._wrong(key, _("a list of texts"))
        return tuple(one if isinstance(one, str) else self._wrong(key, _("a list of texts")) for one in value)

    def day(self, key: str) -> date:
        """A date that must be there."""
        value = self.day_or_none(key)
        return self.refuse(_("{key} is missing").format(key=key)) if value is None else value

    def day_or_none(self, key: str) -> date | None:
        """A date, or None when the key is absent."""
        value = self._get(key, None)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        return self._wrong(key, _("a date such as 2024-09-22"))

    def until(self, since: date) -> date | None:
        """The last day in force, not before *since*."""
        value = self.day_or_none("until")
        if value is not None and value < since:
            self.refuse(_("until ({until}) is before since ({since})").format(until=value, since=since))
        return value

    def number(self, key: str) -> int:
        """A whole number from 1 to `MOST`."""
        value = self.number_or_none(key)
        return self.refuse(_("{key} is missing").format(key=key)) if value is None else value

    def number_or_none(self, key: str, *, most: int = MOST) -> int | None:
        """A whole number from 1 to *most*, or None when the key is absent."""
        value = self._get(key, None)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most):
            return value
        return self._wrong(key, _("a whole number from 1 to {most}").format(most=most))

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        """True or false, *otherwise* when the key is absent."""
        value = self._get(key, otherwise)
        return value if isinstance(value, bool) else self._wrong(key, _("true or false"))

    def stated(self, key: str) -> bool:
        """True or false, which must be there."""
        if self._get(key, None) is None:
            self.refuse(_("{key} is missing").format(key=key))
        return self.flag(key)

    def word(self, key: str, words: type[type_of_word]) -> type_of_word:
        """One word of a closed list, which must be there."""
        value = self.word_or_none(key, words)
        return self.refuse(_("{key} is missing").format(key=key)) if value is None else value

    def word_or_none(self, key: str, words: type[type_of_word]) -> type_of_word | None:
        """One word of a closed list, or None when the key is absent."""
        value = self.text_or(key)
        return self._one_of(key, value, words) if value else None

    def words(self, key: str, words: type[type_of_word]) -> tuple[type_of_word, ...]:
        """Words of a closed list, empty when the key is absent."""
        return tuple(self._one_of(key, value, words) for value in self.texts(key))

    def texts_by_word(self, key: str, words: type[type_of_word]) -> dict[type_of_word, str]:
        """A table from words of a closed list to texts, empty when the key is absent."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, _("a table of texts"))
        return {self._one_of(key, str(word), words): str(text) for word, text in value.items()}

    def common(self) -> Common:
        """The fields of every entry."""
        return Common(
            id=self._id(),
            basis=self.text("basis"),
            verified=self.stated("verified"),
            note=self.text_or("note"),
            note_en=self.text_or("note_en"),
            from_office=self._from_office,
        )

    def span(self) -> Span:
        """The fields of every entry that holds from a day to a day; without `until` it still holds."""
        since = self.day("since")
        return Span(**self.common(), since=since, until=self.until(since))

    def names(self) -> Names:
        """What the entry is called, in both languages."""
        return Names(name=self.text("name"), name_en=self.english("name"))

    def finish(self) -> None:
        """Refuse a key that is not part of this kind of entry, naming the nearest right one."""
        for key in self._raw:
            if key not in self._asked:
                self.refuse(unknown(key, self._asked))

    def _id(self) -> str:
        """The id: such that a cell of a complaints file can name it, which folds capitals, blanks and signs."""
        value = self.text("id")
        form, words = _CODE if self._kind == "violation" else _SLUG
        return value if form.fullmatch(value) else self.refuse(_("id: {form}").format(form=_(words)))

    def _get(self, key: str, otherwise: object) -> object:
        self._asked.add(key)
        return self._raw.get(key, otherwise)

    def _wrong(self, key: str, expected: str) -> NoReturn:
        self.refuse(_("{key} must be {expected}").format(key=key, expected=expected))

    def _one_of(self, key: str, value: str, words: type[type_of_word]) -> type_of_word:
        try:
            return words(value)
        except ValueError:
            self.refuse(f"{key}: {unknown(value, words)}")


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word most like *wanted*; None when nothing comes close."""
    from difflib import get_close_matches  # only on the way to an error

    by_folded = {word.casefold(): str(word) for word in known}
    found = get_close_matches(wanted.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[found[0]] if found else None


def unknown(wanted: str, known: Iterable[str]) -> str:
    """The words for something unknown, with the nearest known one if there is one."""
    like = nearest(wanted, known)
    text = _("{wanted} is not known (did you mean {nearest}?)") if like else _("{wanted} is not known")
    return text.format(wanted=wanted, nearest=like)


def read_tables(path: Path) -> dict[str, list[Mapping[str, object]]]:
    """The tables of a file by kind.

    Raises:
        UnreadableFileError: it cannot be opened, is no ordinary file, or is larger than `MAX_BYTES`.
        LawDataError: it is not TOML, or has a table that law data does not have.
    """
    try:
        content = tomllib.loads(_read(path).decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise LawDataError(file=path.name, entry="TOML", reason=_("it is not UTF-8 text")) from problem
    except ValueError as problem:
        raise LawDataError(file=path.name, entry="TOML", reason=str(problem)) from problem
    except RecursionError as problem:
        raise LawDataError(file=path.name, entry="TOML", reason=_("it is nested too deeply")) from problem
    return {kind: _rows(path, kind, rows) for kind, rows in content.items()}


def _read(path: Path) -> bytes:
    """The bytes of an ordinary file of law data, which is never larger than `MAX_BYTES`."""
    try:
        with _opened(path) as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise UnreadableFileError(path=path, reason=reason_of(problem)) from problem
    except ValueError as problem:  # a NUL in the name
        raise UnreadableFileError(path=path, reason=_("there is no such file")) from problem
    if len(content) > MAX_BYTES:
        reason = _("it is larger than {megabytes} MB, too large for law data").format(megabytes=MAX_BYTES >> 20)
        raise UnreadableFileError(path=path, reason=reason)
    return content


def _opened(path: Path) -> BinaryIO:
    """The file, if it is an ordinary one; what it is, is asked of the opened file and not of the name."""
    descriptor = os.open(path, _FLAGS)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        reason = _("it is a folder") if stat.S_ISDIR(mode) else _("it is not an ordinary file")
        raise UnreadableFileError(path=path, reason=reason)
    return open(descriptor, "rb")  # noqa: PTH123 - a descriptor has no Path


def _rows(path: Path, kind: str, rows: object) -> list[Mapping[str, object]]:
    if kind not in KINDS:
        raise LawDataError(file=path.name, entry=kind, reason=unknown(kind, KINDS))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LawDataError(file=path.name, entry=kind, reason=_("write it as [[{kind}]]").format(kind=kind))
    return rows
