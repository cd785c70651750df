"""Benchmarks: each module has `run()`, which gives its figures as one JSON object; `./run bench [NAME]` prints them."""

from pathlib import Path


class Skipped(Exception):
    """A benchmark that cannot run here, with the reason."""


def needs_shared() -> Path:
    """The folder of gold sets beside the checkout. Raises Skipped where there is none."""
    shared = Path(__file__).resolve().parents[2] / "shared"
    if not shared.is_dir():
        raise Skipped("needs the gold sets in ../shared, which are not beside this checkout")
    return shared
