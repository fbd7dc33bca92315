"""`asn-neutral employee check`: what a script and what a person gets."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run


def data(text: str) -> dict[str, object]:
    found = json.loads(text)
    assert (found["schema"], found["version"]) == ("asn-neutral/employee-check", 1)
    return dict(found["data"])


def test_a_good_number(run: "Run") -> None:
    assert data(run("employee check 199003032014032901 --format json").stdout) == {
        "nip": "199003032014032901",
        "ok": True,
        "kind": "PNS",
        "birth": "1990-03-03",
        "appointed": "2014-03",
        "sex": "female",
        "serial": "901",
        "typed": "199003032014032901",
        "findings": [],
    }


def test_a_pppk_number_has_the_year_of_appointment(run: "Run") -> None:
    found = data(run("employee check 199205112021211902 --format json").stdout)
    assert (found["kind"], found["appointed"], found["sex"]) == ("PPPK", "2021", "male")


@pytest.mark.parametrize(("options", "code"), [("", 0), ("--fail", 4)])
def test_a_damaged_number_ends_in_a_gate_only_when_asked(options: str, code: int, run: "Run") -> None:
    found = data(run(f"employee check 1,98E+17 --format json {options}", code=code).stdout)
    assert (found["ok"], found["nip"]) == (False, None)
    assert found["findings"] == [
        {
            "code": "E_NIP_ILMIAH",
            "severity": "error",
            "message": "a spreadsheet turned the number into scientific notation and its last digits are lost; "
            "copy it again from the source into a text cell",
        }
    ]


def test_a_warning_is_no_reason_for_the_gate(run: "Run") -> None:
    found = data(run("employee check 199003032007032901 --fail --format json").stdout)
    assert found["ok"] is True
    assert [finding["code"] for finding in found["findings"]] == ["W_NIP_USIA"]  # type: ignore[attr-defined]  # JSON


def test_a_person_reads_words(run: "Run") -> None:
    shown = run("employee check 199003032014033000").stdout
    assert "E_NIP_KELAMIN" in shown
    assert "digit 15 (3) must be 1 (man) or 2 (woman)" in shown
    assert "cannot be read" in shown


def test_what_cannot_be_read_is_shown_as_it_was_typed_and_acts_on_nothing(run: "Run") -> None:
    shown = run(["employee", "check", "12\x1b[31m" + "x" * 60]).stdout
    assert "As typed" in shown
    assert "12\\x1b[31m" + "x" * 33 + "\n" in shown
    assert "\x1b" not in shown
