"""Bring the Indonesian catalogue up to date: `python -m tests.locale.catalogue`.

Every text of the program is collected, translations that exist are kept, what the program no longer says is
dropped, and the .po and the .mo are written. What still waits for a translation is listed; write it into the .po
and run this again. The same texts always give the same bytes.
"""

import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import asn_neutral
from asn_neutral import locale
from asn_neutral.cli.app import COMMANDS, build
from asn_neutral.cli.lazy import load
from asn_neutral.cli.plain import localise

PACKAGE: Final = Path(asn_neutral.__file__).parent
PO: Final = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "asn_neutral.po"
MO: Final = PO.with_suffix(".mo")
_TEMPLATES: Final = [("**.j2", "jinja2.ext:babel_extract")]
_FORMS: Final = {"_": 1, "N_": 1, "ngettext": 2}  # how many of the arguments are texts
_COMMENT: Final = (
    "# The Indonesian texts of asn-neutral; `python -m tests.locale.catalogue` keeps them in step with the code."
)
_HEADERS: Final = {
    "Language": "id",
    "Plural-Forms": "nplurals=1; plural=0;",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}

Msgid = str | tuple[str, ...]


class _Undated(Catalog):
    """A catalogue whose header names neither a time, a person nor a tool, so that it changes with its texts only."""

    num_plurals = 1

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What a reader of the catalogue needs to know."""
        return list(_HEADERS.items())

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """Whatever a file says of itself, the headers stay as they are."""


def extracted() -> dict[Msgid, set[str]]:
    """Every text of the program with the files it stands in; singular and plural are one tuple."""
    found: dict[Msgid, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in marked(path.read_text(encoding="utf-8")):
            found.setdefault(text, set()).add(path.relative_to(PACKAGE).as_posix())
    for name, _line, message, _comments, _context in extract_from_dir(PACKAGE, _TEMPLATES, keywords={"_": None}):
        found.setdefault(message, set()).add(name)
    for text in help_texts():
        found.setdefault(text, {"cli"})
    return found


def marked(source: str) -> Iterator[Msgid]:
    """The texts that stand in `_`, `N_` or `ngettext`; Babel's own reader misses those inside an f-string."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FORMS:
            forms = node.args[: _FORMS[node.func.id]]
            texts = tuple(
                form.value for form in forms if isinstance(form, ast.Constant) and isinstance(form.value, str)
            )
            if texts and len(texts) == len(forms):
                yield texts if len(texts) > 1 else texts[0]


def help_texts() -> Iterator[str]:
    """The paragraphs of the help of every command; a metavar that is one plain word is the same in any language."""
    texts: list[str] = []

    def collect(text: str) -> str:
        texts.append(text)
        return text

    before = locale.language()
    locale.use("en")
    localise(build(), collect)
    for name, entry in COMMANDS.items():
        localise(load(name, entry), collect)
    locale.use(before)
    return (text for text in texts if " " in text)


def renewed(known: Catalog) -> Catalog:
    """The catalogue of what the program says now, translated as far as *known* goes."""
    catalogue = _Undated("id", header_comment=_COMMENT, fuzzy=False)
    for message, files in extracted().items():
        old = known.get(message)
        string = old.string if old and not old.fuzzy and old.id == message else None
        catalogue.add(message, string, [(file, 0) for file in sorted(files)])
    return catalogue


def read(path: Path) -> Catalog:
    """The catalogue in a .po file, empty where there is none."""
    if not path.exists():
        return Catalog("id")
    with path.open("rb") as file:
        return read_po(file, "id")


def as_po(catalogue: Catalog) -> bytes:
    """*catalogue* as a .po file, sorted by text."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """*catalogue* as the .mo file that the program reads; texts without a translation are left out."""
    undated = _Undated("id", fuzzy=False)
    for message in catalogue:
        if message.id:
            undated.add(message.id, message.string, flags=message.flags)
    out = io.BytesIO()
    write_mo(out, undated)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[tuple[str, ...]]:
    """What has no translation yet, as its forms."""
    return [forms(message.id) for message in catalogue if message.id and not all(forms(message.string))]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a text or of a translation, one empty form where there is none."""
    if not text:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def main() -> int:
    """Write both files; 1 when something still waits for a translation."""
    catalogue = renewed(read(PO))
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalogue))
    MO.write_bytes(as_mo(catalogue))
    missing = untranslated(catalogue)
    sys.stdout.writelines(f"{message!r}\n" for message in missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
