"""What was typed as a filter: each word read as people write it, and refused with the nearest where it is none."""

from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.errors import UsageError
from asn_neutral.law.book import Book
from asn_neutral.law.terms import CHANNEL_LABELS, LEVEL_LABELS, STATUS_LABELS, Channel, Level, Status
from asn_neutral.reports.filtering import filters_of, words_of
from asn_neutral.store.filters import NONE, Filters
from tests.complaints_file import book

LABELS = {"status": STATUS_LABELS, "level": LEVEL_LABELS, "channel": CHANNEL_LABELS}


def forbidden() -> Book:
    """The law data, where nobody may ask for it."""
    pytest.fail("the law data was read")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def read(name: str, *words: str) -> object:
    """What a filter has after these words were typed."""
    return getattr(filters_of({name: list(words)}, book), name)


@pytest.mark.parametrize(
    ("name", "typed", "word"),
    [
        ("status", "Registered", "registered"),
        ("level", "BERAT", "berat"),
        ("level", "moral sanction", "moral"),
        ("channel", "SP4N-LAPOR!", "lapor"),
        ("channel", "laporan bawaslu", "laporan-bawaslu"),
        ("channel", "Bawaslu_Report", "laporan-bawaslu"),
        ("violation", "d4", "D4"),
        ("violation", "D-4", "D4"),
        ("stage", "Masa Tenang", "masa-tenang"),
        ("stage", "Quiet period", "masa-tenang"),
        ("election", "PILKADA 2024", "pilkada-2024"),
        ("election", "General election 2024", "pemilu-2024"),
        ("unit", "Kec. Kadia", "kecamatan kadia"),
        ("search", "Kec. Kadia", "Kec. Kadia"),
        ("since", "2024-09-01", "2024-09-01"),
        ("owner", " Siti  Rahma ", "Siti Rahma"),
        ("owner", "-", NONE),
        ("owner", "None", NONE),
    ],
)
def test_a_word_is_read_as_people_write_it(name: str, typed: str, word: str) -> None:
    assert read(name, typed) == (word,)


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize("name", LABELS)
def test_what_people_read_can_be_typed(name: str, language: str) -> None:
    locale.use(language)
    for word, label in LABELS[name].items():
        assert read(name, locale._(label)) == read(name, word) == (word,)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("status", "registred", "--status: “registred” is not known; did you mean registered?"),
        ("level", "berta", "--level: “berta” is not known; did you mean berat?"),
        ("level", "parah", "--level: “parah” is not known; known are berat, moral, none, ptdh, ringan, sedang."),
        ("channel", "langsng", "--channel: “langsng” is not known; did you mean langsung?"),
        (
            "violation",
            "D99",
            (
                "--violation: “D99” is not known; "
                "known are D1, D2, D3, D4, D5, D6, D7, D8, D9, D10, D11, D12, D13, E1, E2, E3, E4, E5, E6, E7."
            ),
        ),
        ("violation", "", "--violation: this must be filled in."),
        ("stage", "kampanya", "--stage: “kampanya” is not known; did you mean kampanye?"),
        ("election", "pilkda-2024", "--election: “pilkda-2024” is not known; did you mean pilkada-2024?"),
    ],
)
def test_a_word_that_nothing_can_have_is_refused_with_the_nearest(name: str, typed: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        read(name, "berat" if name == "level" else typed, typed)
    assert str(told.value) == said


def test_the_law_is_read_only_for_words_that_it_gives() -> None:
    typed = {
        "status": ["registered"],
        "level": None,
        "unit": ["x"],
        "stage": None,
        "search": "x",
        "since": "2024-01-01",
    }
    assert filters_of(typed, forbidden) == Filters(
        status=("registered",), unit=("x",), search=("x",), since=("2024-01-01",)
    )


def test_the_words_of_each_filter_in_their_order() -> None:
    assert words_of("status", forbidden) == [*Status]
    assert words_of("level", forbidden) == [*Level, NONE]
    assert words_of("channel", forbidden) == [*Channel]
    assert words_of("violation", book)[:8] == ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "D1"]
    assert words_of("stage", book) == [*dict.fromkeys(stage.id for stage in book().stages), NONE]
    assert words_of("election", book) == [*(election.id for election in book().elections), NONE]
    assert words_of("unit", forbidden) == []


@pytest.mark.parametrize("typed", ["none", "None", "not stated"])
@pytest.mark.parametrize("name", ["level", "stage", "election"])
def test_what_is_not_stated_can_be_asked_for(name: str, typed: str) -> None:
    assert read(name, typed) == (NONE,)
    locale.use("id")
    assert read(name, "tidak disebutkan") == (NONE,)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    days = {"since": date(2024, 9, 2), "until": date(2024, 9, 1)}
    with pytest.raises(UsageError, match="--from 2024-09-02 lies after --to 2024-09-01; swap them"):
        filters_of(days, forbidden)
    assert filters_of({**days, "until": date(2024, 9, 2)}, forbidden).until == ("2024-09-02",)
