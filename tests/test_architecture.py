"""The rules of this house that can be checked by reading it."""

import ast
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import asn_neutral

PACKAGE = Path(asn_neutral.__file__).parent
ROOT = PACKAGE.parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in SOURCES]
MAX_FILE = 400
MAX_FUNCTION = 40
MAX_COMMAND = 15
CLOCK = PACKAGE / "cli" / "context.py"
NOWHERE = {"utils", "helpers", "common", "core", "manager", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def lines_of(function: Function, *, docstring: bool) -> int:
    """The lines of a body; the signature, where options stand one on a line, does not count."""
    body = function.body
    if not docstring and ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_command(function: Function) -> bool:
    """Whether a function is what a typed word calls."""
    called = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(node, ast.Attribute) and node.attr == "command" for node in called)


def places(pattern: str, paths: list[Path]) -> list[str]:
    """File and line of everything that fits *pattern*."""
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_sizes(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE
    for function in functions(path):
        assert lines_of(function, docstring=True) <= MAX_FUNCTION, function.name
        if is_command(function):
            assert lines_of(function, docstring=False) <= MAX_COMMAND, function.name


def test_a_name_says_where_to_look() -> None:
    assert not {path for path in SOURCES if {path.stem, path.parent.name} & NOWHERE}


def test_nothing_is_printed() -> None:
    assert places(r"(?<![\w.])print\(", SOURCES) == []


def test_typer_carries_its_own_click() -> None:
    assert places(r"^\s*(?:import|from)\s+click\b", SOURCES + TESTS) == []


def test_annotations_are_what_they_say() -> None:
    assert places(r"^from __future__ import " + "annotations", SOURCES + TESTS) == []


def test_the_clock_is_read_in_one_place() -> None:
    reads = r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|time_ns|localtime|gmtime))\("
    assert places(reads, [path for path in SOURCES if path != CLOCK]) == []
    assert places(reads, [CLOCK])


def test_nothing_is_left_for_later() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"))
    assert places(rf"\b(?:{marks})\b", SOURCES + TESTS) == []
    assert places(r"raise NotImplemented" + "Error", SOURCES) == []


def test_an_exception_to_a_rule_gives_its_reason() -> None:
    assert places(r"#\s*noqa(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \S)", SOURCES + TESTS) == []
    assert places(r"#\s*type:\s*ignore(?!\[[a-z-]+(?:, [a-z-]+)*\]\s+# \S)", SOURCES + TESTS) == []


def test_tests_hold_no_real_number() -> None:
    """A NIP in a test belongs to nobody: its serial is 900 to 999."""
    numbers = re.compile(r"(?<![0-9])(?:19|20)[0-9]{6}(?:19|20)[0-9]{4}[12]([0-9]{3})(?![0-9])")
    for path in TESTS:
        for found in numbers.finditer(path.read_text(encoding="utf-8")):
            assert found[1] >= "900" or found[1] == "000", f"{path.name}: {found[0]}"


def test_imports_point_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def module_names() -> dict[str, Path]:
    """Every module of the program by its name, without what Alembic alone can run."""
    parts = {path: path.relative_to(ROOT).with_suffix("").parts for path in SOURCES}
    names = {".".join(part[:-1] if part[-1] == "__init__" else part): path for path, part in parts.items()}
    return {name: path for name, path in names.items() if not name.endswith("migrations.env")}


def imported_at_once(path: Path, modules: Collection[str]) -> set[str]:
    """Which of *modules* the file imports when it is loaded itself, not later in a function or for a type."""
    found: set[str] = set()
    waiting: list[ast.stmt] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    for node in waiting:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, path
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in modules else str(node.module) for name in named}
        elif isinstance(node, ast.ClassDef | ast.With | ast.Try):
            waiting += node.body
        elif isinstance(node, ast.If) and ast.unparse(node.test) != "TYPE_CHECKING":
            waiting += [*node.body, *node.orelse]
    return found & {*modules}


def test_each_module_can_be_imported_first() -> None:
    """No module imports itself on a way round, or it would depend on the order in which others are imported."""
    modules = module_names()
    graph = {name: imported_at_once(path, modules) for name, path in modules.items()}
    assert "asn_neutral.store.reader" in graph["asn_neutral.services.check_register"]
    TopologicalSorter(graph).prepare()  # raises CycleError with the way round


def test_each_module_can_be_imported() -> None:
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    done = subprocess.run([sys.executable, "-c", code, *module_names()], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_command_line_stays_light() -> None:
    code = "import sys, asn_neutral.cli.app; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"sqlmodel", "sqlalchemy", "pydantic", "rich", "asn_neutral.cli.config"}
