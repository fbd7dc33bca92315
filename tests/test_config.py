"""Settings: which place wins, what each value may be, what is said about a wrong one."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_config_path, user_data_path, user_state_path

from asn_neutral import locale
from asn_neutral.cli.config import settings_table
from asn_neutral.config import (
    FLAGS,
    VARIABLES,
    Origin,
    default_file,
    load_settings,
    read_file,
    spoken_language,
    user_folder,
)
from asn_neutral.errors import ConfigError, DatabaseUnsupportedError


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office" / "config.toml"


KEY = "age1" + "q" * 58
BACKUPS = {
    "ASN_NEUTRAL_BACKUP_FOLDER": "cadangan",
    "ASN_NEUTRAL_BACKUP_KEEP": "7",
    "ASN_NEUTRAL_BACKUP_DAYS": "30",
    "ASN_NEUTRAL_BACKUP_STALE_DAYS": "3",
    "ASN_NEUTRAL_BACKUP_RECIPIENTS": f"{KEY}, {KEY}",
}
MAIL = {
    "ASN_NEUTRAL_MAIL_HOST": "mail.kota.go.id",
    "ASN_NEUTRAL_MAIL_PORT": "465",
    "ASN_NEUTRAL_MAIL_TLS": "tls",
    "ASN_NEUTRAL_MAIL_CA_FILE": "ca.pem",
    "ASN_NEUTRAL_MAIL_TIMEOUT": "5",
    "ASN_NEUTRAL_MAIL_USER": "setda",
    "ASN_NEUTRAL_MAIL_PASSWORD_FILE": "sandi",
    "ASN_NEUTRAL_MAIL_FROM": "setda@kota.go.id",
    "ASN_NEUTRAL_MAIL_FOLDER": "surel",
    "ASN_NEUTRAL_MAIL_NAMES": "true",
}


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_anything_every_setting_is_the_default() -> None:
    settings = load_settings({}, {})
    assert (settings.language, settings.time_zone, settings.office_week) == ("id", "Asia/Makassar", 5)
    assert (settings.lock_wait_seconds, settings.law_file, settings.file) == (30, None, None)
    assert settings.database.name == "register.db"
    assert settings.actor
    assert set(settings.origins.values()) == {Origin.DEFAULT}
    assert list(settings.origins) == list(VARIABLES)


def test_yes_and_no_are_shown_as_the_file_writes_them() -> None:
    shown = {str(row[0]): row[1] for row in settings_table(load_settings({}, {})).rows}
    assert shown["mail_names"] == "false"


def test_what_is_set_about_backups() -> None:
    settings = load_settings({}, BACKUPS)
    assert (settings.backup_folder, settings.backup_keep, settings.backup_days) == (Path("cadangan"), 7, 30)
    assert settings.backup_stale_days == 3
    assert settings.backup_recipients == (KEY,)
    shown = {str(row[0]): row[1] for row in settings_table(settings).rows}
    assert shown["backup_recipients"] == KEY
    assert {str(row[0]): row[1] for row in settings_table(load_settings({}, {})).rows}["backup_recipients"] is None


def test_flag_goes_before_environment_before_file(file: Path) -> None:
    write(file, 'language = "en"\ntime_zone = "Asia/Jakarta"\noffice_week = 6\n')
    environ = {"ASN_NEUTRAL_LANG": "en", "ASN_NEUTRAL_TIME_ZONE": "Asia/Jayapura"}
    settings = load_settings({"language": "id"}, environ, file)
    assert (settings.language, settings.origins["language"]) == ("id", Origin.FLAG)
    assert (settings.time_zone, settings.origins["time_zone"]) == ("Asia/Jayapura", Origin.ENVIRONMENT)
    assert (settings.office_week, settings.origins["office_week"]) == (6, Origin.FILE)
    assert settings.origins["actor"] is Origin.DEFAULT
    assert settings.file == file


def test_an_empty_variable_is_not_set() -> None:
    settings = load_settings({}, dict.fromkeys(VARIABLES.values(), ""))
    assert set(settings.origins.values()) == {Origin.DEFAULT}


def test_every_setting_can_come_from_the_environment() -> None:
    environ = {
        "ASN_NEUTRAL_DB": "a.db",
        "ASN_NEUTRAL_LANG": "en",
        "ASN_NEUTRAL_TIME_ZONE": "Asia/Jakarta",
        "ASN_NEUTRAL_OFFICE_NAME": " Setda Kota Contoh ",
        "ASN_NEUTRAL_OFFICE_WEEK": "6",
        "ASN_NEUTRAL_LAW_FILE": "law.toml",
        "ASN_NEUTRAL_ACTOR": "petugas",
        "ASN_NEUTRAL_LOCK_WAIT": "0",
        "ASN_NEUTRAL_HEADCOUNTS": "pegawai.csv",
        **MAIL,
        **BACKUPS,
    }
    settings = load_settings({}, environ)
    assert set(environ) == set(VARIABLES.values())
    assert set(settings.origins.values()) == {Origin.ENVIRONMENT}
    assert (settings.office_name, settings.office_week) == ("Setda Kota Contoh", 6)
    assert (settings.actor, settings.lock_wait_seconds) == ("petugas", 0)
    assert (settings.database, settings.law_file) == (Path("a.db"), Path("law.toml"))


def test_what_is_set_about_mail_is_read() -> None:
    settings = load_settings({}, MAIL)
    assert (settings.mail_host, settings.mail_port, settings.mail_tls) == ("mail.kota.go.id", 465, "tls")
    assert (settings.mail_ca_file, settings.mail_password_file) == (Path("ca.pem"), Path("sandi"))
    assert (settings.mail_user, settings.mail_from) == ("setda", "setda@kota.go.id")
    assert (settings.mail_timeout_seconds, settings.mail_folder, settings.mail_names) == (5, Path("surel"), True)
    without = load_settings({}, {})
    assert (without.mail_host, without.mail_port, without.mail_tls, without.mail_names) == (
        None,
        None,
        "starttls",
        False,
    )


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_mail_goes_unprotected_to_this_machine_only(host: str) -> None:
    near = {**MAIL, "ASN_NEUTRAL_MAIL_TLS": "none"}
    assert load_settings({}, {**near, "ASN_NEUTRAL_MAIL_HOST": host}).mail_tls == "none"
    with pytest.raises(ConfigError, match="ASN_NEUTRAL_MAIL_TLS: without encryption mail goes to"):
        load_settings({}, near)


def test_a_server_needs_the_address_that_mail_comes_from(file: Path) -> None:
    with pytest.raises(ConfigError, match="mail_host: mail_from is missing"):
        load_settings({}, {}, write(file, 'mail_host = "mail.kota.go.id"'))


def test_paths_in_the_file_start_from_its_folder(file: Path) -> None:
    settings = load_settings({}, {}, write(file, 'database = "data/r.db"\nlaw_file = "/etc/law.toml"\n'))
    assert settings.database == file.parent / "data" / "r.db"
    assert settings.law_file == Path("/etc/law.toml")


def test_home_is_known() -> None:
    assert load_settings({"database": "~/r.db"}, {}).database == Path("~/r.db").expanduser()


@pytest.mark.parametrize(
    ("address", "path"),
    [("r.db", "r.db"), ("sqlite:///r.db", "r.db"), ("sqlite:////srv/r.db", "/srv/r.db"), ("/srv/r.db", "/srv/r.db")],
)
def test_a_register_is_a_path_or_an_sqlite_address(address: str, path: str) -> None:
    assert load_settings({"database": address}, {}).database == Path(path)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://setda:rahasia@host/db", "postgresql://"),
        ("mysql://host", "mysql://"),
        ("sqlite://", "sqlite://"),
        ("sqlite:///", "sqlite://"),
        (":memory:", ":memory:"),
        ("file:r.db?mode=rwc", "file:r.db?mode=rwc"),
    ],
)
def test_another_database_is_refused_without_repeating_a_password(address: str, said: str) -> None:
    with pytest.raises(DatabaseUnsupportedError) as refused:
        load_settings({"database": address}, {})
    assert str(refused.value).startswith(f"{said} is not a register")
    assert "rahasia" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('langage = "id"', "langage is not a setting; the nearest one is language"),
        ("[database]\nx = 1", "database: it must be one line of text"),
        ("office_week = 7", "office_week: an office week has 5 or 6 days"),
        ('office_week = "lima"', "office_week: it must be a whole number"),
        ("office_week = true", "office_week: it must be a whole number"),
        ("office_week = 5.0", "office_week: it must be a whole number"),
        ("lock_wait_seconds = -1", "lock_wait_seconds: the wait is 0 to 3600 seconds"),
        ("lock_wait_seconds = 3601", "lock_wait_seconds: the wait is 0 to 3600 seconds"),
        ("mail_timeout_seconds = 0", "mail_timeout_seconds: the wait is 1 to 600 seconds"),
        ("mail_timeout_seconds = 601", "mail_timeout_seconds: the wait is 1 to 600 seconds"),
        ("mail_port = 0", "mail_port: a port is a number from 1 to 65535"),
        ('mail_port = "65536"', "mail_port: a port is a number from 1 to 65535"),
        ('mail_tls = "ssl"', "mail_tls: it is one of starttls, tls, none"),
        ("backup_keep = 0", "backup_keep: keep 1 to 9999 backups"),
        ("backup_days = -1", "backup_days: give 0 to 9999 days"),
        ("backup_stale_days = -1", "backup_stale_days: give 0 to 9999 days"),
        ("backup_recipients = []", "backup_recipients: it is a list of 1 to 10 public keys of age"),
        ("backup_recipients = 1", "backup_recipients: it is a list of 1 to 10 public keys of age"),
        (
            'backup_recipients = ["age1x"]',
            "backup_recipients: a public key of age is age1 with 58 small letters and figures after it",
        ),
        ('mail_names = "ja"', "mail_names: it is true or false"),
        ("mail_names = 1", "mail_names: it is true or false"),
        ('mail_from = "setda"', "mail_from: setda is no address of mail, such as sekretaris@kota.go.id"),
        ('mail_from = "a@b\\nc"', "mail_from: it must be one line of text"),
        ('mail_from = "A <a@b.id>"', "mail_from: A <a@b.id> is no address of mail, such as sekretaris@kota.go.id"),
        ('language = "fr"', "language: the language is one of id, en"),
        ("language = 1", "language: the language is one of id, en"),
        ('time_zone = "WITA"', "time_zone: no time zone is called WITA; Asia/Makassar is one"),
        ('time_zone = "../etc/passwd"', "time_zone: no time zone is called ../etc/passwd; Asia/Makassar is one"),
        ('actor = ""', "actor: it must be one line of text"),
        ('actor = "a\\nb"', "actor: it must be one line of text"),
        ('actor = "a\\u202eb"', "actor: it must be one line of text"),
        (f'actor = "{"a" * 201}"', "actor: it must not be longer than 200 characters"),
        (f'law_file = "{"a" * 4097}"', "law_file: it must not be longer than 4096 characters"),
        (f'database = "{"a" * 4097}"', "database: it must not be longer than 4096 characters"),
        ("language = ", "it is not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(file: Path, text: str, reason: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings({}, {}, write(file, text))
    assert str(refused.value).startswith(f"{file}: {reason}. ")


def test_a_name_like_no_setting_lists_them(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"zzz is not a setting; the settings are database, language, .*"):
        load_settings({}, {}, write(file, "zzz = 1"))


@pytest.mark.parametrize(
    ("flags", "environ", "place"),
    [({"language": "fr"}, {}, "--lang"), ({}, {"ASN_NEUTRAL_LANG": "fr"}, "ASN_NEUTRAL_LANG")],
)
def test_the_wrong_place_is_named(flags: Mapping[str, str], environ: Mapping[str, str], place: str) -> None:
    with pytest.raises(ConfigError, match=f"^{place}: the language is one of id, en. "):
        load_settings(flags, environ)


def test_a_named_file_must_be_there(file: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_settings({}, {}, file)
    with pytest.raises(ConfigError, match="No such file"):
        load_settings({}, {"ASN_NEUTRAL_CONFIG": str(file)})


def test_the_usual_file_is_read_when_it_is_there() -> None:
    write(default_file(), 'actor = "petugas"')
    settings = load_settings({}, {})
    assert (settings.actor, settings.file) == ("petugas", default_file())


@pytest.mark.parametrize("name", ["database", "law_file"])
def test_a_path_may_be_longer_than_a_text(name: str) -> None:
    long = "/".join(["folder"] * 200)
    assert getattr(load_settings({name: long}, {}), name) == Path(long)


def test_where_no_file_of_settings_can_be_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", f"/{'n' * 300}")
    assert load_settings({}, {}).file is None


@pytest.mark.parametrize("kind", ["config", "data", "state"])
@pytest.mark.parametrize("home", ["/home/x", "/home/x/", "/", "", "relative", None])
@pytest.mark.parametrize("xdg", ["/elsewhere", "/elsewhere/", "elsewhere", "", None])
def test_the_folder_of_the_user_is_where_platformdirs_has_it(
    monkeypatch: pytest.MonkeyPatch, kind: str, home: str | None, xdg: str | None
) -> None:
    for name, value in (("HOME", home), (f"XDG_{kind.upper()}_HOME", xdg)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    wanted = {"config": user_config_path, "data": user_data_path, "state": user_state_path}[kind]
    assert user_folder(kind) == wanted("asn-neutral", appauthor=False)


def test_a_usual_file_that_cannot_be_looked_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(ConfigError, match="Permission denied"):
        load_settings({}, {})
    assert spoken_language("en", {}) == "en"
    assert spoken_language(None, {}) == "id"


def test_what_is_no_small_text_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not an ordinary file"):
        read_file(tmp_path)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigError, match="too large"):
        read_file(large)
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b'actor = "\xff"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_file(broken)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(file: Path) -> None:
    write(file, "")
    file.write_bytes(b'\xef\xbb\xbfactor = "petugas"\r\noffice_week = 6\r\n')
    assert read_file(file) == {"actor": "petugas", "office_week": 6}


@pytest.mark.parametrize(
    ("flag", "environ", "text", "spoken"),
    [
        ("en", {"ASN_NEUTRAL_LANG": "id"}, 'language = "id"', "en"),
        (None, {"ASN_NEUTRAL_LANG": "en"}, 'language = "id"', "en"),
        (None, {}, 'language = "en"', "en"),
        (None, {}, "broken =", "id"),
        (None, {}, 'language = "fr"', "id"),
        ("fr", {}, 'language = "en"', "id"),
        (None, {}, "", "id"),
    ],
)
def test_the_language_is_known_before_the_rest(
    file: Path, flag: str | None, environ: Mapping[str, str], text: str, spoken: str
) -> None:
    assert spoken_language(flag, environ, write(file, text)) == spoken


def test_flags_are_settings() -> None:
    assert set(FLAGS) <= set(VARIABLES)


@given(st.text(max_size=30))
def test_any_address_gives_a_path_or_an_error(address: str) -> None:
    with suppress(ConfigError, DatabaseUnsupportedError):
        assert isinstance(load_settings({"database": address}, {}).database, Path)


@given(st.text(max_size=10))
def test_any_number_of_seconds_is_in_range_or_refused(text: str) -> None:
    try:
        settings = load_settings({}, {"ASN_NEUTRAL_LOCK_WAIT": text})
    except ConfigError:
        return
    assert 0 <= settings.lock_wait_seconds <= 3600
