"""The program as the shell starts it."""

import sys
from collections.abc import Sequence

from asn_neutral import __version__


def main() -> None:
    """Carry out the command line of this process and leave with its exit code."""
    sys.exit(start(sys.argv[1:]))


def start(words: Sequence[str]) -> int:
    """The exit code of one command line; `--version` is answered before anything else is loaded."""
    if asks_version_only(words) and sys.stdout is not None:
        return show_version(words)
    try:
        from asn_neutral.cli.signals import signals_end_it, too_late_for_signals

        with signals_end_it():
            from asn_neutral.cli.process import prepare

            prepare()
            from asn_neutral.cli.run import run

        try:
            return run(words)
        finally:
            too_late_for_signals()
    except KeyboardInterrupt:  # before the rest is loaded; later ones are told where the command runs
        return 130


def show_version(words: Sequence[str]) -> int:
    """Write the version; the exit code. What *words* say of the language counts only when that fails."""
    try:
        sys.stdout.write(f"asn-neutral {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        import os

        from asn_neutral import locale
        from asn_neutral.cli.early import Early
        from asn_neutral.cli.process import lost_stdout

        locale.use(Early.of(words, os.environ).language)
        return lost_stdout(error)
    return 0


def asks_version_only(words: Sequence[str]) -> bool:
    """Whether nothing but `--version` was asked, with or without a language."""
    rest = list(words)
    if len(rest) > 1 and rest[0] == "--lang":
        del rest[:2]
    elif len(rest) > 1 and rest[-2] == "--lang":
        del rest[-2:]
    return [word for word in rest if not word.startswith("--lang=")] == ["--version"]


if __name__ == "__main__":
    main()
