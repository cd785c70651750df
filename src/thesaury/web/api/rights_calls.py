"""What programs ask of rights: a use of assets or of a text, and what a text states. Strict: a field nobody knows is refused."""

from collections.abc import Sequence
from typing import Any

from thesaury.model.asset import Asset
from thesaury.model.use import Use
from thesaury.pipeline.rights.answering import keep_answers
from thesaury.pipeline.rights.asking import ask, assets_named
from thesaury.pipeline.rights.told import answered_shape, decided_shape
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding import Basis, decide
from thesaury.rights.deciding.telling import NOTICE
from thesaury.rights.parsing import VERSION, Context, parse
from thesaury.rights.parsing.context import ANCHORS
from thesaury.rights.parsing.lexicon import versions
from thesaury.rights.stating.asking import FIELDS, use_of
from thesaury.rights.stating.parts import Part
from thesaury.rights.stating.reading import day_of
from thesaury.rights.stating.shape import shape_of
from thesaury.rights.vocabulary.client import own_regions, tables_of

MOST_ASSETS = 1_000
"""Assets of one question (rights contract, section 2.2)."""

MOST_CHARACTERS = 20_000
"""Code points of a licence text: far more than a long contract's clause on use."""

_ABOUT = ("asset", "assets", "text")
_CONTEXT = ("locale", "anchors")


def checked(workspace: Workspace, body: Part) -> dict[str, Any]:
    """The answer for `asset` or `text`, or those for `assets` as `answers`. Raises BadInput or Usage that name what is wrong."""
    told = body.members((*_ABOUT, *_CONTEXT, *FIELDS))
    about = [name for name in _ABOUT if name in told and told[name].value is not None]
    if len(about) != 1:
        raise body.wrong("A question is about an asset, a list of assets, or a text, and only one of the three.")
    tables = tables_of(workspace.root)
    use = use_of(Part({name: part.value for name, part in told.items() if name in FIELDS}), tables)
    if about == ["text"]:
        statement = parse(_text(told["text"]), _context(told, workspace))
        return decided_shape(decide(statement, use, Basis(tables)), use)
    if strange := [name for name in _CONTEXT if name in told]:
        raise told[strange[0]].wrong("This tells how a text is read; assets were read before.")
    if about == ["asset"]:
        answered = ask(workspace, _assets(workspace, [told["asset"]]), use)
        keep_answers(workspace, answered, use, "api")
        return answered_shape(answered[0], use)
    return _batch(workspace, told["assets"], use)


def parsed(workspace: Workspace, body: Part) -> dict[str, Any]:
    """What `text` states, with the words of each value and what a person has to read."""
    told = body.members(("text", *_CONTEXT))
    if "text" not in told:
        raise body.wrong("Send the licence as text.")
    statement = parse(_text(told["text"]), _context(told, workspace))
    status = "complete" if statement.complete else "needs_review"
    parser = {"version": VERSION, "tables": versions()}
    return {"status": status, **shape_of(statement), "parser": parser, "notice": NOTICE}


def _batch(workspace: Workspace, part: Part, use: Use) -> dict[str, Any]:
    references = part.elements()
    if not references or len(references) > MOST_ASSETS:
        raise part.wrong(f"Name between one and {MOST_ASSETS:,} assets.")
    answered = ask(workspace, _assets(workspace, references), use)
    keep_answers(workspace, answered, use, "api")
    return {"answers": [answered_shape(one, use) for one in answered], "notice": NOTICE}


def _assets(workspace: Workspace, parts: Sequence[Part]) -> list[Asset]:
    found = list[Asset]()
    for part, asset in zip(parts, assets_named(workspace, [part.text() for part in parts]), strict=True):
        if asset is None:
            raise part.wrong(f"There is no asset {part.value!r}. GET /api/v1/search finds those there are.")
        found.append(asset)
    return found


def _text(part: Part) -> str:
    """An empty text is a text: it says nothing, which needs review."""
    if not isinstance(part.value, str):
        raise part.wrong("This has to be a text.")
    if len(part.value) > MOST_CHARACTERS:
        raise part.wrong(
            f"A licence text has {MOST_CHARACTERS:,} characters at most. Send the part that speaks of use."
        )
    return part.value


def _context(told: dict[str, Part], workspace: Workspace) -> Context:
    known = {name: told[name] for name in _CONTEXT if name in told and told[name].value is not None}
    anchors = known["anchors"].members(ANCHORS) if "anchors" in known else {}
    days = tuple((name, day_of(part)) for name, part in anchors.items())
    locale = known["locale"].text() if "locale" in known else ""
    return Context(locale, days, own_regions(workspace.root).called)
