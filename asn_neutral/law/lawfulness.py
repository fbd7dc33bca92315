"""What the lawfulness check looks for: one entry for each rule, with its article, its weight and its sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from string import Formatter
from typing import ClassVar, Final

from asn_neutral.law.check import Fault
from asn_neutral.law.entries import Dated
from asn_neutral.law.reading import Row, unknown
from asn_neutral.locale import N_, either


@unique
class Severity(StrEnum):
    """What a finding means; the gravest first."""

    ERROR = "error"  # the law is broken
    WARNING = "warning"  # open to attack, or a risk
    NOTE = "note"  # worth knowing


SEVERITY_LABELS: Final[Mapping[str, str]] = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Dated):
    """A rule of the lawfulness check; `says` is its sentence, with the details of a finding in braces.

    `limit` is the number that the rule compares with; None where it compares with none.
    """

    table: ClassVar[str] = "check"

    name: str
    name_en: str
    severity: Severity
    says: str
    says_en: str
    limit: int | None = None

    @property
    def sentence(self) -> str:
        """The sentence in the language in force."""
        return either(self.says, self.says_en)


def build_check(row: Row) -> Check:
    """A check from its table."""
    return Check(
        **row.span(),
        **row.names(),
        severity=row.word("severity", Severity),
        says=row.text("says"),
        says_en=row.english("says"),
        limit=row.number_or_none("limit"),
    )


def check_faults(checks: Iterable[Check], shipped: Iterable[Check]) -> Iterator[Fault]:
    """Entries that the program has no rule for, or whose sentence wants what the rule of that id does not tell."""
    told: dict[str, set[str]] = {}
    for one in shipped:
        told.setdefault(one.id, set()).update(_braces(one.says))
    for one in checks:
        if one.id not in told:
            yield Fault(one, unknown(one.id, told))
        elif strange := (_braces(one.says) | _braces(one.says_en)) - told[one.id]:
            yield Fault(one, f"says: {unknown(min(strange), told[one.id])}")


def _braces(sentence: str) -> set[str]:
    """The names in braces; a brace that does not close, or says more than a name, counts as a name nobody knows."""
    try:
        return {name for _text, name, _form, _turn in Formatter().parse(sentence) if name is not None}
    except ValueError:
        return {sentence}
