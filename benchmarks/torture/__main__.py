"""`python -m benchmarks.torture`: put Reader through what may happen to it, and print a table.

`--rounds` is the number of kills; the other parts go by it. The same `--seed` draws the same
actions; the moments of kills are drawn as well, but what they hit is the machine's to say.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.torture import damage, disk, kills, session, surprises
from benchmarks.torture.report import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.torture.report import Row

    Part = Callable[[Path, int, int], Row]

PARTS: Final[dict[str, tuple[float, Part]]] = {
    "actions": (0.55, kills.actions),
    "commands": (0.14, kills.commands),
    "imports": (0.1, kills.imports),
    "bring-ups": (0.15, kills.bring_ups),
    "updates": (0.06, kills.updates),
    "every-write": (0.0, disk.every_write),
    "pages": (0.12, damage.pages),
    "header": (0.06, damage.header),
    "log": (0.2, damage.log),
    "small-disk": (0.0, disk.small_disk),
    "read-only": (0.0, surprises.read_only),
    "clocks": (0.0, surprises.clocks),
    "together": (0.3, session.together),
    "hours": (1.0, session.hours),
}
"""Each part by its name, with its share of the rounds."""


def main() -> int:
    """Run the parts; status 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, help="kills in all (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (default: 1)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    options = parser.parse_args()
    os.nice(max(0, 15 - os.nice(0)))
    rows: list[Row] = []
    began = time.monotonic()
    for name in options.only:
        share, part = PARTS[name]
        with tempfile.TemporaryDirectory(prefix="reader-torture-") as folder:
            row = part(Path(folder), max(2, round(options.rounds * share)), options.seed)
        rows.append(row)
        spent = time.monotonic() - began
        print(f"{spent:5.0f} s  {row.what}: {row.rounds} rounds", file=sys.stderr, flush=True)
        for sentence in row.wrong[:20]:
            print(f"         {sentence}", file=sys.stderr, flush=True)
    print(table(rows))
    print(f"\nSeed {options.seed}, {time.monotonic() - began:.0f} s.")
    return 1 if any(row.wrong for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
