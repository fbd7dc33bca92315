"""A field in which two lists differ, as one value of a table."""

from collections.abc import Callable

from asn_neutral.reports.table import Facts

Told = Callable[[str, str, str], str]


class Unlike(Facts):
    """One difference: its field, theirs and ours as they stand; *told* makes a text of them in the reader's words."""

    def __init__(self, field: str, theirs: str, ours: str, told: Told) -> None:
        super().__init__(field=field, theirs=theirs, ours=ours)
        self._told = told

    def __str__(self) -> str:
        """The difference as one text."""
        return self._told(self["field"], self["theirs"], self["ours"])

    def hiding(self, hide: Callable[[str, str], str]) -> "Unlike":
        """The same with what *hide* makes of each side, given the field and what stands there."""
        field = self["field"]
        return Unlike(field, hide(field, self["theirs"]), hide(field, self["ours"]), self._told)
