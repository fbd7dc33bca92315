"""The rules of the lawfulness check as data: each has its article and sentence, and an office may only reword them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from asn_neutral import locale
from asn_neutral.domain.checks import RULES
from asn_neutral.errors import LawDataError
from asn_neutral.law.book import Book, load_book
from asn_neutral.law.lawfulness import SEVERITY_LABELS, Severity

OfficeFile = Callable[[str], Path]
OWN = """
[[check]]
id = "{id}"
name = "tim"
severity = "note"
says = "{says}"
basis = "Perwali 1/2026"
since = {since}
verified = true
"""


def own(says: str, check_id: str = "team-small", since: str = "2021-08-31") -> str:
    return OWN.replace("{id}", check_id).replace("{says}", says).replace("{since}", since)


def test_each_entry_has_its_rule_and_each_rule_its_entry(book: Book) -> None:
    assert {check.id for check in book.checks} == set(RULES)
    assert all(check.basis and check.sentence and check.severity in SEVERITY_LABELS for check in book.checks)


def test_both_sentences_are_filled_with_the_same(book: Book) -> None:
    def braces(sentence: str) -> set[str]:
        return {name for _text, name, _form, _turn in Formatter().parse(sentence) if name}

    for check in book.checks:
        assert braces(check.says) == braces(check.says_en), check.id


def test_a_sentence_is_said_in_the_language_in_force(book: Book) -> None:
    check = book.check_of("proof-missing", on=date(2025, 1, 1))
    assert check is not None
    assert check.sentence == check.says_en
    locale.use("id")
    assert check.sentence == check.says


def test_a_rule_holds_from_the_first_day_of_its_law(book: Book) -> None:
    assert book.check_of("team-missing", on=date(2021, 8, 30)) is None
    assert book.check_of("team-missing", on=date(2021, 8, 31)) is not None


def test_an_office_may_put_its_own_words_and_weight_in_place(office_file: OfficeFile) -> None:
    book = load_book(office_file(own("Tim hanya {count} orang.")))
    check = book.check_of("team-small", on=date(2025, 1, 1))
    assert check is not None
    assert (check.severity, check.basis, check.limit) == (Severity.NOTE, "Perwali 1/2026", None)
    assert check.sentence == "Tim hanya {count} orang."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (own("x", "team-smal"), "did you mean team-small"),
        (own("{counts} orang"), "did you mean count"),
        (own("{count.real} orang"), "count.real is not known"),
        (own("{count orang"), "is not known"),
        (own("{}"), "is not known"),
        (own("x", since="2022-01-01"), "begins while"),
        (own("x").replace('"note"', '"grave"'), "grave is not known"),
        (own("x").replace('says = "x"\n', ""), "says is missing"),
    ],
)
def test_an_entry_that_the_program_cannot_carry_out_is_refused(office_file: OfficeFile, text: str, reason: str) -> None:
    with pytest.raises(LawDataError, match=reason):
        load_book(office_file(text))
