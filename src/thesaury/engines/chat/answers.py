"""The answer of a chat-completions server, taken apart: a JSON object with a list of proposals, in whatever it is wrapped."""

import json
import re
from collections.abc import Iterator
from typing import Any

from thesaury.ports.proposer import Proposals, Proposed

MOST = 100
"""Proposals for one clause; a model that has more has lost its way."""

_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_LONGEST = 100_000


def proposals_in(reply: Any) -> Proposals:
    """What a reply proposes; what is not of the form asked for is left out and noted. Nothing is raised for any reply."""
    try:
        content = reply["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return Proposals(notes=("The server's reply is no chat completion. Check the address in proposals_url.",))
    answer = _object(content) if isinstance(content, str) and len(content) <= _LONGEST else None
    listed = answer.get("proposals") if answer is not None else None
    if not isinstance(listed, list):
        return Proposals(notes=("The model's answer has not the form that was asked for.",))
    values = tuple(_values(listed[:MOST]))
    lost = len(listed) - len(values)
    return Proposals(values, (f"{lost} proposals had not the form that was asked for.",) if lost else ())


def _object(content: str) -> dict[str, Any] | None:
    """The JSON object in an answer: all of it, what stands in a fence, or what stands between the outermost braces."""
    fenced = _FENCED.search(content)
    braced = content[content.find("{") : content.rfind("}") + 1]
    for candidate in (content, fenced[1] if fenced else "", braced):
        try:
            found = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None


def _values(listed: list[Any]) -> Iterator[Proposed]:
    for one in listed:
        if isinstance(one, dict) and isinstance(one.get("field"), str) and isinstance(one.get("words"), str):
            yield Proposed(one["field"], one.get("value"), one["words"])
