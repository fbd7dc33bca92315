"""A typed text is tidied, or refused with its reason."""

import pytest

from asn_neutral import locale
from asn_neutral.errors import BadNeedError
from asn_neutral.intake.typed import LONGEST, tidy


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  800/12 \n BKPSDM ", "800/12 BKPSDM"),
        ("Jose\u0301", "José"),
        ("Ma\u2019ruf, S.H.", "Ma\u2019ruf, S.H."),
        ("co\u00adop", "co\u00adop"),
        ("", ""),
        (" \u200b ", ""),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert tidy("reason", typed) == kept


@pytest.mark.parametrize("typed", ["a\x1b[2J", "a\u202eb", "a\x00", "a" + "\u0301\u0302" * 4, "x\ue000", "\ud800"])
def test_what_acts_or_hides_is_refused(typed: str) -> None:
    with pytest.raises(BadNeedError, match="The value of reason does not fit: the text holds a control character"):
        tidy("reason", typed)


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(BadNeedError, match="2000 are allowed"):
        tidy("reason", "x" * (LONGEST + 1))
