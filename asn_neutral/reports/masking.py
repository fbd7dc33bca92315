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
from asn_neutral.locale import N_, _
from asn_neutral.reports.document import Document, with_tables
from asn_neutral.reports.table import Column, Facts, Kind, Record, Table, Value
from asn_neutral.store.queries.register import secret

__all__ = ["masked", "masked_document", "pseudonym", "secret"]

OFFICERS: Final = frozenset({"actor", "added_by", "owner", "owner_before", "official_name"})
FREE: Final = frozenset({
    "summary", "evidence", "place", "position", "reason", "wording", "sanction_wording", "told", "given", "said",
    "details", "message", "remark", "command", "before", "after",
})  # fmt: skip
"""Keys of columns with texts of which nobody knows whom they name."""
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
        return replace(result, rows=_rows(result.rows, result.columns, key), notes=(*map(_cut, result.notes), _(NOTED)))
    values = next(iter(_rows([result.values], result.columns, key)))
    parts = tuple(masked(part, key) for part in result.parts)
    return replace(result, values=values, parts=parts, notes=(_(NOTED),))


def masked_document(document: Document, key: Secret) -> Document:
    """*document* without anything that says who its cases are about; it says so once, before its sections."""
    hidden = with_tables(document, lambda table: replace(masked(table, key), notes=table.notes))
    return replace(hidden, summary=(*document.summary, _(NOTED)))


def _rows(rows: Iterable[Sequence[Value]], columns: Sequence[Column], key: Secret) -> Iterable[tuple[Value, ...]]:
    masks = [_mask_of(column, key) for column in columns]
    return (tuple(one(value) for one, value in zip(masks, row, strict=True)) for row in rows)


def _mask_of(column: Column, key: Secret) -> Callable[[Value], Value]:
    """What hides the values of a column."""
    if column.kind is Kind.PERSON:
        return lambda value: pseudonym(_("Respondent"), str(value), key) if value else value
    if column.key in OFFICERS:
        return lambda value: pseudonym(_("Officer"), str(value), key) if value else value
    if column.key in FREE and column.labels is None:
        return lambda value: _(_HIDDEN) if value else value
    return _cut_value


def _cut_value(value: Value) -> Value:
    """A value in which every NIP is cut, wherever it stands; lists of facts, which are free text, are hidden."""
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, tuple):
        return tuple(_(_HIDDEN) if isinstance(part, Facts) else _cut(part) for part in value)
    return value


def _cut(text: str) -> str:
    return _NIP.sub(lambda found: mask(found[0]), text)


def pseudonym(kind: str, name: str, key: Secret) -> str:
    """The pseudonym of *name*, whatever its titles, capitals and blanks; always the same in one register."""
    digest = hmac.digest(key(), f"pseudonym\0{bare_name_key(name)}".encode(), "sha256")
    return f"{kind} {b32encode(digest).decode()[:_LETTERS]}"
