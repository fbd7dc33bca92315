"""What `asn-neutral reconcile` does besides reading its options."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from asn_neutral.cli.context import Office
from asn_neutral.cli.importing import check_encoding, delimiter_of, refuse_replacing
from asn_neutral.errors import UsageError
from asn_neutral.locale import _
from asn_neutral.output.formats import FormatName, format_of
from asn_neutral.output.progress import counting_rows
from asn_neutral.reports.reconciliation import reconciliation_table, reply_table
from asn_neutral.services.counterparts import Counterpart
from asn_neutral.services.reconcile import Result, reconciled
from asn_neutral.services.their_list import ListOrder

if TYPE_CHECKING:
    import typer

_SENT_BACK_AS: Final = frozenset({FormatName.CSV, FormatName.XLSX})


class Compared(NamedTuple):
    """With whom the register is compared, over which days, which results are wanted, and where a reply goes."""

    counterpart: Counterpart
    since: date | None
    until: date | None
    results: Sequence[str]
    reply: Path | None

    def wanted(self) -> list[Result]:
        """The results that were asked for.

        Raises:
            UsageError: A word is none of them.
        """
        known = {str(result): result for result in Result}
        for word in self.results:
            if word not in known:
                problem = _("{word} is no result; give one of {words}.")
                raise UsageError(problem=problem.format(word=repr(word), words=", ".join(known)))
        return [known[word] for word in self.results]


def order_of(  # noqa: PLR0913 - what was typed, as it was typed
    ctx: "typer.Context",
    file: str,
    compared: Compared,
    *,
    encoding: str | None,
    delimiter: str | None,
    date_order: str | None,
    max_rows: int,
    refused_file: Path | None,
    output: Path | None,
) -> ListOrder:
    """The order to read the list, after a look at what was typed.

    Raises:
        UsageError: An encoding, delimiter, result or period that cannot be, or a file that would replace another.
    """
    if encoding is not None:
        check_encoding(encoding)
    compared.wanted()
    if compared.since and compared.until and compared.since > compared.until:
        raise UsageError(problem=_("--from must not lie after --to."))
    for option, target in (("-o", output), ("--reply", compared.reply)):
        if target is not None:
            refuse_replacing(target, file, refused_file, option=option)
    masked = bool(ctx.find_root().params.get("mask"))
    _check_reply(compared.reply, output, masked=masked)
    return ListOrder(
        file, encoding=encoding, delimiter=delimiter_of(delimiter), date_order=date_order, max_rows=max_rows,
        refused_file=refused_file, whole=compared.reply is not None, tell_words=not masked,
    )  # fmt: skip


def _check_reply(reply: Path | None, output: Path | None, *, masked: bool) -> None:
    """Refuse a reply that could not be sent back (UsageError)."""
    if reply is None:
        return
    if format_of(reply) not in _SENT_BACK_AS:
        raise UsageError(problem=_("A reply is a file that ends in .csv or .xlsx."))
    if masked:
        raise UsageError(problem=_("A reply holds the agency's own words and cannot be masked; leave out one of both."))
    if output is not None and (output.name, output.parent.resolve()) == (reply.name, reply.parent.resolve()):
        raise UsageError(problem=_("The reply and the result would be one file; name another after -o."))


def show_comparison(
    office: Office,
    order: ListOrder,
    compared: Compared,
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
) -> int:
    """Hold the list against the register and show what came of it; the number of refused rows."""
    with (
        office.reading() as connection,
        counting_rows(_("Reading {file}").format(file=order.file), sys.stderr) as progress,
        reconciled(
            order, compared.counterpart, connection, office.book, today=office.today, since=compared.since,
            until=compared.until, progress=progress,
        ) as found,
    ):  # fmt: skip
        if compared.reply is not None:
            office.show(reply_table(found, office.settings), output=compared.reply)
        table = reconciliation_table(found, office.settings, only=compared.wanted(), printed_on=office.today)
        office.show(table, format=format, output=output)
        return found.list.refused
