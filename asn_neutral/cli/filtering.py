"""The shared filters, given to a command as one value."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import typer

from asn_neutral.cli import options
from asn_neutral.cli.context import office_of
from asn_neutral.cli.owning import OwnerOption, owners_of
from asn_neutral.cli.taking import taking
from asn_neutral.store.filters import Filters

OPTIONS: Final[Mapping[str, object]] = {
    "unit": options.UnitOption,
    "status": options.StatusOption,
    "violation": options.ViolationOption,
    "level": options.LevelOption,
    "channel": options.ChannelOption,
    "stage": options.StageOption,
    "election": options.ElectionOption,
    "since": options.FromOption,
    "until": options.ToOption,
    "overdue": options.OverdueOption,
    "owner": OwnerOption,
    "search": options.SearchOption,
}
"""Every filter of `Filters` with the option it is typed as; a test compares the two."""


def read(ctx: typer.Context, typed: Mapping[str, object], today: date | None = None) -> Filters:
    """The filters that were typed, by the names of `OPTIONS`; what is overdue is so on *today*, the office's if None.

    Raises:
        UsageError: A word that a filter does not know, or a period that ends before it begins.
    """
    from asn_neutral.reports.filtering import filters_of

    office = office_of(ctx)
    overdue = (today or office.today).isoformat() if typed["overdue"] else None
    return filters_of({**typed, "overdue": overdue, "owner": owners_of(office, typed["owner"])}, office.law)


filtered = taking(OPTIONS, read)
"""Gives a command the shared filter options; it takes them as its second parameter, a `Filters`."""
