"""Settings as one frozen value: flag before environment before file before default, each with its origin."""

import errno
import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum, unique
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from asn_neutral.errors import ConfigError, reason_of
from asn_neutral.locale import DEFAULT_LANGUAGE, LANGUAGES, N_, _
from asn_neutral.values import (
    MAIL_TLS,
    OFFICE_WEEKS,
    UnfitError,
    address_of,
    backups_of,
    database_of,
    days_of,
    language_of,
    mail_tls_of,
    office_week_of,
    os_user,
    path_of,
    port_of,
    public_keys_of,
    text_of,
    time_zone_of,
    timeout_of,
    wait_of,
    yes_or_no,
)

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
    "mail_host": "ASN_NEUTRAL_MAIL_HOST",
    "mail_port": "ASN_NEUTRAL_MAIL_PORT",
    "mail_tls": "ASN_NEUTRAL_MAIL_TLS",
    "mail_ca_file": "ASN_NEUTRAL_MAIL_CA_FILE",
    "mail_timeout_seconds": "ASN_NEUTRAL_MAIL_TIMEOUT",
    "mail_user": "ASN_NEUTRAL_MAIL_USER",
    "mail_password_file": "ASN_NEUTRAL_MAIL_PASSWORD_FILE",
    "mail_from": "ASN_NEUTRAL_MAIL_FROM",
    "mail_folder": "ASN_NEUTRAL_MAIL_FOLDER",
    "mail_names": "ASN_NEUTRAL_MAIL_NAMES",
    "backup_folder": "ASN_NEUTRAL_BACKUP_FOLDER",
    "backup_keep": "ASN_NEUTRAL_BACKUP_KEEP",
    "backup_days": "ASN_NEUTRAL_BACKUP_DAYS",
    "backup_stale_days": "ASN_NEUTRAL_BACKUP_STALE_DAYS",
    "backup_recipients": "ASN_NEUTRAL_BACKUP_RECIPIENTS",
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
    "mail_host": N_("the server that takes mail; without it nothing is sent"),
    "mail_port": N_("the port of that server; otherwise 587, with tls 465, with none 25"),
    "mail_tls": N_("how mail travels to it: starttls, tls, or none for a server on this machine"),
    "mail_ca_file": N_("certificates to trust besides those of the system, for that server"),
    "mail_timeout_seconds": N_("seconds until a mail server that does not answer is given up, 1 to 600"),
    "mail_user": N_("the user at that server, where it asks for one"),
    "mail_password_file": N_("a file that only you can read, with the password in its first line"),
    "mail_from": N_("the address that mail comes from"),
    "mail_folder": N_("a folder that takes each mail as a file, where there is no server"),
    "mail_names": N_("whether mail may name persons, true or false; otherwise it has pseudonyms"),
    "backup_folder": N_("where backups go, best on another disk"),
    "backup_keep": N_("how many of the newest backups are kept in any case, 1 to 9999"),
    "backup_days": N_("backups made within so many days are kept too, 0 to 9999; without both settings all are kept"),
    "backup_stale_days": N_("days after which `doctor` calls the newest backup old, 0 to 9999; 7 where nothing is set"),
    "backup_recipients": N_("public keys of age that backups are encrypted to; without any they are not"),
}
TABLES: Final = ("reports",)
"""What stands in the file of settings under names of the office's own, each a table; what uses it checks it."""
FLAGS: Final[Mapping[str, str]] = {"database": "--db", "language": "--lang", "actor": "--as"}
_LONGEST_FILE: Final = 1_000_000  # bytes
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")
_BELOW_HOME: Final = {"config": ".config", "data": ".local/share", "state": ".local/state"}

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
    mail_host: str | None = None
    mail_port: int | None = None  # None: the usual one
    mail_tls: str = MAIL_TLS[0]
    mail_ca_file: Path | None = None
    mail_timeout_seconds: int = 30  # 1 to 600
    mail_user: str | None = None
    mail_password_file: Path | None = None
    mail_from: str | None = None
    mail_folder: Path | None = None  # takes mail as files, where there is no server
    mail_names: bool = False
    backup_folder: Path | None = None
    backup_keep: int | None = None
    backup_days: int | None = None
    backup_recipients: tuple[str, ...] = ()
    backup_stale_days: int = 7


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
    settings = Settings(
        database=given.read("database", database_of, default_database),
        language=given.read("language", language_of, lambda: DEFAULT_LANGUAGE),
        time_zone=given.read("time_zone", time_zone_of, lambda: DEFAULT_TIME_ZONE),
        office_name=given.read("office_name", text_of, lambda: "Sekretariat Daerah"),
        office_week=given.read("office_week", office_week_of, lambda: OFFICE_WEEKS[0]),
        law_file=given.read("law_file", path_of, lambda: None),
        headcounts=given.read("headcounts", path_of, lambda: None),
        actor=given.read("actor", text_of, os_user),
        lock_wait_seconds=given.read("lock_wait_seconds", wait_of, lambda: 30),
        file=path,
        origins={name: given.origin(name) for name in VARIABLES},
        reports=given.table("reports"),
    )
    return _with_backups(_with_mail(settings, given), given)


def _with_mail(settings: Settings, given: "_Given") -> Settings:
    """The same with what is set about mail.

    Raises:
        ConfigError: A value does not fit, or mail would travel unprotected to another machine.
    """
    with_mail = settings._replace(
        mail_host=given.read("mail_host", text_of, lambda: None),
        mail_port=given.read("mail_port", port_of, lambda: None),
        mail_tls=given.read("mail_tls", mail_tls_of, lambda: MAIL_TLS[0]),
        mail_ca_file=given.read("mail_ca_file", path_of, lambda: None),
        mail_timeout_seconds=given.read("mail_timeout_seconds", timeout_of, lambda: 30),
        mail_user=given.read("mail_user", text_of, lambda: None),
        mail_password_file=given.read("mail_password_file", path_of, lambda: None),
        mail_from=given.read("mail_from", address_of, lambda: None),
        mail_folder=given.read("mail_folder", path_of, lambda: None),
        mail_names=given.read("mail_names", yes_or_no, lambda: False),
    )
    if with_mail.mail_tls == "none" and with_mail.mail_host not in {None, *_THIS_MACHINE}:
        reason = _("without encryption mail goes to a server on this machine only, such as localhost")
        raise ConfigError(file=given.place("mail_tls"), reason=reason)
    if with_mail.mail_host and not with_mail.mail_from:
        raise ConfigError(file=given.place("mail_host"), reason=_("mail_from is missing, the address mail comes from"))
    return with_mail


def _with_backups(settings: Settings, given: "_Given") -> Settings:
    """The same with what is set about backups."""
    return settings._replace(
        backup_folder=given.read("backup_folder", path_of, lambda: None),
        backup_keep=given.read("backup_keep", backups_of, lambda: None),
        backup_days=given.read("backup_days", days_of, lambda: None),
        backup_recipients=given.read("backup_recipients", public_keys_of, tuple),
        backup_stale_days=given.read("backup_stale_days", days_of, lambda: 7),
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
        except UnfitError as error:
            raise ConfigError(file=self.place(name), reason=error) from error
        return default()

    def place(self, name: str) -> str:
        """How a person finds the wrong value: the flag, the variable, or the file with the name in it."""
        origin = self.origin(name)
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
