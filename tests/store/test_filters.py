"""The shared filters: each result compared with a filter over all facts in plain Python."""

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.store.filters import CASES, COMPLAINTS, SEARCH_LIMIT, Filters, folding, pattern, where
from asn_neutral.store.queries.cases import case_count, case_list
from asn_neutral.store.queries.complaints import complaint_count, complaint_list
from asn_neutral.store.queries.recap import recap_totals
from asn_neutral.store.reader import reading
from tests.busy import Busy, Fact
from tests.complaints_file import nip, row, write
from tests.conftest import Run

NAMES = list(Filters._fields)
Keeps = Callable[[Fact, str], bool]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="module")
def connection(busy: Busy) -> Iterator[sqlite3.Connection]:
    with reading(busy.path) as connection:
        yield connection


def small(text: str) -> str:
    """A-Z made small and nothing else, as SQLite does it."""
    return "".join(letter.lower() if "A" <= letter <= "Z" else letter for letter in text)


def found_in(fact: Fact, typed: str) -> bool:
    """Whether the text stands in one of the fields that a search for cases looks into."""
    return found_beside_its_number(fact, typed) or stands_in(fact.number, typed)


def found_beside_its_number(fact: Fact, typed: str) -> bool:
    """The same for complaints, which do not have the numbers of their cases."""
    fields = (fact.complaint, fact.name, fact.nip, fact.summary, fact.place, fact.external)
    return any(stands_in(field, typed) for field in fields if field is not None)


def wanted_of(typed: str) -> str:
    """What a search looks for, as it was written."""
    return unicodedata.normalize("NFC", " ".join(typed.split())[:SEARCH_LIMIT])


def stands_in(text: str, typed: str) -> bool:
    """Whether a search finds *typed* in *text*: A-Z in any letters; so do all letters where others were typed."""
    wanted = wanted_of(typed)
    return small(wanted) in small(text) if wanted.isascii() else wanted.casefold() in text.casefold()


KEEPS: dict[str, Keeps] = {
    "unit": lambda fact, value: small(value) in fact.unit_key,
    "status": lambda fact, value: fact.status == value,
    "violation": lambda fact, value: value in fact.forms,
    "level": lambda fact, value: (fact.level or "none") == value,
    "channel": lambda fact, value: fact.channel == value,
    "stage": lambda fact, value: (fact.stage or "none") == value,
    "election": lambda fact, value: (fact.election or "none") == value,
    "since": lambda fact, value: fact.opened_on >= value,
    "until": lambda fact, value: fact.opened_on <= value,
    "overdue": lambda fact, value: fact.due_on is not None and fact.due_on < value,
    "owner": lambda fact, value: small(fact.owner or "none") == small(value),
    "search": found_in,
}
SOME = {
    "overdue": ["2025-01-08", "2025-01-15", "2025-01-31", "2024-01-01"],
    "owner": ["Siti Rahma", "SITI RAHMA", "Budi", "siti", "none"],
}
OF_COMPLAINTS: dict[str, Keeps] = {**KEEPS, "search": found_beside_its_number}


def expected_cases(busy: Busy, filters: Filters) -> list[str]:
    """The cases that fit any value of each filter, and all filters; the newest first."""
    asked = [(KEEPS[name], getattr(filters, name)) for name in NAMES if getattr(filters, name)]
    fit = (fact for fact in reversed(busy.facts) if all(any(ok(fact, v) for v in values) for ok, values in asked))
    return [fact.number for fact in fit]


def expected_complaints(busy: Busy, filters: Filters) -> set[str]:
    """The complaints of which, for each filter, some case fits; it may be another one for another filter."""
    every = {fact.complaint for fact in busy.facts}
    for name, ok in OF_COMPLAINTS.items():
        values = getattr(filters, name)
        if values:
            every &= {fact.complaint for fact in busy.facts if any(ok(fact, value) for value in values)}
    return every


def part(text: str, start: int, size: int) -> str:
    """A piece of a text."""
    return text[start % len(text) :][:size]


def some(busy: Busy, name: str) -> st.SearchStrategy[str]:
    """Values that this filter may be given: those that occur, parts of them, and one that does not."""
    if name in {"since", "until"}:
        return st.sampled_from(sorted({fact.opened_on for fact in busy.facts}))
    if name in SOME:
        return st.sampled_from(SOME[name])
    if name == "violation":
        return st.sampled_from([*sorted({form for fact in busy.facts for form in fact.forms}), "D99"])
    if name == "unit":
        words = sorted({word for fact in busy.facts for word in fact.unit_key.split()})
        return st.sampled_from([*words, "DINAS", "tidak ada", "%", "_", "\\"])
    if name == "search":
        texts = [text for fact in busy.facts for text in (fact.name, fact.summary, fact.number, fact.external or "x")]
        parts = st.builds(part, st.sampled_from(texts), st.integers(0, 400), st.integers(1, 30))
        signs = st.sampled_from(["%", "_", "\\", "'", '"', "100%", "budi_", "GURU", "José"])
        return parts | signs | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=6)
    return st.sampled_from(sorted({getattr(fact, name) or "none" for fact in busy.facts}))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_mixture_of_filters_keeps_what_python_would_keep(
    busy: Busy, connection: sqlite3.Connection, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    asked = {name: tuple(data.draw(st.lists(some(busy, name), min_size=1, max_size=2))) for name in names}
    filters = Filters(**asked)
    wanted = expected_cases(busy, filters)
    assert [found["number"] for found in case_list(connection, filters)] == wanted
    assert case_count(connection, filters) == len(wanted) == recap_totals(connection, filters)[1]
    of_complaints = [found["number"] for found in complaint_list(connection, filters)]
    assert len(of_complaints) == len(set(of_complaints)) == complaint_count(connection, filters)
    assert set(of_complaints) == expected_complaints(busy, filters)


@pytest.mark.parametrize("name", NAMES)
def test_each_filter_keeps_some_and_drops_some(busy: Busy, connection: sqlite3.Connection, name: str) -> None:
    """So that none of them can pass by doing nothing."""
    value = {
        "unit": "dinas", "status": "recommended", "violation": "D4", "level": "berat", "channel": "sbt",
        "stage": "kampanye", "election": "pilkada-2024", "since": "2024-06-01", "until": "2024-06-01",
        "overdue": "2025-01-15", "owner": "siti rahma", "search": "guru",
    }[name]  # fmt: skip
    filters = Filters(**{name: (value,)})
    kept = [found["number"] for found in case_list(connection, filters)]
    assert kept == expected_cases(busy, filters)
    assert len(kept) < len(busy.facts)
    assert kept


def test_both_nouns_know_every_filter() -> None:
    assert set(CASES) == set(COMPLAINTS) == set(NAMES) == set(KEEPS)


def test_nothing_asked_keeps_everything() -> None:
    assert where(Filters()) == ("WHERE 1", {})


def test_several_values_are_any_and_several_filters_are_all() -> None:
    clause, parameters = where(Filters(status=("a", "b"), level=("c",)))
    assert clause == "WHERE 1 AND (k.status = :status_0 OR k.status = :status_1) AND (k.level = :level_0)"
    assert parameters == {"status_0": "a", "status_1": "b", "level_0": "c"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Budi", "%budi%"),
        ("  BUDI \t Santoso\n", "%budi santoso%"),
        ("100%", "%100\\%%"),
        ("a_b", "%a\\_b%"),
        ("a\\b", "%a\\\\b%"),
        ("JOSÉ", "%josé%"),
        ("JOSE\u0301", "%josé%"),
        ("", "%%"),
        ("x" * 300, f"%{'x' * SEARCH_LIMIT}%"),
        ("%" * 300, "%" + "\\%" * SEARCH_LIMIT + "%"),
    ],
)
def test_the_pattern_of_a_text(typed: str, expected: str) -> None:
    assert pattern(typed) == expected


STORED = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("aA%_\\' "), max_size=30)


@given(typed=STORED, text=STORED)
def test_a_pattern_finds_a_text_exactly_where_it_stands(connection: sqlite3.Connection, typed: str, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    sql = folding("SELECT lower(?) LIKE ? ESCAPE '\\'", typed)
    (found,) = connection.execute(sql, (text, pattern(typed))).fetchone()
    assert bool(found) == stands_in(text, typed)


@pytest.mark.parametrize(
    ("typed", "found"), [("andré", True), ("ANDRÉ", True), ("andre\u0301 ÉTIENNE", True), ("andre", False), ("é", True)]
)
def test_letters_beyond_a_to_z_are_found_in_any_size(run: Run, tmp_path: Path, typed: str, found: bool) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1, nama_terlapor="André Étienne CONTOH", tempat="Kafe É")))])
    for noun in ("case", "complaint"):
        assert bool(run([noun, "list", "--search", typed, "--format", "jsonl"]).stdout) == found


def test_a_search_that_needs_only_a_to_z_never_calls_python(connection: sqlite3.Connection) -> None:
    assert "fold(" not in where(Filters(search=("budi",)))[0]
    assert "lower(" not in where(Filters(search=("bé",)))[0]
    assert connection.execute("SELECT fold(NULL), fold('É')").fetchone()[:] == (None, "é")


def test_a_search_looks_at_the_name_as_this_complaint_wrote_it(run: Run, tmp_path: Path) -> None:
    """The register keeps the name it met first; the other one is what the list shows and the clerk types."""
    rows = (row(1), row(2, nip=nip(1), nama_terlapor="Warga Berganti Nama"))
    run(["import", str(write(tmp_path / "in.csv", *rows))])
    for noun, number in (("case", "2024/0002"), ("complaint", "P-2024/0002")):
        told = json.loads(run([noun, "list", "--search", "berganti", "--format", "json"]).stdout)["data"]
        assert [one["number"] for one in told] == [number]
    told = json.loads(run(["case", "list", "--search", "Warga Contoh 1", "--format", "json"]).stdout)["data"]
    assert [(one["number"], one["name"]) for one in told] == [("2024/0001", "Warga Contoh 1")]


@pytest.mark.parametrize(
    "typed", ["'", '"', "';DROP TABLE cases;--", "%' OR 1=1 --", ":since_0", "?", "{}", "{0}", "x" * 300, "%" * 60_000]
)
def test_hostile_words_are_only_words(busy: Busy, connection: sqlite3.Connection, typed: str) -> None:
    for name in ("search", "unit"):
        filters = Filters(**{name: (typed,)})
        wanted = expected_cases(busy, filters)
        assert [found["number"] for found in case_list(connection, filters)] == wanted
        assert complaint_count(connection, filters) == len(expected_complaints(busy, filters))


def test_what_has_no_value_can_be_kept(busy: Busy, connection: sqlite3.Connection) -> None:
    without = [fact.number for fact in reversed(busy.facts) if fact.level is None]
    assert without
    assert [found["number"] for found in case_list(connection, Filters(level=("none",)))] == without
    asked = Filters(stage=("none", "kampanye"), election=("none",), unit=("none",))
    clause, parameters = where(asked)
    assert "(k.stage IS NULL OR k.stage = :stage_1) AND (k.election IS NULL)" in clause
    assert parameters == {"unit_0": "%none%", "stage_1": "kampanye"}
