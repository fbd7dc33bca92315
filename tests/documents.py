"""README.md kept true: its sessions are run, its tables are made from the program.

`python -m tests.documents --write` puts the output of today's program and the tables of today's code into
README.md; without `--write` it ends with 1 when README.md says something else.
"""

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from unittest.mock import patch

from typer.core import TyperGroup

from asn_neutral import config, locale
from asn_neutral.cli.app import COMMANDS
from asn_neutral.cli.context import Office
from asn_neutral.cli.lazy import load
from asn_neutral.errors import EXIT_MEANINGS
from asn_neutral.help import error_classes
from asn_neutral.intake.columns import COLUMNS
from asn_neutral.output.formats import ENDINGS
from asn_neutral.reports.registry import REPORTS
from asn_neutral.values import login_name
from tests.conftest import Result, carry_out
from tests.kept import without_hashes

ROOT: Final = Path(__file__).resolve().parents[1]
README: Final = ROOT / "README.md"
REGISTER: Final = "contoh.db"
TODAY: Final = "2025-01-15"
NOW: Final = datetime(2025, 1, 15, 1, 30, tzinfo=UTC)
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_TABLE: Final = re.compile(r"(<!-- tabel: ([a-z-]+) -->\n).*?(?=<!-- akhir tabel -->)", re.DOTALL)
ASK_CODE: Final = "echo $?"
_EXAMPLE: Final = re.compile(r"asn-neutral .+")


class Step(NamedTuple):
    """One command of a session as it is written, after its `$`, and what stands under it."""

    command: str
    shown: str

    @property
    def words(self) -> list[str]:
        """The words after `asn-neutral`."""
        program, *words = shlex.split(self.command.replace("\\\n", " "))
        assert program == "asn-neutral", self.command
        return words


class Word(NamedTuple):
    """A command as it is typed, without its options; what it does, and one example, in the language in force."""

    path: str
    purpose: str
    example: str


# ---- sessions


def steps_of(block: str) -> list[Step]:
    """The commands of a session and what each shows; a line that ends with a backslash goes on in the next.

    Asking for the exit code is no command of its own: it is shown where the code is not 0.
    """
    steps = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        length = next(number for number, line in enumerate(lines, start=1) if not line.endswith("\\\n"))
        command = "".join(lines[:length]).rstrip("\n")
        if command != ASK_CODE:
            steps.append(Step(command, "".join(lines[length:])))
    return steps


def sessions(text: str) -> list[list[Step]]:
    """Every session of a document."""
    return [steps_of(block) for block in _BLOCK.findall(text)]


SCHEDULE: Final = """
[[retention]]
id = "tanpa-hukuman"
name = "Berkas tanpa hukuman"
years = 1
disposition = "musnah"
basis = "Perwali 12/2025"
since = 2009-10-23
verified = true
"""


@contextmanager
def desk() -> Iterator[None]:
    """An empty folder with the sample files, on 15 January 2025, without settings of this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASN_NEUTRAL_", "XDG_"))}
    before = locale.language()
    with TemporaryDirectory() as folder, chdir(folder), patch.object(Office, "now", lambda _office: NOW):
        shutil.copytree(ROOT / "sample_data", "sample_data")
        Path("hukum.toml").write_text(SCHEDULE, encoding="utf-8")
        Path("kantor.toml").write_text(
            'law_file = "hukum.toml"\n[reports.saya]\nbase = "recap"\ngroup = "unit"\n', encoding="utf-8"
        )
        ours = {
            "HOME": folder,
            "ASN_NEUTRAL_DB": REGISTER,
            "ASN_NEUTRAL_TODAY": TODAY,
            "ASN_NEUTRAL_ACTOR": "petugas",
            "COLUMNS": "100",
        }
        with patch.dict(os.environ, {**kept, **ours}, clear=True):
            yield
    locale.use(before)


def played(text: str) -> str:
    """The document with what its sessions show when they are run, one after the other, in one folder."""

    def play(block: re.Match[str]) -> str:
        return "\n".join(_told(step, carry_out(step.words)) for step in steps_of(block[0]))

    with desk():
        return _BLOCK.sub(play, text)


def _told(step: Step, result: Result) -> str:
    """A command, what it says, and its exit code where it is not 0."""
    code = f"$ {ASK_CODE}\n{result.code}\n" if result.code else ""
    return without_hashes(f"$ {step.command}\n{result.stdout}{result.stderr}{code}")


# ---- tables


def commands() -> Iterator[Word]:
    """Every command in the order of the help."""
    for name, entry in COMMANDS.items():
        yield from _below(name, load(name, entry))


def _below(path: str, command: object) -> Iterator[Word]:
    """The command at *path*, or those under it."""
    if isinstance(command, TyperGroup):
        for name, verb in command.commands.items():
            yield from _below(f"{path} {name}", verb)
        return
    text = str(getattr(command, "help", "") or "").partition("\n\n")[0]
    example = _EXAMPLE.search(" ".join(str(getattr(command, "epilog", "") or "").split()))
    purpose = " ".join(text.split()).partition(". ")[0].removesuffix(".")
    yield Word(path, purpose, example[0] if example else f"asn-neutral {path}")


def rows(*lines: tuple[str, ...]) -> str:
    """A table of Markdown; the first line holds the headings."""
    head, *rest = [" | ".join(cell.replace("|", "\\|") for cell in line) for line in lines]
    rule = "|".join("---" for _ in lines[0])
    return "".join(f"{line}\n" for line in (f"| {head} |", f"|{rule}|", *(f"| {line} |" for line in rest)))


def command_table() -> str:
    """Every command with what it does and one example."""
    lines = ((f"`{word.path}`", word.purpose, f"`{word.example}`") for word in commands())
    return rows(("Perintah", "Guna", "Contoh"), *lines)


def exit_code_table() -> str:
    """Every exit code with its meaning and the names of the errors that end with it."""
    named = {
        code: ", ".join(f"`{error.name}`" for error in error_classes() if error.exit_code is code)
        for code in EXIT_MEANINGS
    }
    lines = ((str(code.value), locale._(text), named[code]) for code, text in EXIT_MEANINGS.items())
    return rows(("Kode", "Arti", "Nama kesalahan"), *lines)


def setting_table() -> str:
    """Every setting with its meaning, its variable and its flag."""
    flags = {name: f"`{flag}`" for name, flag in config.FLAGS.items()}
    lines = (
        (f"`{name}`", locale._(config.MEANINGS[name]), f"`{variable}`", flags.get(name, ""))
        for name, variable in config.VARIABLES.items()
    )
    return rows(("Pengaturan", "Arti", "Variabel", "Pilihan"), *lines)


def column_table() -> str:
    """The columns of a complaints file."""
    required = {True: "ya", False: ""}
    lines = (
        (f"`{column.key}`", f"`{column.english}`", required[column.required], locale._(column.explanation))
        for column in COLUMNS
    )
    return rows(("Kolom", "Nama Inggris", "Wajib", "Isi"), *lines)


def format_table() -> str:
    """The endings of a file and the format each asks for."""
    names = dict.fromkeys(ENDINGS.values())
    lines = ((f"`{name}`", ", ".join(f"`{end}`" for end, of in ENDINGS.items() if of is name)) for name in names)
    return rows(("`--format`", "Akhiran nama berkas"), *lines)


BY_HAND: Final = (
    "complaint add --channel langsung --received 2024-11-05 --happened 2024-11-03 --name Contoh"
    " --unit Dinas --violation D4 --summary Hadir"
)
TO_A_DECISION: Final = (
    "receive-recommendation --on 2024-12-20 --with recommendation_number=1/2024 --with recommended_by=bkn",
    "review --on 2024-12-23",
    "form-team --on 2024-12-23 --with decree_number=2/2024 --with chair=A --with members=B",
    "summon --on 2024-12-24 --with letter_number=3/2024 --with examine_on=2025-01-08",
    "examine --on 2025-01-08 --with examiner=A",
    "report-findings --on 2025-01-09 --with finding=terbukti",
    "decide --on 2025-01-10 --with sanction=pdhtaps --with sk_number=4 --with official=ppk --with violation_named=P",
)
ANOTHERS_KEY: Final = "age1q88ned9a6qx35zdfr9cm0035xp989cvuxxvq4xly5fka6k07cpwsvq5awn"
A_THIRD_KEY: Final = "age1tzrcp0q9fkn4arqktf39p6ulmp762uaazqvhwg77klh33kxghudq0jhm6y"
DAILY: Final = "--every 'daily 06:00' --output register.csv"
WITH_JSON: Final[Mapping[str, tuple[str, ...]]] = {
    "init": ("init --yes",),
    "import": ("import sample_data/kiriman_bersih.csv", "import sample_data/kiriman_cacat.csv --dry-run"),
    "reconcile": ("reconcile sample_data/kiriman_cacat.csv --with bawaslu",),
    "complaint add": (BY_HAND,),
    "complaint list": ("complaint list --limit 1",),
    "complaint show": ("complaint show P-2024/0001",),
    "case list": ("case list --limit 1",),
    "case show": ("case show 2024/0001",),
    "case next": ("case next 2024/0185",),
    "case record": tuple(f"case record 2024/0185 {words}" for words in TO_A_DECISION),
    "case due": ("case due 2024/0185 --explain",),
    "case simulate": ("case simulate 2024/0185 --received 2025-01-14",),
    "case sanctions": ("case sanctions 2024/0184", "case sanctions 2024/0185"),
    "case check": ("case check 2024/0185",),
    "case timeline": ("case timeline 2024/0185",),
    "case correct": ("case correct 2024/0185 2 --with recommendation_number=5/2024 --reason salah",),
    "case undo": ("case undo 2024/0185 --reason salah",),
    "case recompute": ("case recompute",),
    "case assign": ("case assign 2024/0185 Siti",),
    "agenda": ("agenda --days 400",),
    "handover": ("handover Siti Budi --dry-run",),
    "employee check": ("employee check 199003032014033000",),
    "report list": ("report list",),
    "report describe": ("report describe recap",),
    "report diff": ("report diff recap --by status --from 2024-12-31",),
    "report run": ("--config kantor.toml report run saya",),
    "report check": ("--config kantor.toml report check",),
    "report recap": ("report recap --by unit --by level",),
    **{
        f"report {name}": (f"report {name}{' --by unit' * entry.least}",)
        for name, entry in REPORTS.items()
        if name != "recap"
    },
    "report monthly": ("report monthly --month 2024-12",),
    "schedule add": (f"schedule add harian --report register {DAILY}",),
    "schedule list": ("schedule list",),
    "schedule status": ("schedule status",),
    "schedule run": ("schedule run harian",),
    "schedule install": ("schedule install --systemd --dry-run",),
    "schedule uninstall": ("schedule uninstall --systemd --dry-run",),
    "schedule remove": ("schedule remove harian --yes",),
    "digest": ("digest --days 400",),
    "law violations list": ("law violations list",),
    "law violations show": ("law violations show D4",),
    "law sanctions list": ("law sanctions list",),
    "law sanctions show": ("law sanctions show teguran-lisan",),
    "law deadlines list": ("law deadlines list",),
    "law deadlines show": ("law deadlines show in-force",),
    "law holidays list": ("law holidays list --year 2024",),
    "law holidays show": ("law holidays show 2024-08-17",),
    "law holidays add": ("--config kantor.toml law holidays add 2026-05-09 --name Libur --basis SE --dry-run",),
    "law elections list": ("law elections list",),
    "law elections show": ("law elections show pilkada-2024",),
    "law authority list": ("law authority list",),
    "law authority show": ("law authority show jpt-pratama-ringan",),
    "law recommenders list": ("law recommenders list",),
    "law recommenders show": ("law recommenders show bkn",),
    "law retention list": ("law retention list",),
    "law retention show": ("law retention show hukuman",),
    "law checks list": ("law checks list",),
    "law checks show": ("law checks show team-missing",),
    "law procedure": ("law procedure",),
    "law due": ("law due in-force --from 2024-08-01 --explain",),
    "audit log": ("audit log",),
    "audit verify": ("audit verify",),
    "audit anchor": ("audit anchor",),
    "audit key": ("audit key kunci.pem",),
    "key list": ("key list",),
    "key new": ("key new baru.txt",),
    "key check": (f"key check --key {REGISTER}.key",),
    "key add": (f"key add Inspektur {ANOTHERS_KEY} --key {REGISTER}.key",),
    "key rotate": (f"key rotate Inspektur {A_THIRD_KEY} --key {REGISTER}.key",),
    "key retire": (f"key retire Inspektur --key {REGISTER}.key",),
    "complaint reveal": (f"complaint reveal P-2024/0001 --reason uji --key {REGISTER}.key",),
    "complaint forget": ("complaint forget P-2024/0001 --reason uji --yes",),
    "evidence add": ("evidence add P-2024/0001 sample_data/kiriman_bersih.csv",),
    "evidence list": ("evidence list P-2024/0001",),
    "evidence export": ("evidence export P-2024/0001 bukti",),
    "evidence verify": ("evidence verify",),
    "backup create": ("backup create .",),
    "backup list": ("backup create .", "backup list ."),
    "backup verify": ("backup create .", "backup verify ."),
    "backup drill": ("backup create .", "backup drill ."),
    "backup restore": ("backup create .", "--db lain.db backup restore ."),
    "retention propose": (
        "case record 2020/0014 lapse --on 2021-01-11 --with cause=pensiun",
        "--config kantor.toml --as Siti retention propose",
    ),
    "retention list": ("retention list",),
    "retention show": ("retention show 1",),
    "retention reject": ("--as Budi retention reject 1 --reason uji",),
    "retention approve": (
        f"user add Siti --role administrator --login {login_name()}",
        f"--as Siti user add Budi --role decider --login {login_name()}",
        "--config kantor.toml --as Siti retention propose",
        "--config kantor.toml --as Budi retention approve 2 --letter 1 --reason uji --yes",
    ),
    "doctor": ("doctor",),
    "db status": ("db status",),
    "db check": ("db check",),
    "db upgrade": ("db upgrade",),
    "config show": ("config show",),
    "user rights": ("user rights",),
    "user add": (f"--as Siti user add Kepala --role administrator --login {login_name()}",),
    "user list": ("user list",),
    "user role": ("--as Kepala user role Kepala administrator clerk",),
}
"""Command lines whose answers together hold every key of a command's JSON, in an order that can be run."""


def json_table() -> str:
    """The schema of every command's JSON and the keys of its `data`."""
    with desk():
        lines = [(f"`{path}`", *_promised(path, typed)) for path, typed in WITH_JSON.items()]
    return rows(("Perintah", "`schema`", "Kunci dalam `data`"), *lines)


def _promised(path: str, typed: tuple[str, ...]) -> tuple[str, str]:
    """The schema of a command and its keys, those of tables within in brackets."""
    documents = []
    for line in typed:
        result = carry_out([*shlex.split(line), "--format", "json"])
        assert result.stdout, f"{line}: {result.stderr}"
        if path not in line:
            continue  # it only prepares
        document = json.loads(result.stdout)
        documents.append({**document, "data": document["data"] or [_heads(line)]})
    keys: dict[str, str] = {}
    for document in documents:
        data = document["data"]
        for name, value in (data[0] if isinstance(data, list) else data).items():
            keys[name] = _inner(value) or keys.get(name, "")
    many = "baris-baris " if isinstance(documents[0]["data"], list) else ""
    return f"`{documents[0]['schema']}`", many + ", ".join(f"`{name}`{inner}" for name, inner in keys.items())


def _heads(line: str) -> dict[str, None]:
    """The keys of rows where there are none, from the heads of the same as CSV."""
    heads = carry_out([*shlex.split(line), "--format", "csv"]).stdout.lstrip("\ufeff").splitlines()[0]
    return dict.fromkeys(head.strip('"') for head in heads.split(","))


def _inner(value: object) -> str:
    """The keys of the records in a list; nothing for another value."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return " [" + ", ".join(f"`{name}`" for name in value[0]) + "]"
    return ""


TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "perintah": command_table,
    "kode-keluar": exit_code_table,
    "pengaturan": setting_table,
    "kolom": column_table,
    "bentuk": format_table,
    "json": json_table,
}


def tabulated(text: str) -> str:
    """The document with its tables as the code makes them, in Indonesian."""
    before = locale.language()
    locale.use("id")
    try:
        made = {name: make() for name, make in TABLES.items()}
    finally:
        locale.use(before)
    return _TABLE.sub(lambda found: f"{found[1]}{made[found[2]]}", text)


def main(words: list[str]) -> int:
    """Write README.md anew with `--write`; otherwise 1 when it should be."""
    text = README.read_text(encoding="utf-8")
    new = tabulated(played(text))
    if words == ["--write"]:
        README.write_text(new, encoding="utf-8")
        return 0
    return int(new != text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
