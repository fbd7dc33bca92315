"""Lists and pages of cases and complaints, and the filters: each compared with a filter in plain Python."""

import string
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.cli.filtering import OPTIONS
from asn_neutral.errors import AmbiguousError, NotFoundError
from asn_neutral.law.terms import Remark
from asn_neutral.reports.cases import case_list, complaint_list, remark_sentences
from asn_neutral.reports.filtering import filters_of
from asn_neutral.reports.names import View
from asn_neutral.reports.pages import case_page, complaint_page
from asn_neutral.reports.table import Record, Table, Value
from asn_neutral.store.filters import CASES, COMPLAINTS, SEARCH_LIMIT, Filters, pattern
from asn_neutral.store.reader import reading
from tests.busy import Busy, Fact
from tests.complaints_file import COMPLAINANT, CONTACT, book

VIEW = View(None, "Asia/Makassar")
SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def numbers(busy: Busy, filters: Filters, *, limit: int | None = None) -> list[Value]:
    """The numbers of the cases that fit, in the order of the list."""
    with reading(busy.path) as connection:
        return [row[0] for row in case_list(connection, filters, VIEW, limit=limit).rows]


def complaints(busy: Busy, filters: Filters) -> list[Value]:
    with reading(busy.path) as connection:
        return [row[0] for row in complaint_list(connection, filters, VIEW).rows]


def newest_first(busy: Busy, fits: Callable[[Fact], bool]) -> list[Value]:
    return [fact.number for fact in reversed(busy.facts) if fits(fact)]


def contains(part: str, *texts: str | None) -> bool:
    """Whether one of *texts* holds *part*, capitals of A-Z aside."""
    return any(part.translate(SMALL) in text.translate(SMALL) for text in texts if text)


def holds(fact: Fact, text: str) -> bool:
    """What a search looks through."""
    return contains(text, fact.name, fact.nip, fact.summary, fact.place, fact.external, fact.number, fact.complaint)


# ---- filters


def test_every_filter_can_be_typed_and_asks_both_lists() -> None:
    assert set(CASES) == set(COMPLAINTS) == set(OPTIONS) == set(Filters._fields)


@pytest.mark.parametrize("name", ["status", "level", "channel", "stage", "election"])
def test_a_filter_keeps_what_has_that_value(busy: Busy, name: str) -> None:
    for value in {getattr(fact, name) for fact in busy.facts} - {None}:
        found = numbers(busy, Filters(**{name: (value,)}))
        assert found == newest_first(busy, lambda fact, value=value: getattr(fact, name) == value)  # type: ignore[misc]  # mypy cannot infer the lambda's default
        assert found


def test_forms_of_violation(busy: Busy) -> None:
    for code in ("D4", "E1", "D13"):
        assert numbers(busy, Filters(violation=(code,))) == newest_first(busy, lambda fact, c=code: c in fact.forms)  # type: ignore[misc]  # the same


def test_the_days_of_a_period_are_inclusive(busy: Busy) -> None:
    first, last = busy.facts[40].opened_on, busy.facts[200].opened_on
    first, last = sorted((first, last))
    found = numbers(busy, Filters(since=(first,), until=(last,)))
    assert found == newest_first(busy, lambda fact: first <= fact.opened_on <= last)
    assert 0 < len(found) < len(busy.facts)


def test_several_values_widen_and_several_filters_narrow(busy: Busy) -> None:
    both = Filters(channel=("sbt", "lapor"), level=("berat",))
    assert numbers(busy, both) == newest_first(
        busy, lambda fact: fact.channel in {"sbt", "lapor"} and fact.level == "berat"
    )


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("%", None), ("_", 1), ("\\", 1), ("100%", 0), ("50%", 1), ("'O''", 1), ('"', None), ("DROP TABLE", 1),
        ("'; DROP TABLE cases;--", 0), ("'); DROP TABLE cases;--", 1), ("x" * 300, 0),
        ("%%%", 0), ("budi_santoso", 1), ("budi santoso contoh", 0), ("', '')--", 0),
    ],
)  # fmt: skip
def test_signs_have_no_meaning_in_a_search(busy: Busy, search: str, count: int | None) -> None:
    found = numbers(busy, Filters(search=(search,)))
    assert found == newest_first(busy, lambda fact: holds(fact, search[:SEARCH_LIMIT]))
    assert count is None or len(found) == count
    assert len(numbers(busy, Filters())) == len(busy.facts)


def test_every_stored_name_and_place_is_found_by_typing_it(busy: Busy) -> None:
    for fact in busy.facts[-20:]:
        for text in (fact.name, fact.name.upper() if fact.name.isascii() else fact.name, fact.place, fact.external):
            if text:
                assert fact.number in numbers(busy, Filters(search=(text,)))


@pytest.mark.parametrize("typed", ["Kec. Kadia", "kecamatan kadia", "KECAMATAN  KADIA", "kec kadia"])
def test_a_unit_is_found_however_it_is_spelled(busy: Busy, typed: str) -> None:
    found = numbers(busy, filters_of({"unit": [typed]}, book))
    assert found == newest_first(busy, lambda fact: "kadia" in fact.unit_key and fact.unit_kind == "kecamatan")
    assert found


@pytest.mark.parametrize("typed", ["%", "_", "***"])
def test_signs_alone_name_no_unit(busy: Busy, typed: str) -> None:
    assert numbers(busy, filters_of({"unit": [typed]}, book)) == []


@given(text=st.text(max_size=400))
def test_a_pattern_escapes_every_sign_and_has_an_end(text: str) -> None:
    told = pattern(text)
    assert told.startswith("%")
    assert told.endswith("%")
    inner = told[1:-1]
    assert len(inner) <= 2 * SEARCH_LIMIT
    plain = inner.replace("\\\\", "").replace("\\%", "").replace("\\_", "")
    assert not set(plain) & set("%_\\")


def test_what_was_typed_is_never_part_of_the_sql(busy: Busy) -> None:
    asked = Filters(**dict.fromkeys(CASES, ("zzqq'; --", 'zzqq"')))
    texts: list[str] = []
    with reading(busy.path) as connection:
        spied = _Spied(connection, texts)
        for question in (case_list, complaint_list):
            list(question(spied, asked, VIEW, limit=3).rows)  # type: ignore[arg-type]  # it stands in for a connection
        for page in (case_page, complaint_page):
            with pytest.raises(NotFoundError):
                page(spied, "zzqq'; --", VIEW)  # type: ignore[arg-type]  # the same
    assert len(texts) >= 6
    assert not [text for text in texts if "zzqq" in text]


class _Spied:
    """A connection that remembers the SQL it is given."""

    def __init__(self, connection: object, texts: list[str]) -> None:
        self._connection = connection
        self._texts = texts

    def execute(self, sql: str, parameters: object = ()) -> object:
        """Ask, and remember how."""
        self._texts.append(sql)
        return self._connection.execute(sql, parameters)  # type: ignore[attr-defined]  # the connection it stands for


# ---- lists


def test_a_list_has_the_promised_columns_and_raw_values(busy: Busy) -> None:
    with reading(busy.path) as connection:
        table = case_list(connection, Filters(), VIEW, limit=1)
        (first,) = table.rows
    assert [column.key for column in table.columns] == [
        "number", "complaint", "name", "nip", "unit", "violations", "status", "due_on", "opened_on",
    ]  # fmt: skip
    newest = busy.facts[-1]
    assert first == (
        newest.number, newest.complaint, newest.name, newest.nip, newest.unit, newest.forms, "registered", None,
        date.fromisoformat(newest.opened_on),
    )  # fmt: skip
    assert table.matching == len(busy.facts)


def test_a_list_without_a_limit_does_not_count_first(busy: Busy) -> None:
    with reading(busy.path) as connection:
        assert case_list(connection, Filters(), VIEW).matching is None
        assert complaint_list(connection, Filters(), VIEW).matching is None


def test_a_complaint_counts_its_cases(busy: Busy) -> None:
    with reading(busy.path) as connection:
        for row in complaint_list(connection, Filters(), VIEW).rows:
            assert row[-1] == sum(fact.complaint == row[0] for fact in busy.facts)


# ---- pages


def values_of(record: Record) -> dict[str, Value]:
    return dict(zip((column.key for column in record.columns), record.values, strict=True))


def part(record: Record, name: str) -> Table:
    return next(table for table in record.parts if table.name == name)


def test_a_case_by_its_number_by_a_beginning_and_by_the_senders_number(busy: Busy) -> None:
    lone = next(
        fact
        for fact in reversed(busy.facts)
        if sum(other.complaint_id == fact.complaint_id for other in busy.facts) == 1
    )
    with reading(busy.path) as connection:
        page = case_page(connection, lone.number, VIEW)
        assert values_of(page)["number"] == lone.number
        assert values_of(page)["summary"] == lone.summary
        assert [row[2] for row in part(page, "events").rows] == ["register"]
        complaints = part(page, "complaints")
        assert [column.key for column in complaints.columns] == [
            "number", "channel", "received_on", "letter_number", "letter_date",
        ]  # fmt: skip
        assert [row[:3] for row in complaints.rows] == [
            (lone.complaint, lone.channel, date.fromisoformat(lone.opened_on))
        ]
        assert lone.external is not None
        assert values_of(case_page(connection, lone.external, VIEW))["number"] == lone.number
        assert values_of(complaint_page(connection, lone.external, VIEW))["number"] == lone.complaint


def test_a_whole_number_wins_over_longer_ones_that_begin_with_it(busy: Busy) -> None:
    with reading(busy.path) as connection:
        assert values_of(case_page(connection, "2024/0001", VIEW))["number"] == "2024/0001"


def test_a_beginning_that_fits_one_only(busy: Busy) -> None:
    years: dict[str, list[str]] = {}
    for fact in busy.facts:
        years.setdefault(fact.number[:6], []).append(fact.number)
    beginning, (only,) = next((start, found) for start, found in years.items() if len(found) == 1)
    with reading(busy.path) as connection:
        assert values_of(case_page(connection, beginning, VIEW))["number"] == only


def test_a_beginning_that_fits_several_names_the_first(busy: Busy) -> None:
    with reading(busy.path) as connection, pytest.raises(AmbiguousError) as told:
        case_page(connection, "2024/000", VIEW)
    assert str(told.value).startswith(
        "2024/000 fits more than one: 2024/0001, 2024/0002, 2024/0003, 2024/0004, 2024/0005, "
    )


def test_a_senders_number_with_several_cases_names_them(busy: Busy) -> None:
    many = next(fact for fact in busy.facts if sum(f.complaint_id == fact.complaint_id for f in busy.facts) > 1)
    assert many.external is not None
    with reading(busy.path) as connection, pytest.raises(AmbiguousError) as told:
        case_page(connection, many.external, VIEW)
    assert many.number in str(told.value)


@pytest.mark.parametrize("wanted", ["2024/9999", "", "%", "2024/000_", "'", "\ud7ff", "\U0010ffff", "2024/0001 ", "-1"])
def test_what_is_not_there(busy: Busy, wanted: str) -> None:
    with reading(busy.path) as connection:
        for page in (case_page, complaint_page):
            with pytest.raises(NotFoundError):
                page(connection, wanted, VIEW)


def test_a_page_tells_what_was_noticed(busy: Busy) -> None:
    with reading(busy.path) as connection:
        page = case_page(connection, busy.facts[0].number, VIEW)
        odd = case_page(connection, busy.facts[-3].number, VIEW)
    remarks = values_of(page)["remarks"]
    assert isinstance(remarks, tuple)
    assert list(page.notes) == remark_sentences(str(remark) for remark in remarks)
    assert "The respondent is known by name and unit only." in odd.notes


def test_every_remark_has_a_sentence() -> None:
    for remark in Remark:
        (one,) = remark_sentences([f"{remark}:E4", f"{remark}:D4"])
        assert one.endswith(" (E4, D4).")
        assert remark_sentences([remark]) != [f"{remark}."]


def test_a_complaint_shows_its_respondents_and_the_file_it_came_with(busy: Busy) -> None:
    fact = busy.facts[-1]
    with reading(busy.path) as connection:
        page = complaint_page(connection, fact.complaint, VIEW)
    assert values_of(page)["batch_file"] == "odd.csv"
    assert [row[:3] for row in part(page, "cases").rows] == [(fact.number, fact.name, fact.nip)]
    assert list(part(page, "references").rows) == [("bawaslu", fact.external)]


def test_who_complained_stands_on_no_page_and_in_no_list(busy: Busy) -> None:
    told: list[object] = []
    with reading(busy.path) as connection:
        for table in (case_list(connection, Filters(), VIEW), complaint_list(connection, Filters(), VIEW)):
            told += table.rows
        for fact in busy.facts[-3:]:
            for page in (case_page(connection, fact.number, VIEW), complaint_page(connection, fact.complaint, VIEW)):
                told += [page.values, *(list(table.rows) for table in page.parts), page.notes]
    assert busy.facts[-1].name in repr(told)
    assert COMPLAINANT not in repr(told)
    assert CONTACT not in repr(told)
