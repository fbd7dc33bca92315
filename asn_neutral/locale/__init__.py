"""Every text a person reads: Indonesian (the default) and English.

The words in the code are English; the Indonesian ones stand in ``id/LC_MESSAGES/asn_neutral.po``.
Mark a text with `_` where it is shown at once and with `N_` where it is kept and shown later.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from asn_neutral.locale.compiled import Compiled

LANGUAGES: Final = ("id", "en")
DEFAULT_LANGUAGE: Final = "id"
_DOMAIN: Final = "asn_neutral"


class _Active:
    """The language in force for this process; one command speaks one language."""

    language: str = DEFAULT_LANGUAGE
    catalogue: Compiled | None = None


def use(language: str) -> None:
    """Speak *language* (one of `LANGUAGES`) from now on; another one is a ValueError."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Active.language = language
    _Active.catalogue = None


def language() -> str:
    """The language in force, `id` or `en`."""
    return _Active.language


def _catalogue() -> Compiled:
    """The texts of the language in force, opened on first use; of English, which stands in the code, none."""
    if _Active.catalogue is None:
        path = Path(__file__).parent / _Active.language / "LC_MESSAGES" / f"{_DOMAIN}.mo"
        content = b""
        with suppress(FileNotFoundError):
            content = path.read_bytes()
        _Active.catalogue = Compiled(content)
    return _Active.catalogue


def _(message: str) -> str:
    """*message* in the language in force."""
    return _catalogue().text(message) or message if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that fits *number*, in the language in force; Indonesian has one form for all numbers."""
    return _catalogue().text(f"{singular}\0{plural}") or (singular if number == 1 else plural)


def N_(message: str) -> str:
    """Mark *message* for translation; whoever shows it passes it through `_`."""
    return message


def either(indonesian: str, english: str) -> str:
    """The one of two texts kept as data (an entry of law, say) that fits the language in force.

    A missing English text falls back to the Indonesian one, which is the official wording.
    """
    return (english or indonesian) if _Active.language == "en" else indonesian
