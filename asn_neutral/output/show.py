"""Show a result: the one door through which every command sends what it found.

The result goes to stdout or to a file and nothing else does. What stands where:

* formats for people (table, md, html, xlsx) carry the totals and remarks below the rows; a file also says there
  when it holds only the first records ("25 of 143"), a table says it on stderr;
* JSON carries ``totals``, ``notes`` and ``matching`` beside ``data``;
* CSV and JSON Lines carry rows only: that records are missing is always said on stderr, remarks only to a person
  at a terminal, so that a job of cron with nothing to report stays silent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.files import replace_file
from asn_neutral.locale import _
from asn_neutral.output.counting import counting, cut_remark
from asn_neutral.output.files import write_stdout
from asn_neutral.output.formats import FormatName, chosen_format
from asn_neutral.output.talk import say
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.table import Record, Table

__all__ = ["FormatName", "Terminal", "show"]

RICH_ROWS: Final = 300  # beyond this drawing takes longer than a person waits (half a millisecond a row)
_ROWS_ONLY: Final = frozenset({FormatName.CSV, FormatName.JSONL})
_TELL_CUT: Final = frozenset({FormatName.MD, FormatName.HTML, FormatName.XLSX})
_SAY_CUT: Final = frozenset({FormatName.TABLE, FormatName.CSV, FormatName.JSONL})
_BOM: Final = b"\xef\xbb\xbf"  # without it Excel takes a UTF-8 CSV file for Windows-1252


def show(result: Table | Record, *, format: FormatName | None, path: Path | None, terminal: Terminal) -> None:  # noqa: A002 - the word of the option
    """Write *result* in *format* to *path*, or to stdout; without a format the ending of *path* decides.

    A table on a screen is sized to it and goes through a pager when it is taller. The rows are read once.

    Raises:
        UsageError: The ending of *path* names no format, or a spreadsheet would go to a screen.
        UnwritableError: The destination cannot be written; an older file there is as it was.
        BrokenPipeError: Whoever read stdout has gone.
    """
    chosen = chosen_format(format, path, tty=terminal.tty)
    counted = counting(result)
    if path is not None:
        replace_file(path, lambda stream: _fill(counted, chosen, stream))
    elif chosen is FormatName.TABLE and terminal.tty:
        _draw(counted, terminal)
    else:
        write_stdout(_stdout_bytes(counted, chosen, terminal))
    _say_what_is_missing(counted, chosen, terminal)


def _fill(result: Table | Record, chosen: FormatName, stream: BinaryIO) -> None:
    """Write *result* to a file."""
    if chosen is FormatName.XLSX:
        _spreadsheet(result, stream)
        return
    if chosen is FormatName.CSV:
        stream.write(_BOM)
    stream.writelines(_encoded(_pieces(result, chosen, screen=False, colour=False)))


def _stdout_bytes(result: Table | Record, chosen: FormatName, terminal: Terminal) -> Iterable[bytes]:
    """*result* as stdout gets it."""
    if chosen is not FormatName.XLSX:
        return _encoded(_pieces(result, chosen, screen=terminal.tty, colour=terminal.colour))
    return _spreadsheet_bytes(result)


def _spreadsheet(result: Table | Record, stream: BinaryIO) -> None:
    """Write *result* as a spreadsheet to *stream*, which can go back and forth."""
    from asn_neutral.output.grid import page_of
    from asn_neutral.output.render_xlsx import write_xlsx

    write_xlsx(page_of(result, tell_cut=True), stream)


def _spreadsheet_bytes(result: Table | Record) -> Iterator[bytes]:
    """*result* as a spreadsheet for stdout; it is made beside first, because a pipe goes one way."""
    from asn_neutral.scratch import scratch_file

    with scratch_file() as made:
        _spreadsheet(result, made)
        made.seek(0)
        yield from iter(lambda: made.read(1 << 16), b"")


def _pieces(result: Table | Record, chosen: FormatName, *, screen: bool, colour: bool) -> Iterator[str]:
    """*result* as the text of every format that is text."""
    if chosen is FormatName.CSV:
        from asn_neutral.output.render_csv import csv_pieces

        return csv_pieces(result, screen=screen)
    if chosen in {FormatName.JSON, FormatName.JSONL}:
        from asn_neutral.output.render_json import json_pieces, jsonl_pieces

        return json_pieces(result) if chosen is FormatName.JSON else jsonl_pieces(result)
    return _people_pieces(result, chosen, colour=colour)


def _people_pieces(result: Table | Record, chosen: FormatName, *, colour: bool) -> Iterator[str]:
    """*result* as the text of the formats for people."""
    from asn_neutral.output.grid import page_of

    page = page_of(result, tell_cut=chosen in _TELL_CUT)
    if chosen is FormatName.MD:
        from asn_neutral.output.render_markdown import markdown_pieces

        return markdown_pieces(page)
    if chosen is FormatName.HTML:
        from asn_neutral.output.render_html import html_pieces

        return html_pieces(page)
    from asn_neutral.output.render_plain import plain_pieces

    return plain_pieces(page, colour=colour)


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Text as UTF-8 whatever the locale; half a character that has no form in it is shown by its number."""
    return (piece.encode("utf-8", "backslashreplace") for piece in pieces)


def _draw(result: Table | Record, terminal: Terminal) -> None:
    """Put a table on a screen, through a pager when it is taller."""
    from asn_neutral.output.paging import paged

    text = _drawn(result, terminal)
    if not paged(text, terminal):
        write_stdout(_encoded((text,)))


def _drawn(result: Table | Record, terminal: Terminal) -> str:
    """A table as its screen shows it: drawn by Rich, or plain where it is long or the screen only types."""
    from asn_neutral.output.grid import page_of

    page = page_of(result, tell_cut=False)
    tables, long = [], terminal.dumb
    for grid in page.grids:
        first = list(islice(rows := iter(grid.rows), RICH_ROWS + 1))
        long = long or len(first) > RICH_ROWS
        tables.append(replace(grid, rows=chain(first, rows) if len(first) > RICH_ROWS else first))
    page = replace(page, grids=tables)
    if long:
        from asn_neutral.output.render_plain import plain_pieces

        return "".join(plain_pieces(page, room=terminal.width, colour=terminal.colour))
    from asn_neutral.output.render_rich import rich_text

    return rich_text(page, terminal)


def _say_what_is_missing(result: Table | Record, chosen: FormatName, terminal: Terminal) -> None:
    """On stderr: what the format had no place for."""
    tables = (result,) if isinstance(result, Table) else result.parts
    remarks = []
    if chosen in _ROWS_ONLY and terminal.tty:
        remarks += [*result.notes, *(note for part in tables if part is not result for note in part.notes)]
    if chosen is FormatName.CSV and isinstance(result, Record) and not all(part.for_scripts for part in result.parts):
        remarks.append(_("CSV has only the first table; --format json has everything."))
    if chosen in _SAY_CUT:
        remarks += [remark for table in tables if (remark := cut_remark(table, crossed=chosen is FormatName.TABLE))]
    for remark in remarks:
        say(remark)
