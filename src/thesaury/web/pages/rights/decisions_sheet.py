"""One kept answer as values for its page: when, of which asset, for which use, what was answered, to whom, and by what."""

import json
from dataclasses import dataclass

from thesaury.model.answer_log import Numbered
from thesaury.model.errors import ThesauryError
from thesaury.model.use import Use
from thesaury.ports.workspace import Workspace
from thesaury.rights.stating.asking import use_of
from thesaury.rights.stating.parts import Part
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.desk import asset_url
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import SIGNS, asked_words
from thesaury.web.parts.rights.question import asked_url
from thesaury.web.texts import named, phrase

PAGE = 50
"""Answers on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer; `ask_url` asks the same again, empty where the use is not known any more."""

    number: int
    iso: str
    when: str
    who: str
    where: str
    title: str
    url: str
    use: str
    ask_url: str
    verdict: str
    sign: str
    word: str
    reason: str
    records: str
    digest: str


def line(workspace: Workspace, kept: Numbered) -> Line:
    """The answer in the language spoken; the reason stays as it was given."""
    one, use = kept.answer, _use(workspace, kept.answer.asked)
    return Line(
        kept.number,
        one.at,
        words.moment(one.at),
        one.who,
        named("decisions.where", one.where),
        one.title,
        asset_url(one.asset),
        asked_words(use) if use else one.asked,
        asked_url(asset_url(one.asset), use) if use else "",
        one.verdict.value,
        SIGNS[one.verdict],
        phrase(f"rights.verdict.{one.verdict}"),
        words.in_words(one.reason),
        ", ".join(one.records),
        one.digest[:12],
    )


def _use(workspace: Workspace, asked: str) -> Use | None:
    """The use that was asked about; None where a table has changed so that nobody knows it now."""
    try:
        told = {name: value for name, value in json.loads(asked).items() if value not in (None, {}, [])}
        return use_of(Part(told), tables_of(workspace.root))
    except (ThesauryError, ValueError):
        return None
