"""A result for eyes that may not see who it is about: the same names become the same pseudonyms, free text is hidden.

The pseudonym is made of the name under the secret of the register: with the register it can be found again, without
it nobody can try names. Two persons with one name share it.
"""

import hmac
import re
from base64 import b32encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, overload

from asn_neutral.domain.identity import mask
from asn_neutral.intake.names import bare_name_key
from asn_neutral.law.needs import NEEDS, NeedKind
from asn_neutral.locale import N_, _
from asn_neutral.reports.document import Document, with_tables
from asn_neutral.reports.table import Column, Facts, Kind, Record, Table, Value
from asn_neutral.reports.timeline import Said
from asn_neutral.reports.unlike import Unlike
from asn_neutral.store.filters import NONE
from asn_neutral.store.queries.register import secret
from asn_neutral.store.queries.tombstones import ERASED_NAME

__all__ = ["masked", "masked_document", "pseudonym", "secret"]

OFFICERS: Final = frozenset({"actor", "added_by", "owner", "owner_before", "official_name"})
"""Keys of columns with people of the office, unless they hold words of the procedure, which have labels."""
FREE: Final = frozenset({
    "summary", "evidence", "place", "position", "reason", "wording", "sanction_wording", "told", "given", "said",
    "details", "message", "remark", "before", "after", "file",
})  # fmt: skip
"""Keys of columns with texts of which nobody knows whom they name."""
_FREE_IN: Final = frozenset({
    ("reasons", "value"),
    ("complaint-reveal", "contact"),
    *((table, key) for table in ("evidence-list", "evidence-added") for key in ("name", "source", "account", "note")),
    *((table, "name") for table in ("evidence-handed-out", "evidence-verify", "lost")),
})  # fmt: skip
_FIXED_IN: Final = frozenset({("barred", "reason"), ("case-check", "message"), ("case-check-all", "message")})
"""Columns of single tables, by table and key, that are free text there, or fixed words of the procedure."""
NAMING: Final = frozenset({"conflict-respondent", "conflict-witness", "conflict-subordinate", "violation-unnamed"})
"""Rules of the lawfulness check whose findings repeat names, or what somebody typed; other findings name nobody."""
_FINDINGS: Final = frozenset(name for name, key in _FIXED_IN if key == "message")
_OUTER: Final = frozenset({"key", "field", "date", "why", "code", "severity", "basis"})
_SAID: Final = frozenset({
    "happened_on", "standing", "clock", "warning", "corrects", "also", "complaint", "violations", "effect_on",
    "employment", "rank", "position_class", "district", "read", "accepted", "unchanged", "refused", "sha256",
    "posted_at", "captured_at", "evidence",
    *(key for key, need in NEEDS.items() if need.kind is not NeedKind.TEXT),
})  # fmt: skip
"""Facts that name nobody: those of every list, and what an entry can say under a key that takes no free text."""
NOTED: Final = N_("Names are pseudonyms, NIPs are cut and free text is hidden.")
_HIDDEN: Final = N_("[hidden]")
_NIP: Final = re.compile("(?<![0-9])[0-9]{18}(?![0-9])")
_LETTERS: Final = 6  # of 32 kinds: a thousand million pseudonyms
Secret = Callable[[], bytes]


@overload
def masked(result: Table, key: Secret) -> Table: ...
@overload
def masked(result: Record, key: Secret) -> Record: ...
def masked(result: Table | Record, key: Secret) -> Table | Record:
    """*result* without anything that says who it is about; *key* gives the secret of the register."""
    if isinstance(result, Table):
        hidden = _hidden(result, key)
        return replace(hidden, notes=(*hidden.notes, _(NOTED)))
    values = next(iter(_rows(result.name, [result.values], result.columns, key)))
    parts = tuple(_hidden(part, key) for part in result.parts)
    return replace(result, values=values, parts=parts, notes=(_(NOTED),))


def masked_document(document: Document, key: Secret) -> Document:
    """*document* without anything that says who its cases are about; it says so once, before its sections."""
    hidden = with_tables(document, lambda table: replace(masked(table, key), notes=table.notes))
    return replace(hidden, summary=(*document.summary, _(NOTED)))


def _hidden(table: Table, key: Secret) -> Table:
    """*table* masked, without the remark that says so."""
    rows = table.rows
    if table.name in _FINDINGS:
        rows = [*_without_names(rows, [column.key for column in table.columns])]  # its remarks count what was read
    return replace(table, rows=_rows(table.name, rows, table.columns, key), notes=[*map(_cut, table.notes)])


def _without_names(rows: Iterable[Sequence[Value]], keys: Sequence[str]) -> Iterable[Sequence[Value]]:
    """Findings of the lawfulness check; the sentences that may name somebody are hidden."""
    code, message = keys.index("code"), keys.index("message")
    return ((*row[:message], _(_HIDDEN), *row[message + 1 :]) if row[code] in NAMING else row for row in rows)


def _rows(
    name: str, rows: Iterable[Sequence[Value]], columns: Sequence[Column], key: Secret
) -> Iterable[tuple[Value, ...]]:
    """The rows of the table or record with that name, masked."""
    masks = [_mask_of(name, column, key) for column in columns]
    return (tuple(one(value) for one, value in zip(masks, row, strict=True)) for row in rows)


def _mask_of(name: str, column: Column, key: Secret) -> Callable[[Value], Value]:
    """What hides the values of a column of the table with that name."""
    place, fixed = (name, column.key), frozenset(column.labels or ())
    if column.kind is Kind.PERSON:
        return lambda value: pseudonym(_("Respondent"), str(value), key) if value else value
    if column.key in OFFICERS:
        return lambda value: value if not value or value in fixed else pseudonym(_("Officer"), str(value), key)
    if (column.key in FREE and place not in _FIXED_IN) or place in _FREE_IN:
        return lambda value: value if isinstance(value, str) and value in fixed else _without_text(value, key)
    return lambda value: _cut_value(value, key)


def _without_text(value: Value, key: Secret) -> Value:
    """A value whose texts are hidden; figures and days stay."""
    if isinstance(value, tuple):
        return _facts(value, key) or tuple(_(_HIDDEN) for _part in value)
    return _(_HIDDEN) if value and isinstance(value, str) else value


def _cut_value(value: Value, key: Secret) -> Value:
    """A value in which every NIP is cut, wherever it stands, and of lists of facts what may name somebody is hidden."""
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, tuple):
        return _facts(value, key) or tuple(_cut(str(part)) for part in value)
    return value


def _facts(parts: Iterable[object], key: Secret) -> tuple[Facts, ...]:
    """The facts of a list; nothing where it holds none."""
    return tuple(_fact(part, key) for part in parts if isinstance(part, Facts))


def _fact(facts: Facts, key: Secret) -> Facts:
    """A fact under its own keys; what it says is hidden unless it cannot name anybody."""
    if isinstance(facts, Unlike):
        return facts.hiding(
            lambda field, text: pseudonym(_("Respondent"), text, key) if text and field == "name" else _cut(text)
        )
    if not isinstance(facts, Said):
        shown = _OUTER if facts.get("code", "") in {"", *NAMING} else _OUTER | {"message"}
        return Facts({name: text if name in shown else _(_HIDDEN) for name, text in facts.items()})
    return Said({name: text if name in _OUTER else _said(facts["key"], text, key) for name, text in facts.items()})


def _said(about: str, text: str, key: Secret) -> str:
    """What an entry said under the key *about*."""
    if about in OFFICERS:
        return text if text == NONE else pseudonym(_("Officer"), text, key)
    return _cut(text) if about in _SAID or not text else _(_HIDDEN)


def _cut(text: str) -> str:
    return _NIP.sub(lambda found: mask(found[0]), text)


def pseudonym(kind: str, name: str, key: Secret) -> str:
    """The pseudonym of *name*, whatever its titles, capitals and blanks; always the same in one register.

    What stands in the place of names that were destroyed is nobody's, and stays.
    """
    if name == ERASED_NAME:
        return name
    digest = hmac.digest(key(), f"pseudonym\0{bare_name_key(name)}".encode(), "sha256")
    return f"{kind} {b32encode(digest).decode()[:_LETTERS]}"
