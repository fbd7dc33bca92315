"""The list of reports names exactly the reports there are."""

import pytest
import typer.main
from typer.core import TyperGroup

from asn_neutral import locale
from asn_neutral.cli.report import app
from asn_neutral.reports.registry import DOCUMENTS, REPORTS, report_list


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def test_every_report_is_a_command_and_every_command_a_report() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    assert {*REPORTS, *DOCUMENTS} == set(group.commands) - {"list", "describe", "run", "check", "diff"}


def test_each_says_in_a_sentence_what_it_tells() -> None:
    table = report_list()
    assert [column.key for column in table.columns] == ["name", "description"]
    rows = list(table.rows)
    assert [row[0] for row in rows] == [*REPORTS, *DOCUMENTS]
    assert all(str(row[1]).endswith(".") for row in rows)


def test_it_speaks_the_language_in_force() -> None:
    english = [row[1] for row in report_list().rows]
    locale.use("id")
    assert [row[1] for row in report_list().rows] != english
