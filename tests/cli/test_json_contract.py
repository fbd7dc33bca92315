"""What scripts rely on: the schema and the keys of every command's JSON.

A key may be added at the end of a list here; one that is taken away or renamed breaks somebody's script.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from asn_neutral.reports.registry import REPORTS
from asn_neutral.values import login_name
from tests.complaints_file import DECIDED, PRIVATE_KEY, nip, row, write
from tests.conftest import Run
from tests.documents import SCHEDULE, commands

CASE = "number complaint name nip unit violations status due_on opened_on"
LAW_LISTS = (
    "violations",
    "sanctions",
    "deadlines",
    "holidays",
    "elections",
    "authority",
    "recommenders",
    "retention",
    "checks",
)


class Promise(NamedTuple):
    """A command line, the schema it names, the keys of its `data` (`rows` of them or one), and of the lists within.

    `before` are the lines to be carried out first.
    """

    line: str
    schema: str
    keys: str
    rows: bool = False
    inside: Mapping[str, str] = {}
    code: int = 0
    before: tuple[str, ...] = ()


OTHER_KEY = "age10dwtaa5vqxtqal0cuysxrrnayqg9cnjdz3hjtwxuyz9texuaqy2s3tpgpq"
CUSTODIAN = "name public_key added_at retired_at"
SCHEDULED = 'schedule add harian --report register --every "daily 06:00" --output a.csv'
FIRST_USER = f"user add Kepala --role administrator --login {login_name()}"
LAPSED = "case record 2024/0001 lapse --on 2025-01-10 --with cause=pensiun"
LAPSED_TOO = "case record 2024/0002 lapse --on 2025-01-10 --with cause=pensiun"
LOGIN = f"--login {login_name()}"
USERS = (
    f"user add Siti --role administrator {LOGIN}",
    f"--as Siti user add Budi --role decider {LOGIN}",
)
PROPOSING = "--as Siti --today 2026-02-01 retention propose"
PROPOSAL = "proposal on by files standing reason decided_on decided_by letter decided_because"
PROPOSED = "complaints cases closed_on ends_on disposition rule basis"
PROMISES = {
    "init": Promise("init --yes", "init", "database created custodians key_file"),
    "import": Promise(
        "import bad.csv",
        "import",
        "batch read accepted unchanged refused refused_file complaints cases stored blank repaired encoding delimiter"
        " names_differ new_units reasons_more"
        " reasons",
        inside={"reasons": "row column value reason code"},
        code=3,
    ),
    "reconcile": Promise(
        "reconcile in.csv --with bawaslu",
        "reconcile",
        "result row their_number number name nip fields differences candidates remark",
        rows=True,
    ),
    "complaint list": Promise(
        "complaint list",
        "complaint-list",
        "number external_number channel received_on happened_on place district election stage cases",
        rows=True,
    ),
    "complaint show": Promise(
        "complaint show P-2024/0001",
        "complaint",
        "number channel letter_number letter_date received_on happened_on known_on place district election stage"
        " summary evidence recorded_at batch_file references cases",
        inside={"references": "agency number", "cases": "number name nip unit violations status"},
    ),
    "complaint add": Promise(
        "complaint add --channel langsung --received today --happened 2024-10-06 --name Contoh --unit Dinas"
        " --violation D4 --summary Hadir",
        "complaint-added",
        "number external_number cases created stored remarks known_as new_units",
    ),
    "case list": Promise("case list", "case-list", CASE, rows=True),
    "case show": Promise(
        "case show 2024/0001",
        "case",
        f"{CASE} unit_kind employment rank position position_class track level due_clock side"
        " recommended_on finding sanction sanction_level decided_on received_on effect_on in_force_on ends_on"
        " sk_number reported_on blocked_on reopened_on channel"
        " happened_on known_on place"
        " district election stage remarks closed_on version summary evidence known_as owner complaints events",
        inside={
            "complaints": "number channel received_on letter_number letter_date",
            "events": "seq entry step happened_on recorded_at actor status clock",
        },
    ),
    "case next": Promise(
        "case next 2024/0001",
        "case-next",
        "number status steps keys may_be_told barred",
        inside={
            "steps": "step actor needs optional due_on means clock basis verified leads_to command",
            "keys": "key meaning values example",
            "may_be_told": "key meaning values example steps",
            "barred": "step reason basis",
        },
    ),
    "case record": Promise(
        "case record 2024/0001 study --on 2025-01-10",
        "case-record",
        "number step status due_on due_clock event entry stored warnings findings",
    ),
    "case due": Promise(
        "case due 2024/0002 --explain",
        "case-due",
        "clock starts_on due_on means days_left actor basis counted skipped calendar stood_still",
        rows=True,
    ),
    "case check": Promise(
        "case check 2024/0001",
        "case-check",
        "code severity message basis on verified",
        rows=True,
        before=DECIDED,
    ),
    "case sanctions": Promise(
        "case sanctions 2024/0003",
        "case-sanctions",
        "number open barred history",
        inside={
            "open": "sanction name level article officials delegates officials_basis basis verified ends waits_for"
            " waits_until notes",
            "barred": "sanction reason basis",
            "history": "case sanction level decided_on in_force_on ends_on track annulled",
        },
        before=("import again.csv", *DECIDED),
    ),
    "case timeline": Promise(
        "case timeline 2024/0002",
        "case-timeline",
        "entry happened_on step standing said status recorded_at actor event",
        rows=True,
    ),
    "case simulate": Promise(
        "case simulate 2024/0001",
        "case-simulate",
        "number sanction official decided_on received_on in_force_on ends_on open_from open_until what_if assumed days",
        inside={"days": "clock on days basis"},
        before=DECIDED,
    ),
    "case correct": Promise(
        "case correct 2024/0002 2 --on 2025-01-09 --reason misread",
        "case-mended",
        "number step corrects status_before status due_on_before due_on due_clock event stored warnings findings"
        " changes",
        inside={"changes": "entry step key before after"},
    ),
    "case undo": Promise(
        "case undo 2024/0002 --reason misread",
        "case-mended",
        "number step corrects status_before status due_on_before due_on due_clock event stored warnings findings"
        " changes",
        inside={"changes": "entry step key before after"},
    ),
    "case recompute": Promise(
        "case recompute",
        "case-recompute",
        "number clock due_on_before due_on",
        rows=True,
    ),
    "case assign": Promise(
        "case assign 2024/0002 Siti",
        "case-assign",
        "number status due_on owner_before owner event",
        rows=True,
    ),
    "handover": Promise(
        "handover Siti Budi",
        "handover",
        "number status due_on owner_before owner event",
        rows=True,
        before=("case assign 2024/0001 2024/0002 Siti",),
    ),
    "agenda": Promise(
        "agenda --days 30",
        "agenda",
        "number status clock due_on days_left actor reason name unit owner block_risk waits_for waits_since",
        rows=True,
    ),
    "law procedure": Promise(
        "law procedure",
        "law-procedure",
        "step from to actor needs optional tracks employments levels starts stops basis verified",
        rows=True,
    ),
    "law holidays add": Promise(
        "law holidays add 2025-01-21 --name Libur --basis SE",
        "law-holidays-add",
        "number clock due_on_before due_on",
        rows=True,
    ),
    "employee check": Promise(
        "employee check 198001012005011000",
        "employee-check",
        "nip ok kind birth appointed sex serial typed findings",
        inside={"findings": "code severity message"},
    ),
    "report list": Promise("report list", "report-list", "name description", rows=True),
    "report recap": Promise(
        "report recap --by unit --by level", "recap", "unit level incidents cases persons share", rows=True
    ),
    "db status": Promise(
        "db status",
        "db-status",
        "database schema schema_needed bytes complaints cases employees units batches events head",
    ),
    "report describe": Promise("report describe recap", "report-description", "key meaning steps", rows=True),
    "schedule add": Promise(
        'schedule add harian --report register --every "daily 06:00" --output a.csv',
        "schedule-added",
        "name report every output mail_to next_at stored",
    ),
    "schedule list": Promise(
        "schedule list",
        "schedule-list",
        "name report every output mail_to next_at added_at added_by",
        rows=True,
        before=(SCHEDULED,),
    ),
    "schedule status": Promise(
        "schedule status",
        "schedule-status",
        "name state due_at started_at ended_at exit_code rows file sha256 problem mails_waiting next_at",
        rows=True,
        before=(SCHEDULED,),
    ),
    "schedule remove": Promise("schedule remove harian --yes", "schedule-removed", "name stored", before=(SCHEDULED,)),
    "audit log": Promise(
        "audit log", "audit-log", "recorded_at actor number complaint step happened_on said status event", rows=True
    ),
    "audit verify": Promise(
        "audit verify", "audit-verify", "ok events cases head anchors events_since hours_since findings"
    ),
    "audit anchor": Promise("audit anchor", "audit-anchor", "register events head made_at signer signature"),
    "audit key": Promise("audit key kunci.pem", "audit-key", "public_key key_file protected"),
    "complaint reveal": Promise(
        "complaint reveal P-2024/0001 --reason x --key kunci.txt",
        "complaint-reveal",
        "number complainant contact event",
    ),
    "complaint forget": Promise("complaint forget P-2024/0001 --reason x --yes", "complaint-forget", "number event"),
    "user list": Promise("user list", "user-list", "user roles logins since", rows=True, before=(FIRST_USER,)),
    "user rights": Promise(
        "user rights", "user-rights", "right meaning clerk examiner decider auditor administrator steps", rows=True
    ),
    "user add": Promise(FIRST_USER, "user", "user roles logins event"),
    "user role": Promise(
        "--as Kepala user role Kepala administrator clerk", "user", "user roles logins event", before=(FIRST_USER,)
    ),
    "key list": Promise("key list", "key-list", CUSTODIAN, rows=True),
    "key new": Promise("key new baru.txt", "key-new", "public_key key_file protected"),
    "key add": Promise(f"key add Lain {OTHER_KEY} --key kunci.txt", "key-changed", CUSTODIAN, rows=True),
    "key rotate": Promise(f"key rotate Uji {OTHER_KEY} --key kunci.txt", "key-changed", CUSTODIAN, rows=True),
    "key retire": Promise(
        "key retire Lain --key kunci.txt",
        "key-changed",
        CUSTODIAN,
        rows=True,
        before=(f"key add Lain {OTHER_KEY} --key kunci.txt",),
    ),
    "key check": Promise(
        "key check --key kunci.txt", "key-check", "ok sealed opened complainants complainants_opened closed"
    ),
    "evidence add": Promise(
        "evidence add P-2024/0001 in.csv",
        "evidence-added",
        "complaint name bytes source account posted_at captured_at note recorded_at actor sha256 event",
        rows=True,
    ),
    "evidence list": Promise(
        "evidence list P-2024/0001",
        "evidence-list",
        "complaint name bytes source account posted_at captured_at note recorded_at actor sha256 event",
        rows=True,
        before=("evidence add P-2024/0001 in.csv",),
    ),
    "evidence export": Promise(
        "evidence export P-2024/0001 bukti",
        "evidence-handed-out",
        "complaint name file sha256",
        rows=True,
        before=("evidence add P-2024/0001 in.csv",),
    ),
    "evidence verify": Promise("evidence verify", "evidence-verify", "standing complaint name sha256", rows=True),
    "backup create": Promise("backup create .", "backup-made", "backup bytes events head encrypted removed lost"),
    "backup list": Promise(
        "backup list .",
        "backup-list",
        "made_at events bytes encrypted register backup",
        rows=True,
        before=("backup create .",),
    ),
    "backup verify": Promise(
        "backup verify .",
        "backup-verify",
        "ok backup made_at events cases evidence head register findings lost",
        before=("backup create .",),
    ),
    "backup drill": Promise(
        "backup drill .",
        "backup-drill",
        "ok backup made_at events cases evidence head register seconds findings lost",
        before=("backup create .",),
    ),
    "backup restore": Promise(
        "backup restore . --replace --yes",
        "backup-restored",
        "database aside backup made_at events cases evidence head register lost",
        before=("backup create .",),
    ),
    "retention propose": Promise(
        PROPOSING,
        "retention",
        PROPOSAL,
        inside={"files": PROPOSED},
        before=(LAPSED, LAPSED_TOO),
    ),
    "retention list": Promise(
        "retention list", "retention-list", PROPOSAL, rows=True, before=(LAPSED, LAPSED_TOO, PROPOSING)
    ),
    "retention show": Promise(
        "retention show 1", "retention", PROPOSAL, inside={"files": PROPOSED}, before=(LAPSED, LAPSED_TOO, PROPOSING)
    ),
    "retention reject": Promise(
        "--as Budi retention reject 1 --reason x",
        "retention",
        PROPOSAL,
        inside={"files": PROPOSED},
        before=(LAPSED, LAPSED_TOO, PROPOSING),
    ),
    "retention approve": Promise(
        "--as Budi --today 2026-02-01 retention approve 1 --letter 1 --reason x --yes",
        "retention",
        PROPOSAL,
        inside={"files": PROPOSED},
        before=(LAPSED, LAPSED_TOO, *USERS, PROPOSING),
    ),
    "db check": Promise("db check", "db-check", "ok events cases head findings"),
    "doctor": Promise("doctor", "doctor", "condition subject said remedy", rows=True),
    "db upgrade": Promise("db upgrade", "db-upgrade", "database schema_before schema backup"),
}
REPORTED = {
    "register": (
        "no number opened_on channel external_numbers letter_number letter_date name nip rank position "
        "position_class unit happened_on place district election stage summary violations articles "
        "recommended_by recommendation_number recommendation_date respond_by status finding level "
        "sanction sanction_level sk_number decided_on received_on in_force_on ends_on remedy "
        "remedy_outcome reported_on blocked_on reopened_on side remarks owner"
    ),
    "overdue": "number name unit status clock due_on days_late working_days_late actor block_risk owner",
    "sanctions": (
        "number name nip position_class unit running sanction sanction_level sanction_wording sk_number "
        "decided_on official received_on effect_on in_force_on ends_on annulled remedy remedy_outcome "
        "status reported_on"
    ),
    "remedies": (
        "number name nip unit remedy pending filed_on late filed_to reply_due_on replied_on "
        "decision_due_on remedy_decided_on days_taken days_late remedy_outcome sanction sanction_level "
        "annulled effect_on ends_on status"
    ),
    "repeat": (
        "number name nip unit opened_on happened_on violations status cases earlier_cases "
        "earlier_decisions previous previous_decided_on previous_level previous_sanction after_previous "
        "sanction sanction_level decided_on heavier"
    ),
    "custody": "holder cases overdue oldest_since median_days longest_days longest",
    "follow-up": (
        "reported recommended recommended_rate decided annulled sanctioned discipline ethics party "
        "recommended_sanctioned not_sanctioned follow_up_rate in_force in_force_rate reported_to_bkn "
        "reported_to_bkn_rate not_proven dismissed referred lapsed undecided blocked reopened"
    ),
    "durations": ("step times median_days p90_days longest_days answered late late_median_days late_worst_days clocks"),
    "units": "unit ranking cases persons incidents decided sanctioned employees per_thousand",
    "stages": (
        "election stage violation position_class cases persons days per_day stage_cases stage_per_day times_average"
    ),
    "consistency": "violation position_class cases lightest median heaviest outliers",
    "intake": ("batch recorded_at file sender channels actor read accepted unchanged refused refused_share"),
    "activity": "actor step entries cases first_on last_on",
    "public": "unit cases",
}
"""The columns of the other reports, as far as they are asked without a dimension or by unit."""
NOT_HERE = {
    *(f"report {name}" for name in REPORTED),
    "report monthly",
    "report diff",
    "report run",
    "report check",
    "schedule run",
    "schedule install",
    "schedule uninstall",
    "digest",
    *(f"law {noun} {verb}" for noun in LAW_LISTS for verb in ("list", "show")),
    "law due",
    "config show",
    "help",
}
"""Words without a register, or held elsewhere."""
WITHOUT_REGISTER = {
    "audit key",
    "backup list",
    "backup verify",
    "backup drill",
    "key new",
    "doctor",
    "user rights",
    "backup restore",
    "init",
    "employee check",
    "report list",
    "report describe",
    "law procedure",
}


@pytest.fixture(autouse=True)
def _two_cases(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kunci.txt").write_text(PRIVATE_KEY)
    (tmp_path / "kunci.txt").chmod(0o600)
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(tmp_path / "law.toml"))
    (tmp_path / "law.toml").write_text(SCHEDULE, encoding="utf-8")
    run(["import", str(write(tmp_path / "in.csv", row(1), row(1, nip=nip(8), nama_terlapor="Rekan Contoh")))])
    run("case record 2024/0002 study --on 2025-01-10")
    write(tmp_path / "bad.csv", row(2, nip="1,98E+17"))
    write(tmp_path / "again.csv", row(3, nip=nip(1), nama_terlapor="Warga Contoh 1", tanggal_kejadian="2024-09-25"))


def answer(run: Run, promise: Promise, tmp_path: Path) -> dict[str, Any]:
    """The whole JSON document of a command that says nothing else."""
    db = tmp_path / "new.db" if promise.line.startswith("init") else None
    for line in promise.before:
        run(line)
    done = run(f"{promise.line} --format json", code=promise.code, db=db)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def keys_of(value: Any) -> list[str]:
    """The keys of a record."""
    return list(value)


@pytest.mark.parametrize("path", PROMISES)
def test_schema_and_keys(run: Run, tmp_path: Path, path: str) -> None:
    promise = PROMISES[path]
    found = answer(run, promise, tmp_path)
    assert list(found)[:3] == ["schema", "version", "data"]
    assert (found["schema"], found["version"]) == (f"asn-neutral/{promise.schema}", 1)
    data = found["data"]
    records = data if isinstance(data, list) else [data]
    assert isinstance(data, list) == promise.rows
    assert records or path in {"case recompute", "law holidays add", "evidence verify"}
    assert all(keys_of(record) == promise.keys.split() for record in records)
    for name, keys in promise.inside.items():
        assert [keys_of(part) for part in records[0][name]][:1] == [keys.split()]


def test_the_check_of_all_cases_names_the_case(run: Run) -> None:
    for line in DECIDED:
        run(line)
    found = json.loads(run("case check --all --format json").stdout)
    assert found["schema"] == "asn-neutral/case-check-all"
    assert keys_of(found["data"][0]) == ["number", *PROMISES["case check"].keys.split()]


@pytest.mark.parametrize("name", REPORTED)
def test_the_columns_of_every_report(run: Run, name: str) -> None:
    line = f"report {name}{' --by unit' * REPORTS[name].least}"
    header = run(f"{line} --format csv").stdout.split("\r\n")[0]
    assert header == ",".join(f'"{key}"' for key in REPORTED[name].split())
    found = json.loads(run(f"{line} --format json").stdout)
    assert (found["schema"], found["version"]) == (f"asn-neutral/{name}", 1)


def test_what_changed_between_two_days(run: Run) -> None:
    run("case record 2024/0001 review --on 2025-01-10")
    found = json.loads(run("report diff recap --by status --from 2024-12-31 --format json").stdout)
    assert found["schema"] == "asn-neutral/report-diff"
    assert all(keys_of(one) == "status figure before after entered left changed".split() for one in found["data"])  # noqa: SIM905 - as the promises are written


def test_every_report_is_promised() -> None:
    assert REPORTED.keys() | {"recap"} == REPORTS.keys()


def test_every_command_has_a_promise() -> None:
    assert {word.path for word in commands()} == PROMISES.keys() | NOT_HERE


def test_the_headers_of_csv_are_the_same_keys(run: Run) -> None:
    for path in ("case list", "complaint list", "report recap", "db status"):
        promise = PROMISES[path]
        header = run(f"{promise.line} --format csv").stdout.split("\r\n")[0]
        assert header == ",".join(f'"{key}"' for key in promise.keys.split())


def test_keys_and_codes_speak_no_language(run: Run) -> None:
    for path in ("case show", "complaint show", "report recap", "db status"):
        line = f"{PROMISES[path].line} --format json"
        told = [json.loads(run(line, lang=language).stdout)["data"] for language in ("en", "id")]
        assert told[0] == told[1]


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ("case show 2099", 20, "not-found"),
        ("case show 2024", 20, "ambiguous"),
        ("complaint show x", 20, "not-found"),
        ("report recap --by nothing", 2, "usage"),
        ("import none.csv", 30, "unreadable-file"),
        ("init --yes", 31, "exists"),
        ("case list -o none/x.csv", 31, "unwritable"),
    ],
)
def test_an_error_is_an_object_on_stderr(run: Run, line: str, code: int, name: str) -> None:
    done = run(f"{line} --format json", code=code)
    assert done.stdout == ""
    error = json.loads(done.stderr)["error"]
    assert (list(error), error["name"], error["exit_code"]) == (["name", "exit_code", "message"], name, code)


@pytest.mark.parametrize("path", [path for path in PROMISES if path not in WITHOUT_REGISTER])
def test_without_a_register_every_command_says_so(run: Run, tmp_path: Path, path: str) -> None:
    done = run(f"{PROMISES[path].line} --format json", code=10, db=tmp_path / "none.db")
    assert (done.stdout, json.loads(done.stderr)["error"]["name"]) == ("", "no-database")
    assert not (tmp_path / "none.db").exists()
