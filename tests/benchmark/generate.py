"""Write a large, realistic complaints file: `python tests/benchmark/generate.py 100000 OUT.csv`.

The same number of rows gives the same bytes, always. Per hundred rows there are about 82 complaints, 70 different
respondents and 140 violation codes, over 120 units and three elections; memory stays flat.
"""

import argparse
import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # started by its path, a script finds only its own folder
    sys.path.insert(0, str(ROOT))

from tests.generator.complaints import HEADER, rows  # noqa: E402 - it can be found from here on only

SEED = 2024
AGAIN = 0.41  # so that 70 % of the rows name someone new


def write(path: Path, total: int) -> None:
    """Write *total* rows (1 or more) to *path*: UTF-8, commas, LF."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows(total, seed=SEED, again=AGAIN))


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description="Write a large complaints file with invented people.")
    parser.add_argument("rows", type=int, help="how many data rows")
    parser.add_argument("out", type=Path, help="the file to write")
    wanted = parser.parse_args()
    write(wanted.out, wanted.rows)


if __name__ == "__main__":
    main()
