"""Writes the demo brand by hand: `python -m thesaury.sandbox.brand FOLDER`."""

import sys
from pathlib import Path

from thesaury.sandbox.brand.pack import write_brand


def main(arguments: list[str]) -> int:
    """Writes the brand into the folder named on the command line; returns the exit code (2 for wrong use)."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m thesaury.sandbox.brand FOLDER\n")
        return 2
    write_brand(Path(arguments[0]), _show)
    sys.stderr.write("\n")
    return 0


def _show(done: int, total: int) -> None:
    sys.stderr.write(f"\rpictures {done} of {total}")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
