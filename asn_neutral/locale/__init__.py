"""Every text a person reads: Indonesian (the default) and English.

The words in the code are English; the Indonesian ones stand in ``id/LC_MESSAGES/asn_neutral.po``.
Mark a text with `_` where it is shown at once and with `N_` where it is kept and shown later.
"""

import gettext as _gettext
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("id", "en")
DEFAULT_LANGUAGE: Final = "id"
_DOMAIN: Final = "asn_neutral"


class _Active:
    """The language in force for this process; one command speaks one language."""

    language: str = DEFAULT_LANGUAGE
    catalogue: _gettext.NullTranslations | None = None


def use(language: str) -> None:
    """Speak *language* (one of `LANGUAGES`) from now on; another one is a ValueError."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Active.language = language
    _Active.catalogue = None


def language() -> str:
    """The language in force, `id` or `en`."""
    return _Active.language


def _catalogue() -> _gettext.NullTranslations:
    """The texts of the language in force, read on first use."""
    if _Active.catalogue is None:
        _Active.catalogue = _gettext.translation(
            _DOMAIN, Path(__file__).parent, languages=[_Active.language], fallback=True
        )
    return _Active.catalogue


def _(message: str) -> str:
    """*message* in the language in force."""
    return _catalogue().gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that fits *number*, in the language in force."""
    return _catalogue().ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Mark *message* for translation; whoever shows it passes it through `_`."""
    return message


def either(indonesian: str, english: str) -> str:
    """The one of two texts kept as data (an entry of law, say) that fits the language in force.

    A missing English text falls back to the Indonesian one, which is the official wording.
    """
    return (english or indonesian) if _Active.language == "en" else indonesian
