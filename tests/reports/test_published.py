"""The figures that were published come out of made-up registers of that size, to the decimal."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.reports.follow_up import follow_up_table
from asn_neutral.reports.recap import recap_table
from asn_neutral.reports.table import Value
from asn_neutral.store.reader import reading
from tests.made_up import PROVEN, RECOMMENDED, Cell, made_up
from tests.reports_asked import asked_of

Cells = Mapping[str, Cell]
ETHICS: Cells = {"track": "kode-etik", "level": "moral", "sanction": "pernyataan-terbuka", "sanction_level": "moral"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def follow_up(path: Path, by: Sequence[str] = ()) -> list[dict[str, Value]]:
    with reading(path) as connection:
        table = follow_up_table(asked_of(connection, by=by))
        return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def shares(path: Path, word: str) -> dict[Value, tuple[Value, Value]]:
    """By value of the dimension its cases and their share."""
    with reading(path) as connection:
        return {row[0]: (row[2], row[4]) for row in recap_table(asked_of(connection, by=[word])).rows}


def test_pilkada_2018_and_pemilu_2019(template: Path, tmp_path: Path) -> None:
    """991 civil servants; 299 sanctioned, 179 for discipline and 120 by the code of ethics; 692 pending."""
    cases = [PROVEN] * 179 + [{**PROVEN, **ETHICS}] * 120 + [RECOMMENDED] * 692
    (told,) = follow_up(made_up(template, tmp_path, cases))
    assert [told[key] for key in ("recommended", "sanctioned", "not_sanctioned")] == [991, 299, 692]
    assert [told[key] for key in ("discipline", "ethics", "party")] == [179, 120, 0]
    assert told["follow_up_rate"] == Decimal("30.2")


def test_pilkada_2020_final(template: Path, tmp_path: Path) -> None:
    """2,034 reported; 1,597 proven = 78.5 %; 1,450 sanctioned = 90.8 %."""
    cases = [PROVEN] * 1450 + [RECOMMENDED] * 147 + [{"status": "dismissed"}] * 437
    path = made_up(template, tmp_path, cases)
    (told,) = follow_up(path)
    assert [told[key] for key in ("reported", "recommended", "sanctioned", "dismissed")] == [2034, 1597, 1450, 437]
    assert (told["recommended_rate"], told["follow_up_rate"]) == (Decimal("78.5"), Decimal("90.8"))
    with reading(path) as connection:
        notes = follow_up_table(asked_of(connection)).notes
    assert "Recommended: 1597; of these sanctioned: 1450 (90.8 %), the follow-up rate." in notes


def test_pilkada_2020_in_november(template: Path, tmp_path: Path) -> None:
    """1,005 reported; 727 recommended; 580 sanctioned, 147 not; blocked 26, reopened 8."""
    blocked = {**RECOMMENDED, "blocked_on": "2020-11-20"}
    reopened = {**PROVEN, "blocked_on": "2020-11-03", "reopened_on": "2020-11-24"}
    cases = [PROVEN] * 572 + [reopened] * 8 + [blocked] * 18 + [RECOMMENDED] * 129 + [{}] * 278
    (told,) = follow_up(made_up(template, tmp_path, cases))
    keys = ("reported", "recommended", "sanctioned", "not_sanctioned", "blocked", "reopened", "undecided")
    assert [told[key] for key in keys] == [1005, 727, 580, 147, 26, 8, 425]
    assert (told["recommended_rate"], told["follow_up_rate"]) == (Decimal("72.3"), Decimal("79.8"))


def test_sulsel_in_february_2024(template: Path, tmp_path: Path) -> None:
    """69 = 47 LHP + 10 findings + 8 reports + 4 from Gakkumdu, each through a channel of its own."""
    counts = {"informasi-awal": 47, "temuan-bawaslu": 10, "laporan-bawaslu": 8, "surat": 4}
    cases = [{"channel": channel} for channel, number in counts.items() for _each in range(number)]
    path = made_up(template, tmp_path, cases)
    told = shares(path, "channel")
    assert {channel: number for channel, (number, _share) in told.items()} == counts
    assert [told[channel][1] for channel in counts] == [Decimal(text) for text in ("68.1", "14.5", "11.6", "5.8")]
    with reading(path) as connection:
        assert recap_table(asked_of(connection, by=["channel"])).totals[0].values["cases"] == 69


def test_posts_and_forms_of_pilkada_2020_in_june(template: Path, tmp_path: Path) -> None:
    """Whole percents of a register of a hundred: posts 36, 17, 13, 12, 7; forms 27, 21, 13, 9, 4."""
    posts = {"jpt-pratama": 36, "fungsional": 17, "administrator": 13, "pelaksana": 12, "kepala-wilayah": 7, None: 15}
    forms = {"E2": 27, "D3": 21, "E1": 13, "E3": 9, "E5": 4, "D13": 26}
    every_post = [post for post, number in posts.items() for _each in range(number)]
    every_form = [form for form, number in forms.items() for _each in range(number)]
    cases = [{"position_class": post, "violations": form} for post, form in zip(every_post, every_form, strict=True)]
    path = made_up(template, tmp_path, cases)
    assert shares(path, "position-class") == {post: (number, Decimal(number)) for post, number in posts.items()}
    assert shares(path, "violation") == {form: (number, Decimal(number)) for form, number in forms.items()}


@pytest.mark.parametrize(
    ("sanctioned", "recommended", "rate"), [(1, 16, "6.3"), (1, 2000, "0.1"), (1, 2001, "0.0"), (1, 3, "33.3")]
)
def test_halves_are_rounded_up(template: Path, tmp_path: Path, sanctioned: int, recommended: int, rate: str) -> None:
    """6.25 % is 6.3 and 0.05 % is 0.1, where rounding to even would give 6.2 and 0.0."""
    cases = [PROVEN] * sanctioned + [RECOMMENDED] * (recommended - sanctioned)
    (told,) = follow_up(made_up(template, tmp_path, cases))
    assert told["follow_up_rate"] == Decimal(rate)
