"""Who complained appears in no output of any command, in any format, in any file beside the register."""

import io
import zipfile
from pathlib import Path

import pytest

from asn_neutral.output.formats import FormatName
from asn_neutral.reports.registry import REPORTS
from asn_neutral.services.sealing import new_pair
from asn_neutral.values import login_name
from tests.complaints_file import DECIDED, PRIVATE_KEY, nip, row, write
from tests.complaints_file import who as sealed
from tests.conftest import Result, Run
from tests.documents import SCHEDULE, commands

NAME, CONTACT = "Zxqvia Rahasiawati", "0899-7777-1234"
SECRETS = (NAME, "Zxqvia", "Rahasiawati", CONTACT, "7777-1234", "08997777")
OTHER_KEY = new_pair().public
DAILY = "--every 'daily 06:00' --output a.csv"
PROPOSED = (
    "case record 2024/0001 lapse --on 2025-01-10 --with cause=pensiun",
    "--config jra.toml --as Siti --today 2026-02-01 retention propose",
)
LINES = {
    "import": ["import in.csv", "import in.csv --dry-run", "import bad.csv --dry-run", "import again.csv --dry-run"],
    "reconcile": ["reconcile in.csv --with bawaslu", "reconcile bad.csv --with sbt --reply reply.csv"],
    "complaint list": ["complaint list", f"complaint list --search '{NAME}'", f"complaint list --search {CONTACT}"],
    "complaint show": ["complaint show P-2024/0001"],
    "complaint add": [
        (
            "complaint add --dry-run --channel langsung --received today --happened 2024-10-06 --name Contoh"
            " --unit Dinas --violation D4 --summary Hadir --complainant-from who.txt"
        )
    ],
    "case list": ["case list", f"case list --search '{NAME}'"],
    "case show": ["case show 2024/0001"],
    "case next": ["case next 2024/0001"],
    "case record": ["case record 2024/0001 review --on today --dry-run", "case record 2024/0001 study --on today"],
    "case due": ["case record 2024/0001 study --on today", "case due 2024/0001 --explain"],
    "case timeline": ["case timeline 2024/0001"],
    "case simulate": [*DECIDED, "case simulate 2024/0001"],
    "case correct": ["case correct 2024/0001 1 --with rank=II/a --reason x"],
    "case undo": ["case record 2024/0002 review --on today", "case undo 2024/0002 --reason x"],
    "case recompute": ["case recompute"],
    "case check": ["case check 2024/0001", "case check --all"],
    "case sanctions": ["case sanctions 2024/0001"],
    "agenda": ["case record 2024/0001 study --on today", "agenda --days 99", f"agenda --search '{NAME}'"],
    "employee check": [f"employee check {nip(1)}"],
    "case assign": ["case assign 2024/0001 Petugas"],
    "handover": ["case assign 2024/0001 Petugas", "handover Petugas Lain --yes"],
    "report list": ["report list"],
    "report describe": ["report describe recap"],
    "report run": ["--config kantor.toml report run saya"],
    "report check": ["--config kantor.toml report check"],
    "report diff": ["report diff register --from 2024-01-01"],
    **{
        f"report {name}": [
            f"report {name}{' --by unit' * entry.least}{more}"
            for more in ("", f" --search '{NAME}'")
            if name != "public" or not more  # it cannot be searched
        ]
        for name, entry in REPORTS.items()
        if name != "recap"
    },
    "report recap": ["report recap --by unit --by violation", f"report recap --by channel --search {CONTACT}"],
    "audit log": ["audit log", f"audit log --search '{NAME}'"],
    "audit verify": ["audit verify"],
    "audit anchor": ["audit anchor"],
    "audit key": ["audit key kunci.pem"],
    "evidence add": ["evidence add P-2024/0001 kantor.toml"],
    "evidence list": ["evidence add P-2024/0001 kantor.toml", "evidence list P-2024/0001"],
    "evidence export": ["evidence add P-2024/0001 kantor.toml", "evidence export P-2024/0001 bukti"],
    "evidence verify": ["evidence verify"],
    "doctor": ["doctor"],
    "user list": ["user list"],
    "user rights": ["user rights"],
    "user add": ["user add Kepala --role administrator --dry-run"],
    "user role": [f"user add Kepala --role administrator --login {login_name()} --dry-run"],
    "key list": ["key list"],
    "key new": ["key new baru.txt"],
    "key add": [f"key add Lain {OTHER_KEY} --key kunci.txt"],
    "key rotate": [f"key rotate Uji {OTHER_KEY} --key kunci.txt"],
    "key retire": [f"key add Lain {OTHER_KEY} --key kunci.txt", "key retire Lain --key kunci.txt"],
    "key check": ["key check --key kunci.txt"],
    "complaint forget": ["complaint forget P-2024/0001 --reason x --yes"],
    "backup create": ["backup create ."],
    "backup list": ["backup create .", "backup list ."],
    "backup verify": ["backup create .", "backup verify ."],
    "backup drill": ["backup create .", "backup drill ."],
    "backup restore": ["backup create .", "backup restore . --dry-run", "backup restore . --replace --yes"],
    "retention propose": ["retention propose --dry-run"],
    "retention list": ["retention list"],
    "retention show": [*PROPOSED, "retention show 1"],
    "retention reject": [*PROPOSED, "--as Budi retention reject 1 --reason x"],
    "retention approve": [
        PROPOSED[0],
        f"user add Siti --role administrator --login {login_name()}",
        f"--as Siti user add Budi --role decider --login {login_name()}",
        *PROPOSED[1:],
        "--config jra.toml --as Budi --today 2026-02-01 retention approve 1 --letter 1 --reason x --yes",
    ],
    "db status": ["db status"],
    "db check": ["db check"],
    "db upgrade": ["db upgrade"],
    "config show": ["config show"],
    "digest": ["case record 2024/0001 study --on today", "digest --days 99"],
    "schedule add": [f"schedule add a --report register {DAILY}"],
    "schedule list": [f"schedule add a --report register {DAILY}", "schedule list"],
    "schedule remove": [f"schedule add a --report register {DAILY}", "schedule remove a --yes"],
    "schedule run": [f"schedule add a --report register {DAILY}", "schedule run a --eml a.eml"],
    "schedule status": [f"schedule add a --report register {DAILY}", "schedule status"],
    "schedule install": ["schedule install --dry-run"],
}
APART = {"complaint reveal", "init", "help", "schedule uninstall", "report monthly"}
"""The one word that is there to tell it, and words that have seen no complaint, as those of the law have not either.

The report of a month is looked at below.
"""
MAY_SAY_NOTHING = {"case recompute", "case check 2024/0001", "case check --all"}
MAY_REFUSE = ("import bad.csv", "import again.csv", "reconcile bad.csv")


@pytest.fixture(autouse=True)
def _one_complaint(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Path) -> None:
    monkeypatch.chdir(tmp_path)
    who = {"nama_pelapor": NAME, "kontak_pelapor": CONTACT}
    write(tmp_path / "in.csv", row(1, **who), row(2, **who))
    changed = row(1, **{**who, "nama_pelapor": f"{NAME} lagi", "uraian": "Lain."})
    write(tmp_path / "again.csv", changed, row(3, **who), row(3, **{**who, "kontak_pelapor": f"{CONTACT}5"}))
    hostile = {"nama_pelapor": f"{NAME}\x1b[31m", "kontak_pelapor": f"{CONTACT}\u202e"}
    write(tmp_path / "bad.csv", row(4, **hostile), row(5, nama_pelapor=NAME * 20), row(6, **who, nip="1,9E+17"))
    (tmp_path / "kantor.toml").write_text('[reports.saya]\nbase = "recap"\ngroup = "unit"\n', encoding="utf-8")
    (tmp_path / "jra.toml").write_text('law_file = "hukum.toml"\n', encoding="utf-8")
    (tmp_path / "hukum.toml").write_text(SCHEDULE, encoding="utf-8")
    (tmp_path / "who.txt").write_text(f"{NAME}\n{CONTACT}\n", encoding="utf-8")
    run("import in.csv")
    (tmp_path / "kunci.txt").write_text(PRIVATE_KEY)
    (tmp_path / "kunci.txt").chmod(0o600)
    assert set(sealed(register)) == {(NAME, CONTACT)}


def told(text: str) -> list[str]:
    """The secrets in *text*."""
    return [secret for secret in SECRETS if secret in text]


def carried_out(run: Run, line: str) -> Result:
    return run(line, code=3 if line.startswith(MAY_REFUSE) else 0)


@pytest.mark.parametrize("form", [FormatName.TABLE, FormatName.JSON, FormatName.CSV])  # the others say no more
@pytest.mark.parametrize("path", LINES)
def test_nothing_on_a_stream_tells_who_complained(run: Run, path: str, form: FormatName) -> None:
    for line in LINES[path]:
        done = carried_out(run, f"{line} --format {form}")
        assert told(done.stdout + done.stderr) == [], line
        assert done.stdout or "--search" in line or line in MAY_SAY_NOTHING


@pytest.mark.parametrize("form", ["table", "json", "md", "html"])
def test_the_report_of_a_month_does_not_tell_who_complained(run: Run, form: str) -> None:
    shown = run(f"report monthly --month 2024-11 --format {form}").stdout
    assert shown
    assert told(shown) == []


@pytest.mark.parametrize("path", ["case list", "case show", "complaint list", "complaint show", "report recap"])
def test_nothing_in_a_file_tells_who_complained(run: Run, tmp_path: Path, path: str) -> None:
    for number, line in enumerate(LINES[path]):
        for ending in ("xlsx", "html", "csv", "jsonl", "md", "txt"):
            target = tmp_path / f"out-{number}.{ending}"
            run(f"{line} -o {target}")
            assert told(text_of(target)) == [], (line, ending)


def text_of(path: Path) -> str:
    """All text of a file; a spreadsheet is unpacked."""
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_every_command_is_looked_at() -> None:
    known = {word.path for word in commands() if not word.path.startswith("law ")}
    assert known == LINES.keys() | APART


def test_nobody_is_found_by_who_complained(run: Run) -> None:
    for line in (f"case list --search '{NAME}'", f"complaint list --search {CONTACT}"):
        assert run(f"{line} --format jsonl").stdout == ""


def test_an_error_with_its_trace_tells_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.csv").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "in.csv").read_bytes() + b"\xff")
    done = run("--debug import torn.csv", code=30)
    assert told(done.stdout + done.stderr) == []


def test_the_file_of_refused_rows_is_for_the_sender_and_says_what_he_wrote(run: Run, tmp_path: Path) -> None:
    """It is the only place: whoever mends the rows needs them whole."""
    run("import bad.csv", code=3)
    with_rows = (tmp_path / "bad.ditolak.csv").read_text(encoding="utf-8-sig")
    assert NAME in with_rows
    assert (tmp_path / "bad.ditolak.csv").stat().st_mode & 0o077 == 0
