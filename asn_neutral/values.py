"""The values that settings can have, each read from a text or from a value of TOML."""

import os
import re
from pathlib import Path
from typing import Final

from asn_neutral.errors import DatabaseUnsupportedError
from asn_neutral.locale import LANGUAGES, _

OFFICE_WEEKS: Final = (5, 6)  # days
MAIL_TLS: Final = ("starttls", "tls", "none")
"""How a mail travels: encrypted after a plain greeting, from the first byte, or not at all."""
_YES_NO: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_LONGEST_WAIT: Final = 3600  # seconds
_LONGEST_TIMEOUT: Final = 600  # seconds
_LAST_PORT: Final = 65535
_MOST_BACKUPS: Final = 9999
_MOST_DAYS: Final = 9999
_MOST_KEYS: Final = 10
_KEY: Final = re.compile("age1[0-9a-z]{58}")
_LONGEST_TEXT: Final = 200  # characters
_LONGEST_ADDRESS: Final = 254  # characters, as mail servers have it
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_LONGEST_PATH: Final = 4096  # characters; no system takes more


class UnfitError(ValueError):
    """A value that a setting cannot have; its text says why, in the language in force."""


def one_line(value: object, longest: int) -> str:
    """One line of text, 1 to *longest* characters."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise UnfitError(_("it must be one line of text"))
    if len(value) > longest:
        raise UnfitError(_("it must not be longer than {longest} characters").format(longest=longest))
    return value.strip()


def text_of(value: object, _folder: Path) -> str:
    """One line of text, 1 to 200 characters."""
    return one_line(value, _LONGEST_TEXT)


def path_of(value: object, folder: Path) -> Path:
    """A path; a relative one starts from *folder*, `~` is the user's home."""
    try:
        return folder / Path(one_line(value, _LONGEST_PATH)).expanduser()
    except RuntimeError as error:
        raise UnfitError(_("no such home folder is known")) from error


def database_of(value: object, folder: Path) -> Path:
    """The register: a path or `sqlite:///path`; another address is never repeated whole, it may hold a password."""
    text = one_line(value, _LONGEST_PATH)
    scheme, separator, rest = text.partition("://")
    if separator and scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        return path_of(rest.removeprefix("/"), folder)
    if separator:
        raise DatabaseUnsupportedError(url=f"{scheme}://")
    if text == ":memory:" or text.startswith("file:"):
        raise DatabaseUnsupportedError(url=text)
    return path_of(text, folder)


def language_of(value: object, _folder: Path) -> str:
    """`id` or `en`."""
    if value not in LANGUAGES:
        raise UnfitError(_("the language is one of {languages}").format(languages=", ".join(LANGUAGES)))
    return str(value)


def time_zone_of(value: object, folder: Path) -> str:
    """A time zone by its IANA name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = text_of(value, folder)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnfitError(_("no time zone is called {name}; Asia/Makassar is one").format(name=name)) from error
    return name


def whole(value: object) -> int:
    """A whole number written with the digits 0 to 9, or an integer of TOML."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(_LONGEST_WAIT)) + 1:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise UnfitError(_("it must be a whole number"))


def office_week_of(value: object, _folder: Path) -> int:
    """Working days in a week."""
    days = whole(value)
    if days not in OFFICE_WEEKS:
        raise UnfitError(_("an office week has 5 or 6 days"))
    return days


def wait_of(value: object, _folder: Path) -> int:
    """A wait in seconds, 0 to 3600."""
    seconds = whole(value)
    if not 0 <= seconds <= _LONGEST_WAIT:
        raise UnfitError(_("the wait is 0 to 3600 seconds"))
    return seconds


def timeout_of(value: object, _folder: Path) -> int:
    """Seconds until something that does not answer is given up, 1 to 600."""
    seconds = whole(value)
    if not 1 <= seconds <= _LONGEST_TIMEOUT:
        raise UnfitError(_("the wait is 1 to 600 seconds"))
    return seconds


def backups_of(value: object, _folder: Path) -> int:
    """How many backups are kept, 1 to 9999."""
    number = whole(value)
    if not 1 <= number <= _MOST_BACKUPS:
        raise UnfitError(_("keep 1 to {most} backups").format(most=_MOST_BACKUPS))
    return number


def days_of(value: object, _folder: Path) -> int:
    """A number of days, 0 to 9999."""
    number = whole(value)
    if not 0 <= number <= _MOST_DAYS:
        raise UnfitError(_("give 0 to {most} days").format(most=_MOST_DAYS))
    return number


def public_keys_of(value: object, _folder: Path) -> tuple[str, ...]:
    """Public keys of age, 1 to 10: a list, or one text with blanks or commas between them."""
    words = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(words, list) or not 1 <= len(words) <= _MOST_KEYS:
        raise UnfitError(_("it is a list of 1 to {most} public keys of age").format(most=_MOST_KEYS))
    if not all(isinstance(word, str) and _KEY.fullmatch(word) for word in words):
        raise UnfitError(_("a public key of age is age1 with 58 small letters and figures after it"))
    return tuple(dict.fromkeys(words))


def port_of(value: object, _folder: Path) -> int:
    """The number of a port."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(_LAST_PORT)):
        value = int(value)
    port = whole(value)
    if not 1 <= port <= _LAST_PORT:
        raise UnfitError(_("a port is a number from 1 to 65535"))
    return port


def mail_tls_of(value: object, _folder: Path) -> str:
    """One of `MAIL_TLS`."""
    if value not in MAIL_TLS:
        raise UnfitError(_("it is one of {words}").format(words=", ".join(MAIL_TLS)))
    return str(value)


def yes_or_no(value: object, _folder: Path) -> bool:
    """True or false."""
    found = _YES_NO.get(str(value).strip().casefold()) if isinstance(value, str | bool) else None
    if found is None:
        raise UnfitError(_("it is true or false"))
    return found


def address_of(value: object, _folder: Path) -> str:
    """One address of mail.

    Raises:
        UnfitError: It is none that a server could be handed as it is.
    """
    text = one_line(value, _LONGEST_ADDRESS)
    if not _ADDRESS.fullmatch(text):
        raise UnfitError(_("{text} is no address of mail, such as sekretaris@kota.go.id").format(text=text))
    return text


def login_name() -> str:
    """The user of the system whose rights this process has, whatever the environment says; a number without a name."""
    try:
        import pwd
    except ImportError:  # Windows
        return os_user()
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def os_user() -> str:
    """The name of the operating system's user."""
    import getpass

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return name if name.strip() and name.isprintable() else _("unknown user")
