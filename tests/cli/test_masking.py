"""`--mask`: nothing that is shown says who it is about, whatever is shown."""

import json
import re
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from asn_neutral import locale
from asn_neutral.law.book import load_book
from asn_neutral.law.procedure import ACTOR_LABELS
from asn_neutral.reports import masking
from asn_neutral.reports.masking import NAMING, masked
from asn_neutral.reports.registry import REPORTS
from asn_neutral.reports.table import Column, Facts, Record, Table, Value
from asn_neutral.reports.timeline import Said
from tests.complaints_file import COMPLAINANT, ask, row
from tests.conftest import Run
from tests.lived import Lived

NIP = re.compile("[0-9]{18}")
BODIES = {"KASN", "Tim Pemeriksa", "Majelis Kode Etik"}
"""Told as examiners; they are nobody in person."""
NAMED = """
SELECT value FROM events, json_tree(details)
WHERE key IN ('chair', 'examiner', 'members', 'witnesses', 'subordinates', 'official_name')
"""
PLAIN = (
    "case list",
    "complaint list",
    "agenda --days 400",
    "case check --all",
    "report diff register --from 2025-03-01",
)
ONE = ("case show {}", "case timeline {}", "case next {}", "case due {}", "case check {}", "case sanctions {}")


@pytest.fixture(scope="module")
def secrets(lived: Lived) -> frozenset[str]:
    """Every text that names a person, or may."""
    names = {str(name) for (name,) in ask(lived.path, "SELECT name FROM employees")}
    told = {str(text) for (text,) in ask(lived.path, NAMED)}
    texts = {row(1)[key] for key in ("uraian", "bukti", "tempat", "jabatan")}
    return frozenset(
        text for text in (*names, *told, *texts, COMPLAINANT) if text not in BODIES and len(text) > len("ppk")
    )


def lines(lived: Lived) -> list[str]:
    by = {name: " --by unit" if entry.least else "" for name, entry in REPORTS.items()}
    numbers = [lived.numbers[name] for name in sorted(lived.numbers)[::7]]
    return [
        *PLAIN, *(f"report {name}{by[name]}" for name in REPORTS),
        *(line.format(number) for line in ONE for number in numbers),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", ["json", "table"])
def test_no_name_no_number_no_text_is_shown(run: Run, lived: Lived, secrets: frozenset[str], shape: str) -> None:
    for line in lines(lived):
        done = run(f"--today 2026-12-31 {line} --mask --format {shape}", db=lived.path)
        found = [text for text in secrets if text in done.stdout]
        assert not found, line
        assert not NIP.search(done.stdout), line


def test_what_is_not_masked_shows_them(run: Run, lived: Lived, secrets: frozenset[str]) -> None:
    shown = "".join(run(f"--today 2026-12-31 {line} --format json", db=lived.path).stdout for line in lines(lived))
    assert len([text for text in secrets if text in shown]) > 20
    assert COMPLAINANT not in shown
    assert NIP.search(shown)


def test_one_name_is_one_pseudonym_wherever_it_stands(run: Run, lived: Lived) -> None:
    def names(line: str) -> dict[str, str]:
        data = json.loads(run(f"{line} --mask --format json", db=lived.path).stdout)["data"]
        return {one["number"]: one["name"] for one in data}

    listed, registered = names("case list"), names("report register")
    assert listed == registered
    assert len(set(listed.values())) > 40
    assert all(re.fullmatch("Respondent [A-Z2-7]{6}", name) for name in listed.values())


def test_the_register_alone_turns_a_name_into_its_pseudonym(run: Run, lived: Lived, register: Path) -> None:
    here = json.loads(run("case list --mask --format json", db=lived.path).stdout)["data"][0]["name"]
    key = "UPDATE register SET fingerprint_key = randomblob(32)"
    copy = register.with_name("copy.db")
    copy.write_bytes(lived.path.read_bytes())
    copy.chmod(0o600)
    ask(copy, key)
    there = json.loads(run("case list --mask --format json", db=copy).stdout)["data"][0]["name"]
    assert here != there


def test_the_word_may_stand_anywhere_before_a_bare_dash(run: Run, lived: Lived) -> None:
    first = run("--mask case list --format csv", db=lived.path).stdout
    assert first == run("case --mask list --format csv", db=lived.path).stdout
    assert first == run("case list --format csv --mask", db=lived.path).stdout
    assert re.search(r"[0-9]{4}\*{10}[0-9]{4}", first)


def test_what_needs_no_register_needs_none_masked(run: Run, tmp_path: Path) -> None:
    assert run("--mask law violations list --format json", db=tmp_path / "none.db").stdout


# ---- what names nobody stays


def told(run: Run, lived: Lived, line: str) -> Any:
    return json.loads(run(f"--today 2026-12-31 {line} --format json", db=lived.path).stdout)["data"]


def both(run: Run, lived: Lived, line: str) -> tuple[Any, Any]:
    """What *line* tells as it is, and masked."""
    return told(run, lived, line), told(run, lived, f"{line} --mask")


@pytest.mark.parametrize("line", ["agenda --days 400", "report overdue", "case due {}"])
def test_who_has_to_act_by_the_procedure_is_nobody_in_person(run: Run, lived: Lived, line: str) -> None:
    open_case = told(run, lived, "agenda --days 400")[0]["number"]
    plain, hidden = both(run, lived, line.format(open_case))
    assert [one["actor"] for one in hidden] == [one["actor"] for one in plain]
    assert {one["actor"] for one in hidden} & ACTOR_LABELS.keys()


def test_what_may_follow_is_told_whole_with_its_commands(run: Run, lived: Lived) -> None:
    open_case = told(run, lived, "agenda --days 400")[0]["number"]
    plain, hidden = both(run, lived, f"case next {open_case}")
    assert hidden == plain
    assert hidden["steps"][0]["command"].startswith("asn-neutral --db ")
    assert all(one["reason"] for one in hidden["barred"])


def test_of_the_findings_only_those_that_name_somebody_are_hidden(run: Run, lived: Lived) -> None:
    plain, hidden = both(run, lived, "case check --all --closed")
    assert len(plain) == len(hidden)
    for one, two in zip(plain, hidden, strict=True):
        assert two == ({**one, "message": "[hidden]"} if one["code"] in NAMING else one)
    shown = Counter(one["code"] in NAMING for one in hidden)
    assert shown[True]
    assert shown[False] > 50


def test_the_findings_are_counted_below_a_masked_table_as_well(run: Run, lived: Lived) -> None:
    plain = run("case check --all", db=lived.path).stdout
    hidden = run("case check --all --mask", db=lived.path).stdout
    counted = re.compile("[0-9]+ errors?, .*")
    assert counted.findall(hidden) == counted.findall(plain)
    assert counted.findall(plain)


def test_every_rule_whose_finding_repeats_what_was_typed_is_known() -> None:
    typed = {"person", "named"}
    sentences = {one.id: one.says_en for one in load_book(None).checks}
    fields = {rule: {name for _text, name, _form, _as in Formatter().parse(text)} for rule, text in sentences.items()}
    assert {rule for rule, names in fields.items() if names & typed} == NAMING


def test_an_entry_keeps_its_keys_and_what_names_nobody(run: Run, lived: Lived) -> None:
    number = next(number for name, number in lived.numbers.items() if name.startswith("49-"))
    plain, hidden = both(run, lived, f"case timeline {number}")
    for one, two in zip(plain, hidden, strict=True):
        assert [said["key"] for said in one["said"]] == [said["key"] for said in two["said"]]
    said = {fact["key"]: fact["value"] for entry in hidden for fact in entry["said"]}
    assert said["chair"] == "[hidden]"
    assert re.fullmatch("[0-9-]{10}", said["examine_on"])
    assert all(re.fullmatch("Officer [A-Z2-7]{6}", entry["actor"]) for entry in hidden)


@pytest.mark.parametrize("line", ["case show {}", "case next {}", "case check {}", "case list"])
def test_that_it_is_masked_is_said_once(run: Run, lived: Lived, line: str) -> None:
    number = next(iter(lived.numbers.values()))
    shown = run(f"{line.format(number)} --mask", db=lived.path).stdout
    assert shown.count("Names are pseudonyms") == 1


# ---- what may name somebody, in the shapes of results


NAME = "Rahma Invented"


@pytest.fixture
def _english() -> None:
    locale.use("en")


def hidden(value: Value, key: str, **more: Any) -> Value:
    """What is left of *value* in a column with that key."""
    name = more.pop("table", "some")
    table = masked(Table(name, "", [Column(key, key, **more)], [(value,)]), lambda: b"secret")
    return next(iter(table.rows))[0]


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("key", "more"),
    [("file", {}), ("message", {}), ("reason", {}), ("value", {"table": "reasons"}), ("after", {"labels": {"a": "b"}})],
)
def test_a_text_that_may_name_somebody_is_hidden(key: str, more: dict[str, Any]) -> None:
    assert hidden(NAME, key, **more) == "[hidden]"


@pytest.mark.usefixtures("_english")
def test_an_officer_whose_column_has_other_words_as_well_is_no_less_hidden() -> None:
    assert hidden("ppk", "actor", labels=ACTOR_LABELS) == "ppk"
    assert str(hidden(NAME, "actor", labels=ACTOR_LABELS)).startswith("Officer ")
    assert str(hidden(NAME, "actor")).startswith("Officer ")


@pytest.mark.usefixtures("_english")
def test_facts_keep_their_keys() -> None:
    day = Facts(date="2026-01-01", why="New Year")
    assert hidden((day,), "skipped") == (day,)
    assert hidden((Facts(field="name", theirs=NAME, ours=NAME),), "differences") == (
        {"field": "name", "theirs": "[hidden]", "ours": "[hidden]"},
    )
    late = Facts(code="delivered-late", severity="warning", message="Late.", basis="Pasal 38")
    named = Facts(code="conflict-witness", severity="error", message=NAME, basis="Pasal 28")
    assert hidden((late, named), "findings") == (late, {**named, "message": "[hidden]"})
    assert hidden((Facts(message=NAME),), "findings") == ({"message": "[hidden]"},)
    assert hidden((Said(key="chair", before=NAME, value=NAME),), "said") == (
        {"key": "chair", "before": "[hidden]", "value": "[hidden]"},
    )
    assert hidden((Said(key="owner", value="none"), Said(key="level", value="berat")), "said") == (
        {"key": "owner", "value": "none"}, {"key": "level", "value": "berat"},
    )  # fmt: skip
    owner = hidden((Said(key="owner", value=NAME),), "said")
    assert isinstance(owner, tuple)
    assert str(owner[0]).startswith("responsible: Officer ")
    assert hidden((NAME,), "said") == ("[hidden]",)
    assert hidden(7, "before") == 7


@pytest.mark.usefixtures("_english")
def test_a_record_says_it_once_and_its_parts_keep_their_own_remarks() -> None:
    part = Table("part", "", [Column("message", "")], [(NAME,)], notes=["1 finding."])
    record = masked(Record("r", "", [Column("file", "")], (NAME,), (part,), notes=[NAME]), lambda: b"secret")
    assert (record.values, [*record.parts[0].rows], record.parts[0].notes) == (
        ("[hidden]",), [("[hidden]",)], ["1 finding."],
    )  # fmt: skip
    assert list(record.notes) == [masking.NOTED]
