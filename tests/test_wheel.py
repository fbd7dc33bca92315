"""What is installed for an office: the wheel, without anything that only development needs."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from asn_neutral import __version__

ROOT = Path(__file__).resolve().parents[1]
INSTALL = ("-m", "pip", "--disable-pip-version-check", "--quiet", "--python")
SAMPLE = ROOT / "sample_data" / "kiriman_bersih.csv"
NEEDED = (
    "law/violations.toml",
    "law/sanctions.toml",
    "law/deadlines.toml",
    "law/authority.toml",
    "law/elections.toml",
    "law/holidays.toml",
    "law/checks.toml",
    "locale/id/LC_MESSAGES/asn_neutral.mo",
    "store/schema.sql",
    "help/id/privacy.txt",
    "help/en/privacy.txt",
    "output/page.html.j2",
    "output/grid.html.j2",
    "output/page.css",
    "output/document.html.j2",
    "output/document.css",
    "output/document.typ",
    "output/fonts/DejaVuSansCondensed.ttf",
    "output/fonts/DejaVuSansCondensed-Bold.ttf",
    "output/fonts/LICENSE.txt",
)


def started(*words: str | Path, cwd: Path) -> str:
    """What a process writes; it must end with 0."""
    env = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False, timeout=55)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(folder: Path) -> Path:
    """The wheel of this checkout; hatchling is asked directly, because pip would fetch it anew."""
    started(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def runtime_closure() -> dict[str, Distribution]:
    """Every distribution that an installation without extras brings, found from what each one requires."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement("asn-neutral"), distribution("asn-neutral"))]
    while waiting:
        _, owner = waiting.pop()
        for text in owner.requires or ():
            need = Requirement(text)
            if need.name not in found and (need.marker is None or need.marker.evaluate({"extra": ""})):
                found[need.name] = distribution(need.name)
                waiting.append((need, found[need.name]))
    return found


def link_runtime(site: Path) -> None:
    """Put exactly the runtime dependencies of this environment into another one; nothing is fetched."""
    ours = Path(sysconfig.get_path("purelib"))
    for owner in runtime_closure().values():
        for top in {file.parts[0] for file in owner.files or () if file.parts[0] not in {"..", "__pycache__"}}:
            if not (site / top).exists():
                (site / top).symlink_to(ours / top)


def office(tmp_path: Path, wheel: Path) -> Path:
    """A fresh environment with the wheel and what it needs; the folder of its programs."""
    venv = tmp_path / "office"
    started(sys.executable, "-m", "venv", "--without-pip", venv, cwd=tmp_path)
    programs = venv / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / Path(sys.executable).name
    started(sys.executable, *INSTALL, python, "install", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    site = started(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')", cwd=tmp_path)
    link_runtime(Path(site))
    return programs


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that users of Windows seldom have")
def test_an_office_installs_the_wheel_and_works(tmp_path: Path) -> None:
    wheel = build(tmp_path / "dist")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"asn_neutral/{name}" for name in NEEDED} <= names
    assert {name.partition("/")[0] for name in names} == {"asn_neutral", f"asn_neutral-{__version__}.dist-info"}
    assert not [name for name in names if name.endswith((".db", ".pyc"))]

    program = office(tmp_path, wheel) / "asn-neutral"
    register = ("--lang", "en", "--db", "register.db")

    def says(*words: str | Path) -> str:
        return started(program, *register, *words, cwd=tmp_path)

    assert started(program, "--version", cwd=tmp_path) == f"asn-neutral {__version__}\n"
    assert "register.db" in says("init", "--yes")
    assert '"accepted": 300' in says("import", SAMPLE, "--format", "json")
    assert "300" in says("report", "recap", "--by", "violation-group", "--by", "stage")
    assert says("report", "recap", "--by", "unit", "--format", "html").startswith("<!")
    assert '"ok": true' in says("db", "check", "--format", "json")
    assert "exit-codes" in says("help")
    assert "Kode keluar" in started(program, "help", "exit-codes", cwd=tmp_path)
    assert "asn_neutral" in started(program.with_name("python"), "-c", PLACE, cwd=tmp_path)


PLACE = "import asn_neutral, sys; assert asn_neutral.__file__.startswith(sys.prefix); print(asn_neutral.__file__)"
