"""Write the sample files anew: `python -m tests.generator sample_data`."""

import sys
from pathlib import Path

from tests.generator.readme import README, readme
from tests.generator.samples import CLEAN, FAULTY, SPREADSHEET, clean, faulty, spreadsheet


def files() -> dict[str, bytes]:
    """Every sample file by its name."""
    return {
        CLEAN: clean(),
        FAULTY: faulty().content,
        SPREADSHEET: spreadsheet(),
        README: readme().encode(),
    }


def main(folder: Path) -> None:
    """Write all files into *folder*, which must exist."""
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_data"))
