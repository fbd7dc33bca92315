"""The frame around every command: words, language, settings, errors."""

import importlib.util
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Protocol

import pytest
import time_machine
import typer
from typer.core import TyperGroup
from typer.main import get_group

from asn_neutral import __main__ as start_module
from asn_neutral import locale
from asn_neutral.cli import app as tree
from asn_neutral.cli import run as front
from asn_neutral.cli.context import Given, Office, office_of
from asn_neutral.cli.dates import day_of
from asn_neutral.cli.early import Early, value_of
from asn_neutral.cli.lazy import Entry, load
from asn_neutral.cli.options import FormatOption, FromOption, LevelOption, LimitOption
from asn_neutral.cli.plain import localise
from asn_neutral.errors import ConfigError, ExitCode, NotFoundError, UsageError
from asn_neutral.locale import N_


class Result(Protocol):
    """What one command line did."""

    stdout: str
    stderr: str
    code: int


class Run(Protocol):
    """Carry out a command line in this process."""

    def __call__(self, line: str | list[str], *, code: int = 0, lang: str = "en", db: Path | None = None) -> Result:
        """What *line* did."""
        ...


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


class _Probe:
    """A word of one command, so that the frame can be seen at work."""

    app = typer.Typer()
    seen: dict[str, object]
    fault: BaseException | None


@_Probe.app.command()
def _probe(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar=N_("NUMBER"), help=N_("Which one."))],
    *,
    since: FromOption = None,
    level: LevelOption = None,
    limit: LimitOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Look at one thing.

    In a second paragraph
    of two lines.
    """
    _Probe.seen = {
        "office": office_of(ctx),
        "number": number,
        "since": since,
        "level": level,
        "limit": limit,
        "format": format,
    }
    if _Probe.fault is not None:
        raise _Probe.fault


@pytest.fixture(autouse=True)
def _probing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the probe in the place of `init`."""
    import sys
    import types

    module = types.ModuleType("asn_neutral_probe")
    module.app = _Probe.app  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setitem(sys.modules, "asn_neutral_probe", module)
    entry = Entry("asn_neutral_probe", N_("Look at one thing."), has_verbs=False)
    monkeypatch.setitem(tree.COMMANDS, "init", entry)
    _Probe.seen, _Probe.fault = {}, None
    yield
    _Probe.seen, _Probe.fault = {}, None


# ---- what is wrong with the words


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("cofig", "There is no command cofig. Did you mean config? `asn-neutral --help` says more."),
        ("qqq", "There is no command qqq. `asn-neutral --help` says more."),
        ("config shwo", "There is no command shwo. Did you mean show? `asn-neutral config --help` says more."),
        ("--bd x case", "There is no option --bd. Did you mean --db? `asn-neutral --help` says more."),
        ("init 1 --form x", "There is no option --form. Did you mean --format? `asn-neutral init --help` says more."),
        ("init 1 -q", "There is no option -q. `asn-neutral init --help` says more."),
        ("init", "NUMBER is missing. `asn-neutral init --help` says more."),
        ("init 1 2 3", "Too many words: 2 3. `asn-neutral init --help` says more."),
        ("init 1 --limit", "The option --limit needs a value."),
        ("init 1 --format", "The option --format needs a value. Write --format csv."),
        ("import -o", "The option -o needs a value. Write -o rekap.xlsx."),
        (
            "config show --lang en",
            (
                "There is no option --lang. It stands before the noun: asn-neutral --lang ... config show. "
                "`asn-neutral config show --help` says more."
            ),
        ),
        (
            "--today besok help dates",
            "--today: besok is not a date; write 2024-08-12, 12/08/2024, 12 Agustus 2024, today or -3d.",
        ),
        ("init 1 --limit=x", "--limit: x is not a whole number. `asn-neutral init --help` says more."),
        ("init 1 --limit=0", "--limit: 0 is not from 1 to 1000000000."),
        ("init 1 --limit=9223372036854775808", "--limit: 9223372036854775808 is not from 1 to 1000000000."),
        (
            "init 1 --format parah",
            (
                "--format: parah is not one of table, csv, json, jsonl, md, html, xlsx. "
                "`asn-neutral init --help` says more."
            ),
        ),
        ("--debug=1 init 1", "The option --debug takes no value."),
        (
            "init 1 --from 2024-02-30",
            "--from: 2024-02-30 is not a date; write 2024-08-12, 12/08/2024, 12 Agustus 2024, today or -3d.",
        ),
        ("help filtr", "There is no topic filtr. Did you mean filters?"),
        (
            "help x",
            (
                "There is no topic x. The topics are: "
                "backup, codes, dates, exit-codes, filters, formats, import, privacy, retention, schedules, settings."
            ),
        ),
    ],
)
def test_wrong_words_are_answered_in_one_sentence(run: Run, line: str, said: str) -> None:
    done = run(line, code=2)
    assert done.stderr == f"asn-neutral: {said}\n"
    assert done.stdout == ""


@pytest.mark.parametrize(("lang", "word"), [("en", "STEP"), ("id", "LANGKAH")])
def test_a_word_that_is_refused_is_called_as_the_help_calls_it(run: Run, lang: str, word: str) -> None:
    assert run("case record 2024/0001 zzz", code=2, lang=lang).stderr.startswith(f"asn-neutral: {word}: “zzz”")
    assert word in run("case record --help", lang=lang).stdout


def test_a_noun_alone_shows_its_help_on_stderr(run: Run) -> None:
    done = run("config", code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("Usage: asn-neutral config [OPTIONS] COMMAND [ARGS]...")


def test_words_that_are_not_text_are_refused(run: Run) -> None:
    done = run(["init", "\udcff"], code=2)
    said = "Word 8 of the command is not text in the encoding of this terminal; try LANG=C.UTF-8."
    assert done.stderr == f"asn-neutral: {said}\n"


def test_what_was_typed_cannot_command_the_terminal(run: Run) -> None:
    done = run(["\x1b]0;x\x07\u202e"], code=2)
    assert "\x1b" not in done.stderr
    assert "\\x1b]0;x\\x07\\u202e" in done.stderr


# ---- failures


def test_an_error_is_a_sentence_and_its_code(run: Run) -> None:
    _Probe.fault = NotFoundError(wanted="x\x1b[31m", noun="case")
    done = run("init 1", code=20)
    assert done.stderr == "asn-neutral: There is no x\\x1b[31m. `asn-neutral case list` shows what there is.\n"


@pytest.mark.parametrize("words", [["--format", "json"], ["--format=jsonl"]])
def test_a_script_gets_an_object(run: Run, words: list[str]) -> None:
    done = run(["config", "shwo", *words], code=2)
    told = json.loads(done.stderr)["error"]
    assert (told["name"], told["exit_code"]) == ("usage", 2)
    assert told["message"].startswith("There is no command shwo.")


def test_an_object_cannot_command_the_terminal(run: Run) -> None:
    assert run(["\u202e\x1b", "--format=json"], code=2).stderr.isascii()


def test_a_bug_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _Probe.fault = ValueError("Budi Rahasia")
    assert front.run(["--lang", "en", "init", "1"]) == ExitCode.BUG
    said = capsys.readouterr().err
    assert said.startswith("asn-neutral: Something went wrong inside the program (ValueError")
    assert "Rahasia" not in said
    assert "Traceback" not in said
    assert said.count("\n") == 1
    monkeypatch.undo()


def test_debug_shows_where_but_never_what(capsys: pytest.CaptureFixture[str]) -> None:
    fault = ValueError("Budi Rahasia")
    fault.__cause__ = NotFoundError(wanted="2024/0001", noun="case")
    _Probe.fault = fault
    assert front.run(["--debug", "--lang", "en", "init", "1"]) == ExitCode.BUG
    said = capsys.readouterr().err
    assert "test_frame.py" in said
    assert "builtins.ValueError\n" in said
    assert "asn_neutral.errors.input.NotFoundError There is no 2024/0001." in said
    assert "Rahasia" not in said


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), EOFError(), typer.Abort()])
def test_an_interruption_is_one_line(run: Run, fault: BaseException) -> None:
    _Probe.fault = fault
    assert run("init 1", code=130).stderr == "asn-neutral: Interrupted; nothing half done was kept.\n"


def test_a_command_can_end_with_a_code(run: Run) -> None:
    _Probe.fault = typer.Exit(ExitCode.ROWS_REFUSED)
    assert run("init 1", code=3).stderr == ""


# ---- language and help


def test_help_lists_every_command_without_importing_one(run: Run) -> None:
    shown = run("--help").stdout
    for name, entry in tree.COMMANDS.items():
        assert f"\n  {name:<10} {entry.help}\n" in shown


def test_help_of_a_command(run: Run) -> None:
    shown = run("init --help").stdout
    assert shown.startswith("Usage: asn-neutral init [OPTIONS] NUMBER\n\n  Look at one thing.\n")
    assert "\n  In a second paragraph of two lines.\n" in shown
    assert "  NUMBER  Which one.  [required]\n" in shown
    assert "  --limit COUNT    At most this many rows.\n" in shown
    assert "  -h, --help       Show this message and exit.\n" in shown


def test_every_text_of_help_goes_through_the_catalogue() -> None:
    command = load("init", tree.COMMANDS["init"])
    texts: list[str] = []

    def shout(text: str) -> str:
        texts.append(text)
        return text.upper()

    localise(command, shout)
    assert command.help == "LOOK AT ONE THING.\n\nIN A SECOND PARAGRAPH OF TWO LINES."
    assert {"Which one.", "NUMBER", "DATE", "[OPTIONS]", "At most this many rows."} <= set(texts)


PRESENT = [name for name, entry in tree.COMMANDS.items() if importlib.util.find_spec(entry.module)]


@pytest.mark.parametrize("name", PRESENT)
def test_a_word_keeps_the_promise_of_the_table(name: str) -> None:
    entry = tree.COMMANDS[name]
    command = load(name, entry)
    assert isinstance(command, TyperGroup) is entry.has_verbs
    assert (command.help or "").replace("\n", " ").startswith(entry.help)


@pytest.mark.parametrize("name", PRESENT)
def test_help_of_every_command_can_be_shown(run: Run, name: str) -> None:
    assert run([name, "--help"]).stdout.startswith(f"Usage: asn-neutral {name} ")
    command = load(name, tree.COMMANDS[name])
    for verb in command.commands if isinstance(command, TyperGroup) else ():
        shown = run([name, verb, "--help"]).stdout
        assert shown.startswith(f"Usage: asn-neutral {name} {verb} ")
        assert "<" not in shown.partition("Options:")[0]  # every argument has a name for people


def test_only_the_verb_that_was_typed_is_made() -> None:
    entry = tree.COMMANDS["case"]
    every, one, unknown, other = (load("case", entry, verb) for verb in ("", "show", "shwo", "list"))
    groups = [command.commands for command in (every, one, unknown, other) if isinstance(command, TyperGroup)]
    assert [*groups[1]] == ["show"]
    assert [*groups[3]] == ["list"]
    assert groups[0].keys() == groups[2].keys() > {"show", "list", "next"}


def test_a_noun_stays_a_group_with_one_verb() -> None:
    entry = tree.COMMANDS["config"]
    assert [*get_group(__import__(entry.module, fromlist=["app"]).app).commands] == ["show"]
    assert load("config", entry).help == entry.help


@pytest.mark.parametrize(
    ("words", "environ", "early"),
    [
        (["--lang", "en", "x"], {}, Early("en", json_errors=False, debug=False)),
        (["--lang=en", "--lang=id"], {}, Early("id", json_errors=False, debug=False)),
        (["--debug", "x", "--format", "json"], {}, Early("id", json_errors=True, debug=True)),
        (["x", "--", "--format", "json"], {"ASN_NEUTRAL_LANG": "en"}, Early("en", json_errors=False, debug=False)),
        (["x", "--format"], {"ASN_NEUTRAL_LANG": "xx"}, Early("id", json_errors=False, debug=False)),
    ],
)
def test_a_first_look(words: list[str], environ: dict[str, str], early: Early) -> None:
    assert Early.of(words, environ) == early


def test_a_value_ends_before_a_bare_double_dash() -> None:
    assert value_of(["--lang", "--"], "--lang") is None


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        (["--version"], True),
        (["--lang", "en", "--version"], True),
        (["--version", "--lang", "en"], True),
        (["--lang=en", "--version"], True),
        (["--version", "case"], False),
        (["--lang", "--version"], False),
        ([], False),
    ],
)
def test_the_version_alone(words: list[str], alone: bool) -> None:
    assert start_module.asks_version_only(words) is alone


def test_the_version_beside_other_words(run: Run) -> None:
    assert run("--version case list").stdout == "asn-neutral 0.1.0\n"


def test_topics_are_listed_and_shown(run: Run) -> None:
    assert "\n  privacy     Personal data:" in run("help").stdout
    assert run("help dates").stdout.startswith("Dates\n\n")
    assert run("help dates", lang="id").stdout.startswith("Tanggal\n\n")


# ---- settings and context


def test_settings_are_shown_with_their_origin(run: Run, register: Path) -> None:
    rows = {row["name"]: row for row in json.loads(run("config show --format json").stdout)["data"]}
    assert rows["database"] == {"name": "database", "value": str(register), "origin": "flag"}
    assert rows["law_file"] == {"name": "law_file", "value": None, "origin": "default"}


def test_a_broken_setting_does_not_keep_help_away(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text("x = ", encoding="utf-8")
    assert "Usage:" in run(["--config", str(broken), "config", "show", "--help"]).stdout
    assert "it is not valid TOML" in run(["--config", str(broken), "config", "show"], code=2).stderr


@time_machine.travel(datetime(2024, 12, 31, 16, 0, tzinfo=UTC), tick=False)
def test_today_is_the_day_in_the_zone_of_the_office() -> None:
    assert Office(Given(), {}).today == date(2025, 1, 1)
    assert Office(Given(), {"ASN_NEUTRAL_TIME_ZONE": "Asia/Jakarta"}).today == date(2024, 12, 31)
    assert Office(Given(), {"ASN_NEUTRAL_TODAY": "2024-08-17"}).today == date(2024, 8, 17)
    assert Office(Given(today="-1d"), {"ASN_NEUTRAL_TODAY": "2024-08-17"}).today == date(2024, 12, 31)
    assert Office(Given(today="2024-08-17"), {}).now() == datetime(2024, 12, 31, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("office", "said"),
    [
        (Office(Given(today="kapan"), {}), "--today: kapan is not a date"),
        (Office(Given(today=""), {}), "--today:  is not a date"),
        (Office(Given(), {"ASN_NEUTRAL_TODAY": "x"}), "ASN_NEUTRAL_TODAY: x is not a date"),
    ],
)
def test_a_day_that_is_none(office: Office, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        _ = office.today


def test_settings_are_read_late() -> None:
    office = Office(Given(language="fr"), {})
    with pytest.raises(ConfigError):
        _ = office.database


def test_days_of_options_count_from_the_day_given(run: Run) -> None:
    run("init 1 --from -3d")
    assert _Probe.seen["since"] == date(2025, 1, 12)
    run("init 1 --level berat --level ptdh --limit 5")
    assert (_Probe.seen["since"], _Probe.seen["level"], _Probe.seen["limit"]) == (None, ["berat", "ptdh"], 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-08-12", date(2024, 8, 12)),
        ("12/08/2024", date(2024, 8, 12)),
        (" 12 Agustus 2024 ", date(2024, 8, 12)),
        ("today", date(2025, 1, 15)),
        ("Hari-Ini", date(2025, 1, 15)),
        ("-3d", date(2025, 1, 12)),
        ("+20h", date(2025, 2, 4)),
    ],
)
def test_days_as_people_type_them(text: str, day: date) -> None:
    assert day_of(text, today=date(2025, 1, 15)) == day


@pytest.mark.parametrize("text", ["", "20240812", "2024-W09-4", "12/08/24", "-3", "٣/08/2024", "-99999d", "45351"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        day_of(text, today=date(2025, 1, 15))


def test_counting_past_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a date"):
        day_of("-9999d", today=date(3, 1, 1))


def test_nobody_is_asked_where_nobody_is() -> None:
    office = Office(Given(), {})
    assert not office.interactive
    with pytest.raises(UsageError, match="add --yes"):
        office.confirm("Sure?")


@pytest.mark.parametrize("words", ["-h", "config -h", "config show -h", "init -h"])
def test_the_short_word_for_help_is_known_too(run: Run, words: str) -> None:
    assert run(words).stdout == run(words.replace("-h", "--help")).stdout
    assert "-h, --help" in run(words).stdout


@pytest.mark.parametrize(("words", "code"), [(["--today", "-3d"], 0), ([], 2)])
def test_a_day_that_is_none_is_refused_from_the_environment_too(
    monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_TODAY", "besok")
    assert front.run(["--lang", "en", *words, "help", "dates"]) == code  # the option goes before the variable
