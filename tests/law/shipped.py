"""The shipped law data as Python, made from the TOML files: `python -m tests.law.shipped`."""

from collections.abc import Mapping
from pathlib import Path

from asn_neutral.law import reading

FOLDER = Path(reading.__file__).parent
HEAD = '''"""{file} as Python, made from it by `python -m tests.law.shipped`; a test compares."""

# ruff: noqa: Q000, E501 - as it was made
# fmt: off
from collections.abc import Mapping
from datetime import date
from typing import Final

TABLES: Final[Mapping[str, list[Mapping[str, object]]]] = {{
'''
INIT = '''"""The shipped law data as Python modules, which load ten times as fast; the TOML files are the source."""
'''


def rendered(file: Path) -> str:
    """The module for one file: a line for each entry."""
    lines: list[str] = []
    for kind, entries in reading.read_tables(file).items():
        lines.append(f"    {kind!r}: [\n")
        lines.extend(f"        {_told(entry)},\n" for entry in entries)
        lines.append("    ],\n")
    text = f"{HEAD.format(file=file.name)}{''.join(lines)}}}\n"
    return text if "date(" in text else text.replace("from datetime import date\n", "")


def _told(value: object) -> str:
    """A value as Python reads it."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {_told(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_told, value))}]"
    return repr(value).removeprefix("datetime.")


def modules() -> dict[Path, str]:
    """Every module with its text."""
    made = {FOLDER / "shipped" / f"{file.stem}.py": rendered(file) for file in sorted(FOLDER.glob("*.toml"))}
    return {FOLDER / "shipped" / "__init__.py": INIT, **made}


if __name__ == "__main__":
    for path, text in modules().items():
        path.write_text(text, "utf-8")
