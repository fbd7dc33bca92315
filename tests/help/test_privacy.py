"""What is promised about personal data names things as they are called, alike in both languages."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.cli.draft import Draft
from asn_neutral.help import page
from asn_neutral.locale import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_speaks_of_is_called_so(language: str) -> None:
    locale.use(language)
    text = page("privacy")
    for name in (Draft.beside(Path("register.db")).name, "--complainant-from", "asn-neutral db check", "--debug"):
        assert name in text


def test_both_languages_promise_the_same_number_of_things() -> None:
    counts = set()
    for language in LANGUAGES:
        locale.use(language)
        counts.add(tuple(part.count("\n  * ") for part in page("privacy").split(":\n\n")))
    assert len(counts) == 1
