"""Settings as one frozen value: flag before environment before file before default, each with its origin."""

import errno
import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum, unique
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from asn_neutral.errors import ConfigError, DatabaseUnsupportedError, reason_of
from asn_neutral.locale import DEFAULT_LANGUAGE, LANGUAGES, N_, _

PROGRAM: Final = "asn-neutral"
DEFAULT_TIME_ZONE: Final = "Asia/Makassar"
CONFIG_VARIABLE: Final = "ASN_NEUTRAL_CONFIG"
VARIABLES: Final[Mapping[str, str]] = {
    "database": "ASN_NEUTRAL_DB",
    "language": "ASN_NEUTRAL_LANG",
    "time_zone": "ASN_NEUTRAL_TIME_ZONE",
    "office_name": "ASN_NEUTRAL_OFFICE_NAME",
    "office_week": "ASN_NEUTRAL_OFFICE_WEEK",
    "law_file": "ASN_NEUTRAL_LAW_FILE",
    "headcounts": "ASN_NEUTRAL_HEADCOUNTS",
    "actor": "ASN_NEUTRAL_ACTOR",
    "lock_wait_seconds": "ASN_NEUTRAL_LOCK_WAIT",
}
MEANINGS: Final[Mapping[str, str]] = {
    "database": N_("the register, an SQLite file"),
    "language": N_("the language of texts for people, id or en"),
    "time_zone": N_("the time zone of the office, which decides what day it is"),
    "office_name": N_("the name of the office, above every report"),
    "office_week": N_("days in a week on which the office works, 5 or 6; working days are counted by it"),
    "law_file": N_("the office's own additions to the law data, such as days off"),
    "headcounts": N_("a CSV file with the number of employees of each unit, for `report units`"),
    "actor": N_("who is recorded as having done it; otherwise the user of the system"),
    "lock_wait_seconds": N_("seconds to wait for a register that another process has locked, 0 to 3600"),
}
TABLES: Final = ("reports",)
"""What stands in the file of settings under names of the office's own, each a table; what uses it checks it."""
FLAGS: Final[Mapping[str, str]] = {"database": "--db", "language": "--lang"}
_OFFICE_WEEKS: Final = (5, 6)  # days
_LONGEST_WAIT: Final = 3600  # seconds
_LONGEST_FILE: Final = 1_000_000  # bytes
_LONGEST_TEXT: Final = 200  # characters
_BELOW_HOME: Final = {"config": ".config", "data": ".local/share", "state": ".local/state"}
_LONGEST_PATH: Final = 4096  # characters; no system takes more

T = TypeVar("T")


@unique
class Origin(StrEnum):
    """Where the value of a setting came from."""

    FLAG = "flag"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


ORIGIN_LABELS: Final[Mapping[str, str]] = {
    Origin.FLAG: N_("the command line"),
    Origin.ENVIRONMENT: N_("the environment"),
    Origin.FILE: N_("the file of settings"),
    Origin.DEFAULT: N_("the default"),
}


class Settings(NamedTuple):
    """Everything an office can set; `origins` says for each name where its value came from."""

    database: Path
    language: str  # id or en
    time_zone: str  # an IANA name that this machine knows
    office_name: str
    office_week: int  # working days in a week, 5 or 6
    law_file: Path | None  # the office's own additions to the law data
    headcounts: Path | None  # the number of employees of each unit
    actor: str  # who is recorded as having done it
    lock_wait_seconds: int  # 0 to 3600
    file: Path | None  # the file of settings that was read
    origins: Mapping[str, Origin]
    reports: Mapping[str, Mapping[str, object]] = MappingProxyType({})  # saved reports, as they stand in the file


def load_settings(flags: Mapping[str, str], environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        flags: What the command line says, by name of the setting.
        environ: The variables of the process; an empty one counts as not set.
        file: The file of settings; without it `ASN_NEUTRAL_CONFIG`, then the usual place if a file is there.

    Raises:
        ConfigError: A name is unknown or a value does not fit, wherever it stands.
        DatabaseUnsupportedError: The register is named by an address of another kind of database.
    """
    path = _settings_file(environ, file)
    given = _Given(flags, environ, {} if path is None else read_file(path), path)
    return Settings(
        database=given.read("database", _database, default_database),
        language=given.read("language", _language, lambda: DEFAULT_LANGUAGE),
        time_zone=given.read("time_zone", _time_zone, lambda: DEFAULT_TIME_ZONE),
        office_name=given.read("office_name", _text, lambda: "Sekretariat Daerah"),
        office_week=given.read("office_week", _office_week, lambda: _OFFICE_WEEKS[0]),
        law_file=given.read("law_file", _path, lambda: None),
        headcounts=given.read("headcounts", _path, lambda: None),
        actor=given.read("actor", _text, _os_user),
        lock_wait_seconds=given.read("lock_wait_seconds", _seconds, lambda: 30),
        file=path,
        origins={name: given.origin(name) for name in VARIABLES},
        reports=given.table("reports"),
    )


def spoken_language(flag: str | None, environ: Mapping[str, str], file: Path | None = None) -> str:
    """The language to speak before anything else is known; what is wrong is reported later, by `load_settings`."""
    named = flag or environ.get(VARIABLES["language"])
    if not named:
        try:
            path = _settings_file(environ, file)
            named = str(read_file(path).get("language")) if path is not None else None
        except ConfigError:
            named = None
    return named if named in LANGUAGES else DEFAULT_LANGUAGE


def read_file(path: Path) -> Mapping[str, object]:
    """The values of a file of settings (TOML), by name.

    Raises:
        ConfigError: It cannot be read, is not TOML, or names something that is not a setting.
    """
    import tomllib

    try:
        values: Mapping[str, object] = tomllib.loads(_read_small(path))
    except OSError as error:
        raise ConfigError(file=path, reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(file=path, reason=_("it is not UTF-8 text")) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file=path, reason=_("it is not valid TOML: {detail}").format(detail=error)) from error
    for key, value in values.items():
        if key in TABLES and not (isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())):
            raise ConfigError(file=path, reason=_("{key} is for tables: [{key}.NAME]").format(key=key))
        if key not in VARIABLES and key not in TABLES:
            raise ConfigError(file=path, reason=_unknown(key))
    return values


def _read_small(path: Path) -> str:
    """The text of an ordinary file of at most a megabyte; a pipe or a device could be read for ever."""
    if path.exists() and not path.is_file():
        raise ConfigError(file=path, reason=_("it is not an ordinary file"))
    with path.open("rb") as file:
        found = file.read(_LONGEST_FILE + 1)
    if len(found) > _LONGEST_FILE:
        raise ConfigError(file=path, reason=_("it is too large to be a file of settings"))
    return found.decode("utf-8-sig").replace("\r\n", "\n")


def default_database() -> Path:
    """Where the register is when nobody says."""
    return user_folder("data") / "register.db"


def default_file() -> Path:
    """Where the file of settings is when nobody says."""
    return user_folder("config") / "config.toml"


def user_folder(kind: str) -> Path:
    """The folder in which the program keeps this user's `config`, `data` or `state`.

    Every command asks for one, and to load platformdirs takes longer than to read a case. So the usual case of Linux
    is answered here, as platformdirs answers it, which a test holds; all others are left to it.
    """
    named = Path(os.environ.get(f"XDG_{kind.upper()}_HOME", ""))
    usual = Path(os.environ.get("HOME", ""), _BELOW_HOME[kind])
    for folder in (named, usual):
        if sys.platform == "linux" and folder.is_absolute():
            return folder / PROGRAM
    import platformdirs

    ask = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
    }
    return ask[kind](PROGRAM, appauthor=False)


class _UnfitError(ValueError):
    """A value that a setting cannot have; its text says why, in the language in force."""


class _Given(NamedTuple):
    """What was said in each place, strongest first."""

    flags: Mapping[str, str]
    environ: Mapping[str, str]
    in_file: Mapping[str, object]
    path: Path | None

    def table(self, name: str) -> Mapping[str, Mapping[str, object]]:
        """The tables under *name* in the file; `read_file` has seen that they are tables."""
        found = self.in_file.get(name)
        return found if isinstance(found, dict) else {}

    def origin(self, name: str) -> Origin:
        """The strongest place that says something about *name*."""
        if name in self.flags:
            return Origin.FLAG
        if self.environ.get(VARIABLES[name]):
            return Origin.ENVIRONMENT
        return Origin.FILE if name in self.in_file else Origin.DEFAULT

    def read(self, name: str, parse: Callable[[object, Path], T], default: Callable[[], T]) -> T:
        """The value of *name*, parsed; paths in the file of settings start from its folder."""
        origin = self.origin(name)
        try:
            if origin is Origin.FLAG:
                return parse(self.flags[name], Path())
            if origin is Origin.ENVIRONMENT:
                return parse(self.environ[VARIABLES[name]], Path())
            if origin is Origin.FILE and self.path is not None:
                return parse(self.in_file[name], self.path.parent)
        except _UnfitError as error:
            raise ConfigError(file=self._place(name, origin), reason=error) from error
        return default()

    def _place(self, name: str, origin: Origin) -> str:
        """How a person finds the wrong value: the flag, the variable, or the file with the name in it."""
        if origin is Origin.FILE:
            return f"{self.path}: {name}"
        return VARIABLES[name] if origin is Origin.ENVIRONMENT else FLAGS.get(name, name)


def _settings_file(environ: Mapping[str, str], file: Path | None) -> Path | None:
    """The file of settings to read; one that was named must be there, the usual one need not."""
    named = file if file is not None else environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named)
    usual = default_file()
    try:
        return usual if usual.is_file() else None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # nothing can be there
            return None
        raise ConfigError(file=usual, reason=reason_of(error)) from error


def _unknown(key: str) -> str:
    """Why *key* is refused, with the setting it was probably meant to be."""
    from difflib import get_close_matches  # only on the way to an error

    near = get_close_matches(key, VARIABLES, n=1, cutoff=0.5)
    if near:
        return _("{key} is not a setting; the nearest one is {nearest}").format(key=key, nearest=near[0])
    return _("{key} is not a setting; the settings are {names}").format(key=key, names=", ".join(VARIABLES))


def _line(value: object, longest: int) -> str:
    """One line of text, 1 to *longest* characters."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _UnfitError(_("it must be one line of text"))
    if len(value) > longest:
        raise _UnfitError(_("it must not be longer than {longest} characters").format(longest=longest))
    return value.strip()


def _text(value: object, _folder: Path) -> str:
    """One line of text, 1 to 200 characters."""
    return _line(value, _LONGEST_TEXT)


def _path(value: object, folder: Path) -> Path:
    """A path; a relative one starts from *folder*, `~` is the user's home."""
    try:
        return folder / Path(_line(value, _LONGEST_PATH)).expanduser()
    except RuntimeError as error:
        raise _UnfitError(_("no such home folder is known")) from error


def _database(value: object, folder: Path) -> Path:
    """The register: a path or `sqlite:///path`; another address is never repeated whole, it may hold a password."""
    text = _line(value, _LONGEST_PATH)
    scheme, separator, rest = text.partition("://")
    if separator and scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        return _path(rest.removeprefix("/"), folder)
    if separator:
        raise DatabaseUnsupportedError(url=f"{scheme}://")
    if text == ":memory:" or text.startswith("file:"):
        raise DatabaseUnsupportedError(url=text)
    return _path(text, folder)


def _language(value: object, _folder: Path) -> str:
    """`id` or `en`."""
    if value not in LANGUAGES:
        raise _UnfitError(_("the language is one of {languages}").format(languages=", ".join(LANGUAGES)))
    return str(value)


def _time_zone(value: object, folder: Path) -> str:
    """A time zone by its IANA name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = _text(value, folder)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _UnfitError(_("no time zone is called {name}; Asia/Makassar is one").format(name=name)) from error
    return name


def _whole(value: object) -> int:
    """A whole number written with the digits 0 to 9, or an integer of TOML."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(_LONGEST_WAIT)) + 1:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _UnfitError(_("it must be a whole number"))


def _office_week(value: object, _folder: Path) -> int:
    """Working days in a week."""
    days = _whole(value)
    if days not in _OFFICE_WEEKS:
        raise _UnfitError(_("an office week has 5 or 6 days"))
    return days


def _seconds(value: object, _folder: Path) -> int:
    """A wait in seconds, 0 to 3600."""
    seconds = _whole(value)
    if not 0 <= seconds <= _LONGEST_WAIT:
        raise _UnfitError(_("the wait is 0 to 3600 seconds"))
    return seconds


def _os_user() -> str:
    """The name of the operating system's user."""
    import getpass

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return name if name.strip() and name.isprintable() else _("unknown user")
