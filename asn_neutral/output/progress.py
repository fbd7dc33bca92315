"""Progress of long work, on a terminal only and on stderr only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO


def _silent(_rows: int) -> None:
    """Nobody is watching."""


@contextmanager
def counting_rows(what: str, stream: TextIO | None) -> Iterator[Callable[[int], None]]:
    """A function that is told how many rows are done; it draws only where *stream* is a terminal."""
    if stream is None or not stream.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from asn_neutral.output.safe import safe

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed}", markup=False),
    )
    bar = Progress(*columns, TimeElapsedColumn(), console=console, transient=True, auto_refresh=False)
    with bar as progress:  # redrawn when told, never by a thread: another process may be forked meanwhile
        task = progress.add_task(safe(what), total=None)
        yield lambda rows: progress.update(task, completed=rows, refresh=True)
