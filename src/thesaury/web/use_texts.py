"""The words of a search that asks about a use: the form above the results, the badge of each hit, and what an empty answer says."""

from collections.abc import Mapping

USE: Mapping[str, str | tuple[str, str]] = {
    "use.heading": "May I use it?",
    "use.invite": "Say where and when, and every hit says whether it may be used.",
    "use.day.hint": "Today, if empty",
    "use.go": "Show rights",
    "use.stop": "Without rights",
    "use.asked": "For {use}",
    "use.amiss": "Rights are not looked at yet. Correct the marked fields.",
    "use.counts": "Assets by answer",
    "use.until": "until {day}",
    "use.open": "no end in sight",
    "use.none": (
        "{count} asset matches, but it may not be used in {regions}.",
        "{count} assets match, but none may be used in {regions}.",
    ),
    "use.none.other": (
        "{count} asset matches, and its answer is another one.",
        "{count} assets match, and all have other answers.",
    ),
    "use.show": ("Show {count}: {word}", "Show all {count}: {word}"),
    "facet.verdict": "May I use it?",
}
