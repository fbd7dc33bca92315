"""The program as the operating system sees it: streams, signals, what is loaded, how long that takes."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Program = Callable[..., subprocess.CompletedProcess[str]]

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "rich"}
COMPLETE_BASH = {"_ASN_NEUTRAL_COMPLETE": "complete_bash", "COMP_WORDS": "asn-neutral con", "COMP_CWORD": "1"}
WORK = """
import sys
from pathlib import Path
from asn_neutral import __main__ as start
from asn_neutral.cli import run

def work(words):
    try:
        sys.stderr.write("ready\\n")
        sys.stderr.flush()
        {body}
    finally:
        Path(sys.argv[1]).write_text("rolled back")

run.carry_out = work
sys.exit(start.start(["case"]))
"""


def clean(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment without settings; byte-code is kept, as after an installation."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "ASN_NEUTRAL_LANG": "en", **(more or {})}


# ---- streams


@pytest.mark.parametrize("words", [["--version"], ["help", "privacy"], ["config", "show"]])
def test_a_full_disk_is_told(program: Program, words: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = program("--lang", "en", *words, stdout=full)
    assert done.returncode == 31
    assert "cannot be written: No space left on device." in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["--version"], ["help", "privacy"], ["config", "show"]])
def test_a_reader_that_leaves_is_no_failure_to_talk_about(program: Program, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = program(*words, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("words", ["--version", "help privacy"])
def test_a_closed_stdout_is_no_success(words: str, tmp_path: Path) -> None:
    command = f'exec "{sys.executable}" -m asn_neutral {words} >&-'
    done = subprocess.run(["sh", "-c", command], env=clean(), stderr=subprocess.PIPE, text=True, check=False)
    why = (
        "asn-neutral: standard output cannot be written: it is closed. Send it elsewhere, or write to a file with -o.\n"
    )
    assert (done.returncode, done.stderr) == (31, why)
    assert list(tmp_path.iterdir()) == []


def test_closed_stderr_and_stdin_do_no_harm() -> None:
    command = f'exec "{sys.executable}" -m asn_neutral help dates 2>&- <&-'
    done = subprocess.run(["sh", "-c", command], env=clean(), stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("Dates\n")


@pytest.mark.parametrize(
    ("words", "why"), [("import -", "it is empty"), ("complaint add --complainant-from -", "it names nobody")]
)
def test_a_closed_stdin_has_nothing_to_say(register: Path, words: str, why: str) -> None:
    command = f'exec "{sys.executable}" -m asn_neutral --db "{register}" {words} <&-'
    done = subprocess.run(["sh", "-c", command], env=clean(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (30, "")
    assert done.stderr.startswith(f"asn-neutral: standard input cannot be read: {why}. ")


def test_a_closed_descriptor_is_never_the_register() -> None:
    """The next file that is opened must not become stdin or stderr."""
    code = "import os, sys; from asn_neutral.cli.process import prepare; prepare(); "
    code += "sys.stdout.write(str(os.open(os.devnull, os.O_RDONLY)))"
    command = f'exec "{sys.executable}" -c "{code}" <&- 2>&-'
    done = subprocess.run(["sh", "-c", command], env=clean(), stdout=subprocess.PIPE, text=True, check=False)
    assert int(done.stdout) > 2


def test_utf8_whatever_the_locale(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('office_name = "Sekretariat – Kota Contoh"', encoding="utf-8")
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = program("--config", str(file), "config", "show", env=locale)
    assert "Sekretariat – Kota Contoh" in done.stdout
    assert done.returncode == 0


def test_errors_are_utf8_too(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('"büro" = 1', encoding="utf-8")
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = program("--config", str(file), "config", "show", env=locale)
    assert "büro" in done.stderr
    done = program("pèriksa", env={"ASN_NEUTRAL_LANG": "en"})
    assert done.stderr.startswith("asn-neutral: There is no command pèriksa.")


# ---- signals and rights


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_rolls_back_and_says_its_code(number: signal.Signals, code: int, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = WORK.format(body="__import__('signal').pause()")
    child = subprocess.Popen([sys.executable, "-c", script, str(trace)], env=clean(), stderr=subprocess.PIPE, text=True)
    with child:
        assert child.stderr is not None
        assert child.stderr.readline() == "ready\n"
        child.send_signal(number)
        said = child.stderr.read()
    assert child.returncode == code
    assert trace.read_text() == "rolled back"
    assert said == ("asn-neutral: Interrupted; nothing half done was kept.\n" if code == 130 else "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_nohup_keeps_its_meaning(tmp_path: Path) -> None:
    script = WORK.format(body="__import__('os').kill(__import__('os').getpid(), 1); return 0")
    command = f'trap "" HUP; exec "{sys.executable}" -c "$0" "$1"'
    trace = str(tmp_path / "trace")
    done = subprocess.run(["sh", "-c", command, script, trace], env=clean(), capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_new_files_are_the_owners_only(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = WORK.format(body="return 0")
    subprocess.run(
        [sys.executable, "-c", script, str(trace)], env=clean(), capture_output=True, umask=0o002, check=True
    )
    assert stat.S_IMODE(trace.stat().st_mode) == 0o600


# ---- what is loaded


LIST_MODULES = """
import atexit, sys

def say():
    names = (name for name, module in sys.modules.items() if module is not None)
    open(sys.argv.pop(), "w").write(" ".join(names))

atexit.register(say)
words = sys.argv[1:-1]
from asn_neutral import __main__ as start
sys.exit(start.start(words))
"""


def loaded(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> set[str]:
    """The names of all modules that a command line has loaded when it ends."""
    target = folder / "modules"
    command = [sys.executable, "-c", LIST_MODULES, *words, str(target)]
    subprocess.run(command, env=clean(env), capture_output=True, check=True)
    return set(target.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["--help"], {}),
        (["config", "show", "--help"], {}),
        (["case", "check", "--help"], {}),
        (["help", "exit-codes"], {}),
        ([], COMPLETE_BASH),
        ([], {"_ASN_NEUTRAL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "asn-neutral con"}),
        (
            [],
            {
                "_ASN_NEUTRAL_COMPLETE": "complete_fish",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                "_TYPER_COMPLETE_ARGS": "asn-neutral config show --f",
            },
        ),
    ],
)
def test_nothing_heavy_is_loaded_for_help_and_completion(
    tmp_path: Path, words: list[str], env: Mapping[str, str]
) -> None:
    modules = loaded(tmp_path, *words, env=env)
    assert "asn_neutral.cli.app" in modules
    assert not {name.partition(".")[0] for name in modules} & HEAVY


def test_the_version_needs_nothing_at_all(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert {name for name in modules if name.startswith(("typer", "asn_neutral"))} == {
        "asn_neutral",
        "asn_neutral.__main__",
    }


def test_help_imports_no_command(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "--help") & {"asn_neutral.cli.config", "asn_neutral.cli.case", "asn_neutral.cli.help"}


def test_commands_of_cases_load_no_law_before_it_is_asked(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "case", "check", "--help")
    assert "asn_neutral.cli.case_law" in modules
    assert not {name for name in modules if name.startswith(("asn_neutral.law", "asn_neutral.domain"))}


def test_a_command_imports_no_other(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "help", "dates")
    assert "asn_neutral.cli.help" in modules
    assert "asn_neutral.cli.config" not in modules


# ---- completion


@pytest.mark.parametrize(
    ("shell", "env", "expected"),
    [
        ("bash", {"COMP_WORDS": "asn-neutral con", "COMP_CWORD": "1"}, "config\n"),
        ("bash", {"COMP_WORDS": "asn-neutral config show --f", "COMP_CWORD": "3"}, "--format\n"),
        ("bash", {"COMP_WORDS": "asn-neutral config show --format js", "COMP_CWORD": "4"}, "json\njsonl\n"),
        ("bash", {"COMP_WORDS": "asn-neutral help pri", "COMP_CWORD": "2"}, "privacy\n"),
        ("bash", {"COMP_WORDS": "asn-neutral --lang e", "COMP_CWORD": "2"}, "en\n"),
        (
            "zsh",
            {"_TYPER_COMPLETE_ARGS": "asn-neutral con"},
            """_arguments '*: :(("config":"Show the settings in force."))'\n""",
        ),
        (
            "fish",
            {"_TYPER_COMPLETE_ARGS": "asn-neutral con", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
            "config\tShow the settings in force.\n",
        ),
    ],
)
def test_completion(program: Program, shell: str, env: Mapping[str, str], expected: str) -> None:
    more = {"_ASN_NEUTRAL_COMPLETE": f"complete_{shell}", "ASN_NEUTRAL_LANG": "en", **env}
    done = program(env=more)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_the_shell_is_offered(program: Program, shell: str) -> None:
    done = program(env={"_ASN_NEUTRAL_COMPLETE": f"source_{shell}"})
    assert done.returncode == 0
    assert f"_ASN_NEUTRAL_COMPLETE=complete_{shell}" in done.stdout
