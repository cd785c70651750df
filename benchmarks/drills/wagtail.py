"""A channel of two hundred pictures published to a real Wagtail, twenty of them changed and ten withdrawn."""

from typing import Any

from benchmarks.drills.wordpress import measured


def run() -> dict[str, Any]:
    return measured("tests/journeys/publishing/test_wagtail.py")
