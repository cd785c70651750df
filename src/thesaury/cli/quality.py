"""`vocabulary quality`: what is worth a second look in the vocabularies, scheme by scheme, with a score and where it goes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.errors import Usage, WorkspaceBusy

if TYPE_CHECKING:
    from thesaury.model.concept import Vocabulary
    from thesaury.model.quality import VersionScores
    from thesaury.pipeline.scoring import Looked
    from thesaury.vocabulary.quality import Notice
    from thesaury.vocabulary.thesaurus import Thesaurus

_SHOWN = 20
_MOST = 1000


def register(group: typer.Typer) -> None:
    """Add the command to the group `vocabulary`."""
    group.command()(quality)


def quality(
    name: Annotated[str, typer.Argument(help="The vocabulary; otherwise all.")] = "",
    scheme: Annotated[str, typer.Option(help="Only this scheme, by IRI.")] = "",
    rule: Annotated[str, typer.Option(help="What this rule finds, concept by concept.")] = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what is worth a second look: a score for each scheme, what each rule finds, and how the last versions did.

    Examples:

      thesaury vocabulary quality

      thesaury vocabulary quality terms --rule overlapping-label
    """
    from thesaury.pipeline.scoring import fill_trend, keep_scores, look_through, trend
    from thesaury.pipeline.words import vocabularies_as_they_came
    from thesaury.vocabulary.quality import RULES, Beside
    from thesaury.vocabulary.thesaurus import Thesaurus

    if rule and rule not in RULES:
        raise Usage(f"There is no rule {rule!r}. Rules: {', '.join(RULES)}.")
    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        kept = vocabularies_as_they_came(opened)
        wanted = [(version, content) for version, content in kept if not name or version.name == name]
        if name and not wanted:
            names = ", ".join(version.name for version, _ in kept) or "none"
            raise Usage(f"There is no vocabulary {name!r}. Vocabularies here: {names}.")
        beside = Beside([content for _, content in kept])
        found = []
        for version, content in wanted:
            looked = look_through(version, content, beside)
            with suppress(WorkspaceBusy):  # somebody writes for long: what was found is told all the same
                keep_scores(opened.catalogue, looked.scores)
                fill_trend(opened.catalogue, version.name, beside, progress)
            found.append((looked, trend(opened.catalogue, version.name), content))
        thesaurus, languages = Thesaurus([content for _, content in kept]), opened.languages
    told = [_told(looked, scores, content, thesaurus, languages, scheme) for looked, scores, content in found]
    notices = [notice for looked, _, _ in found for notice in _notices(looked, scheme, rule)] if rule else []
    if as_json:
        print_json({"vocabularies": told, "notices": [_plain(*notice) for notice in notices[:_MOST]]})
        return
    _print_schemes(told)
    if rule:
        _print_notices(notices, thesaurus, languages)
    else:
        _print_rules(told)


def _told(
    looked: "Looked",
    scores: Sequence["VersionScores"],
    content: "Vocabulary",
    thesaurus: "Thesaurus",
    languages: tuple[str, ...],
    only: str,
) -> dict[str, Any]:
    from thesaury.vocabulary.quality import FORMULA
    from thesaury.vocabulary.quality.trend import of_scheme

    schemes = [
        {
            "scheme": one.scheme,
            "title": thesaurus.label(one.scheme, languages) if one.scheme else "",
            "score": one.score,
            "concepts": one.concepts,
            "clean": one.clean,
            "rules": dict(one.rules),
            "trend": [{"version": n, "score": past.score} for n, past in of_scheme(scores, one.scheme, FORMULA)],
        }
        for one in looked.scores.schemes
        if not only or one.scheme == only
    ]
    return {"name": content.name, "version": looked.version.number, "schemes": schemes}


def _notices(looked: "Looked", scheme: str, rule: str) -> Iterator[tuple[str, "Notice"]]:
    for iri, rules in looked.notices.items():
        if not scheme or iri == scheme:
            yield from ((iri, notice) for notice in rules.get(rule, ()))


def _plain(scheme: str, notice: "Notice") -> dict[str, Any]:
    label = notice.label.text if notice.label else ""
    about = {"scheme": scheme, "rule": notice.rule, "concept": notice.concept, "others": list(notice.others)}
    return about | {"label": label, "languages": list(notice.languages)}


def _print_schemes(told: Sequence[dict[str, Any]]) -> None:
    rows = [
        (one["name"], scheme["title"], scheme["score"], _past(scheme["trend"]), scheme["concepts"], scheme["clean"])
        for one in told
        for scheme in one["schemes"]
    ]
    print_table(("vocabulary", "scheme", "score", "last versions", "concepts", "without a notice"), rows)
    if not rows:
        say("No scheme to look at. Bring a vocabulary with: thesaury vocabulary import FILE")


def _print_rules(told: Sequence[dict[str, Any]]) -> None:
    counts = Counter[str]()
    for scheme in (scheme for one in told for scheme in one["schemes"]):
        counts.update(scheme["rules"])
    if counts:
        print_table(("rule", "notices"), counts.most_common())
    elif told:
        say("Nothing here needs a second look.")


def _print_notices(notices: Sequence[tuple[str, "Notice"]], thesaurus: "Thesaurus", languages: tuple[str, ...]) -> None:
    rows = [
        (
            thesaurus.label(one.concept, languages),
            one.concept,
            "; ".join(thesaurus.label(other, languages) for other in one.others[:_SHOWN]),
            one.label.text if one.label else ", ".join(one.languages),
        )
        for _, one in notices[:_SHOWN]
    ]
    print_table(("concept", "IRI", "others", "what"), rows)
    if len(notices) > _SHOWN:
        say(f"... and {len(notices) - _SHOWN} more; --json shows up to {_MOST}.")


def _past(trend: Sequence[dict[str, Any]]) -> str:
    return " ".join(f"{one['score']}" for one in trend[-5:])
