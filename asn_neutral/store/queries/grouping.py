"""A question that may be asked by a dimension, or of everything at once."""

from collections.abc import Sequence
from typing import Final

from asn_neutral.store.queries.recap import recap_sql

_FIRST: Final = "{dimensions}, "
_ALONE: Final = "GROUP BY {dimensions}"


def grouped_sql(by: Sequence[str], clause: str, template: str) -> str:
    """The SQL of *template* by the dimensions *by*, words of `DIMENSIONS`; without any it counts everything at once.

    In the text, `{dimensions}` stands before other columns or alone after GROUP BY, `{joins}` after the cases.
    """
    if by:
        return recap_sql(by, clause, template)
    return template.replace(_FIRST, "").replace(_ALONE, "").format(joins="", where=clause)
