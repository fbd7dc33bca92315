"""The offline topics: complete in both languages, true to what the program knows; and what a person is asked."""

import io
import re
import tomllib
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import get_args

import pytest

from asn_neutral import locale
from asn_neutral.cli import options
from asn_neutral.cli.context import Given, Office
from asn_neutral.cli.help import complete_topic
from asn_neutral.config import VARIABLES, load_settings
from asn_neutral.errors import ExitCode
from asn_neutral.help import TOPICS, error_classes, overview, page
from asn_neutral.intake.columns import COLUMNS
from asn_neutral.intake.reasons import REASONS, REMARKS
from asn_neutral.law.book import load_book
from asn_neutral.law.terms import Channel, Level, Status
from asn_neutral.output.formats import ENDINGS, FormatName
from asn_neutral.reports.saved import saved_named
from tests.complaints_file import book

FILTERS = (
    options.UnitOption,
    options.StatusOption,
    options.ViolationOption,
    options.LevelOption,
    options.ChannelOption,
    options.StageOption,
    options.ElectionOption,
    options.FromOption,
    options.ToOption,
    options.SearchOption,
    options.LimitOption,
)


@pytest.fixture(params=locale.LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    locale.use(request.param)
    return str(request.param)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_written_in_both_languages(lang: str, topic: str) -> None:
    text = page(topic)
    title, blank, *_ = text.split("\n")
    assert title
    assert blank == ""
    assert text.endswith("\n")
    assert set(re.findall(r"\{\w+\}", text)) <= {"{report}", "{date}", "{month}"}  # what a person types
    assert max(map(len, text.splitlines())) <= 110
    other = page_in("en" if lang == "id" else "id", topic)
    assert text != other
    assert text.count("\n\n") == other.count("\n\n")


def page_in(language: str, topic: str) -> str:
    """The page in another language, the one in force kept."""
    before = locale.language()
    locale.use(language)
    try:
        return page(topic)
    finally:
        locale.use(before)


@pytest.mark.usefixtures("lang")
def test_no_page_is_left_over() -> None:
    for language in locale.LANGUAGES:
        folder = Path(locale.__file__).parents[1] / "help" / language
        assert sorted(path.name for path in folder.iterdir()) == sorted(f"{topic}.txt" for topic in TOPICS)
    assert all(f"  {topic} " in overview() for topic in TOPICS)


@pytest.mark.usefixtures("lang")
def test_exit_codes_are_all_there() -> None:
    text = page("exit-codes")
    assert all(re.search(rf"^ +{code.value}  \S", text, re.MULTILINE) for code in ExitCode)
    assert all(error.name in text for error in error_classes())


@pytest.mark.usefixtures("lang")
def test_formats_and_endings_are_all_there() -> None:
    text = page("formats")
    assert all(f"--format {form.value} " in text for form in FormatName)
    assert {".txt", ".csv", ".json", ".jsonl", ".md", ".html", ".xlsx"} <= set(ENDINGS)


@pytest.mark.usefixtures("lang")
def test_filters_are_all_there_with_their_words() -> None:
    text = page("filters")
    for option in FILTERS:
        assert f"  {get_args(option)[1].default} " in text  # Typer keeps the first declaration there
    assert all(word in text for word in (*Channel, *Level))


@pytest.mark.usefixtures("lang")
def test_columns_of_a_file_are_all_there() -> None:
    text = page("import")
    for column in COLUMNS:
        assert f"  {'*' if column.required else ' '} {column.key} " in text


@pytest.mark.usefixtures("lang")
def test_the_codes_of_rows_are_all_there_with_their_sentences() -> None:
    text = page("codes")
    assert all(re.search(rf"^  {code} +\S", text, re.MULTILINE) for code in (*REASONS, *REMARKS))
    assert "{" not in text


@pytest.mark.usefixtures("lang")
def test_statuses_and_stages_are_all_there() -> None:
    text = page("filters")
    words = [*Status, *(stage.id for stage in book().stages)]
    assert all(re.search(rf"^  {word} +\S", text, re.MULTILINE) for word in words)


@pytest.mark.usefixtures("lang")
def test_settings_are_all_there_and_the_examples_hold(tmp_path: Path) -> None:
    text = page("settings")
    for name, variable in VARIABLES.items():
        assert re.search(rf"^  {name} +\S", text, re.MULTILINE)
        assert f"({variable})" in " ".join(text.split())
    blocks = [dedent(block) for block in text.split("\n\n") if block.startswith("  ") and " = " in block]
    settings, law, reports = blocks
    assert tomllib.loads(settings).keys() <= VARIABLES.keys()
    (tmp_path / "settings.toml").write_text(f"{settings}\n\n{reports}\n", encoding="utf-8")
    saved = load_settings({}, {}, tmp_path / "settings.toml").reports
    assert saved_named("triwulan", saved).base == "recap"
    (tmp_path / "hukum.toml").write_text(law, encoding="utf-8")
    own = load_book(tmp_path / "hukum.toml")
    own.verify()
    assert [one.name for one in own.holidays if one.from_office] == ["Hari jadi kota"]


@pytest.mark.usefixtures("lang")
@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_fits_a_screen_of_eighty_columns(topic: str) -> None:
    assert [line for line in page(topic).split("\n") if len(line) > 80] == []


def test_topics_are_completed() -> None:
    assert complete_topic("f") == ["filters", "formats"]
    assert complete_topic("") == list(TOPICS)


class _Screen(io.StringIO):
    """A stream that a person sits at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.mark.parametrize(
    ("answer", "meant"),
    [("y\n", True), ("Ya\n", True), (" YES \n", True), ("n\n", False), ("\n", False), ("", False)],
)
def test_only_a_plain_yes_counts(monkeypatch: pytest.MonkeyPatch, answer: str, meant: bool) -> None:
    locale.use("en")
    screen = _Screen()
    monkeypatch.setattr("sys.stdin", _Screen(answer))
    monkeypatch.setattr("sys.stderr", screen)
    office = Office(Given(), {})
    assert office.interactive
    assert office.confirm("Change 3 cases?") is meant
    assert screen.getvalue() == "Change 3 cases? [y/N] "


def test_what_is_neither_yes_nor_no_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    locale.use("en")
    monkeypatch.setattr("sys.stdin", _Screen("maybe\nq\ny\n"))
    monkeypatch.setattr("sys.stderr", _Screen())
    assert Office(Given(), {}).confirm("Change 3 cases?")


def test_no_input_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Screen("y\n"))
    monkeypatch.setattr("sys.stderr", _Screen())
    assert not Office(Given(no_input=True), {}).interactive
    monkeypatch.setattr("sys.stderr", None)
    assert not Office(Given(), {}).interactive


def test_an_office_knows_its_places() -> None:
    office = Office(
        Given(database="r.db", file=None, today="2024-02-29"), {VARIABLES["law_file"]: "law.toml", "NO_COLOR": "1"}
    )
    assert (office.database, office.law_file) == (Path("r.db"), Path("law.toml"))
    assert office.today == date(2024, 2, 29)
    assert office.day("--on", "+1d") == date(2024, 3, 1)
