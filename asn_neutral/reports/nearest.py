"""What a mistyped name was probably meant to be."""

from collections.abc import Iterable


def nearest_or_all(word: str, known: Iterable[str]) -> str:
    """The one of *known* that *word* is most like, to be tried instead; all of them where it is like none."""
    from difflib import get_close_matches  # only on the way to an error

    names = list(known)
    return ", ".join(get_close_matches(word, names, n=1) or names)
