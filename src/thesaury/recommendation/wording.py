"""What a recommendation says, in English sentences, for the command line and the interface; pages have their own words."""

from collections.abc import Sequence

from thesaury.recommendation.recommended import LATELY, Because, Gap, UsageLine

_WITHHELD = {
    "unapproved": "not approved",
    "draft": "still in work",
    "rejected": "rejected",
    "archived": "archived",
    "expired": "past the day its system names",
    "withdrawn": "withdrawn",
    "superseded": "replaced by a newer version",
}
_NOTES = {
    "no-use": "No channel, market or period is named, so rights were not asked about. Name one to see only what may be used.",
    "region-assumed": "No market is named: pictures are those that may be used in the whole world. Name one to see more.",
    "channel-assumed": "No channel is named: rights were asked for the website. Name the channels that are planned.",
    "day-assumed": "No period is named: rights were asked for today.",
    "end-assumed": "No last day is named: rights were asked for {about} alone. Name the last day that is planned.",
    "period-over": "The period ended on {about}: rights were asked for today.",
    "no-concept": "No concept of the vocabulary was found in this brief: pictures are found by its words alone.",
    "concepts-for-words": (
        "The embedding model does not know the language of this brief, so likeness is that of its concepts, by names the model knows."
    ),
    "language-not-taught": "The embedding model does not know the language of this brief, so likeness was not compared.",
    "concepts-cut": "Of all these concepts only {about} are looked for, the weightiest. Take some out to choose yourself.",
    "sections-joined": "This brief has more than {about} sections: the last ones are answered together.",
    "denied-in-part": "More pictures are denied than were looked at: the reasons are those of the best {about}.",
    "server-expansion": "The taxonomy server {about} widened the concepts too.",
    "server-silent": "The taxonomy server did not answer, so concepts were widened by our own graph alone: {about}",
}


def because(one: Because, labels: Sequence[str]) -> str:
    """ "students, for back to school (“Schulanfang”)"; "words of the brief: lunch, box"; "alike in meaning 0.61"."""
    if labels:
        said = f" (“{one.quotes[0].text}”)" if one.quotes else ""
        if len(labels) == 1:
            return f"shows {labels[0]}{said}"
        over = f" over {', '.join(labels[1:-1])}" if len(labels) > 2 else ""
        return f"shows {labels[-1]}, for {labels[0]}{said}{over}"
    if one.words:
        return f"words of the brief: {', '.join(one.words)}"
    return f"alike in meaning {one.likeness or 0.0:.2f}"


def usage(line: UsageLine) -> str:
    """ "Used 4 times, 2 of them in the last 90 days, last on 2026-11-02; 1 time in campaigns like this one." """
    if not line.times:
        return "Not used yet."
    lately = f", {line.lately} of them in the last {LATELY} days" if line.lately else ""
    last = f", last on {line.last}" if line.last else ""
    alike = f"; {_times(line.alike)} in campaigns like this one" if line.alike else ""
    return f"Used {_times(line.times)}{lately}{last}{alike}."


def gap(gap: Gap, label: str) -> str:
    """ "No portrait-format asset for teachers cleared for FR on social_paid: 3 would fit." """
    kind = f"{gap.format}-format asset" if gap.format and gap.format != "video" else (gap.format or "asset")
    what = f"No {kind}" + (f" for {label}" if label else "")
    where = f" in “{gap.section}”" if gap.section else ""
    if not gap.blocked:
        return f"{what}{where}."
    places = " ".join(part for part in (f"for {gap.region}" if gap.region else "", _on(gap.channel)) if part)
    would = "1 would fit" if gap.blocked == 1 else f"{gap.blocked} would fit"
    return f"{what} cleared{f' {places}' if places else ' for this use'}{where}: {would}."


def denied(axis: str, count: int) -> str:
    """ "12 denied by region"."""
    return f"{count:,} denied by {axis}"


def withheld(reason: str, count: int) -> str:
    """ "3 left out: not approved"."""
    return f"{count:,} left out: {_WITHHELD.get(reason, reason)}"


def note(code: str, about: str) -> str:
    """A note in a sentence; one nobody knows is its code."""
    return _NOTES[code].format(about=about) if code in _NOTES else f"{code} {about}".strip()


def _times(count: int) -> str:
    return "1 time" if count == 1 else f"{count:,} times"


def _on(channel: str) -> str:
    return f"on {channel}" if channel else ""
