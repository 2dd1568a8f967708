"""``python -m tests.bench [NAME …]``: one table of ratios, each with its target and the reason for it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.bench.measuring import Bench, Measured, measure

# Each module has comparisons(bench), a generator: what comes after a yield tidies up.
MODULES = (
    "startup",
    "lists",
    "streetmap",
    "figures",
    "duplicates",
    "attendance",
    "service",
    "certificates",
    "ledgers",
    "importing",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the number of targets that were missed."""
    arguments = _parse(argv)
    if arguments.keep is not None:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        return _run(arguments, arguments.keep)
    with tempfile.TemporaryDirectory(prefix="xinfeng-bench-") as folder:
        return _run(arguments, Path(folder))


def _run(arguments: argparse.Namespace, folder: Path) -> int:
    bench = Bench(arguments.people, arguments.rows, arguments.certificates, folder, arguments.logs)
    print(_line("what", "ours", "beside it", "bare", "ratio", "target"), "why this target", flush=True)
    missed = 0
    try:
        for name in arguments.names or MODULES:
            for one in import_module(f"tests.bench.{name}").comparisons(bench):
                measured = measure(one, arguments.runs)
                missed += measured.missed
                print(_shown(measured), flush=True)
    finally:
        bench.close()
    print(f"{missed} over target" if missed else "all within their targets")
    return missed


def _shown(measured: Measured) -> str:
    one = measured.comparison
    target = "" if one.target is None else f"{'! ' if measured.missed else ''}≤ {one.target:g}"
    return (
        _line(
            one.what, _time(measured.ours), one.beside, _time(measured.bare), f"{measured.ratio:.2f}", target
        )
        + f" {one.reason}"
    )


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _line(what: str, ours: str, beside: str, bare: str, ratio: str, target: str) -> str:
    return f"{what:<46} {ours:>9}  {beside:<38} {bare:>9} {ratio:>6} {target:>8} "


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MODULES))
    parser.add_argument("--people", type=int, default=1_000_000, help="people in the large ledger")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the imported workbook")
    parser.add_argument("--certificates", type=int, default=1_000, help="certificates printed at once")
    parser.add_argument("--logs", type=int, default=10_000_000, help="service records of a year")
    parser.add_argument("--runs", type=int, help="fewer turns than usual")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the built ledgers here and use them again"
    )
    arguments = parser.parse_args(argv)
    if unknown := set(arguments.names) - set(MODULES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(MODULES)}")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
