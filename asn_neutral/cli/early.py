"""What must be known before Typer reads the command line: the language of help and of errors, and their shape."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

from asn_neutral.config import spoken_language

_JSON: Final = frozenset({"json", "jsonl"})


class Early(NamedTuple):
    """What a first look at the words says."""

    language: str  # id or en
    json_errors: bool  # a script is reading: errors are objects
    debug: bool

    @classmethod
    def of(cls, words: Sequence[str], environ: Mapping[str, str]) -> Self:
        """A first look at *words*; nothing wrong in them is reported here."""
        file = value_of(words, "--config")
        return cls(
            language=spoken_language(value_of(words, "--lang"), environ, Path(file) if file else None),
            json_errors=value_of(words, "--format") in _JSON,
            debug="--debug" in words,
        )


def value_of(words: Sequence[str], option: str) -> str | None:
    """The last value given to *option*, as `--option value` or `--option=value`, before a bare `--`."""
    value = None
    stop = words.index("--") if "--" in words else len(words)
    for place, word in enumerate(words[:stop]):
        if word == option and place + 1 < stop:
            value = words[place + 1]
        elif word.startswith(f"{option}="):
            value = word.partition("=")[2]
    return value
