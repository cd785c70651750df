"""The envelope of the portal interface: arguments as texts in a list, results as text in a background task."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.http import Said
from thesaury.connectors.smintio.data_object import opened, pick
from thesaury.connectors.smintio.errors import spelled
from thesaury.connectors.smintio.localised import scalar

_AWAY = ("backendservicenotavailable", "externaldependency")


@dataclass(frozen=True, slots=True)
class Task:
    """A background task as it stands: `done`, or failed with what it says, or still to be asked for."""

    uuid: str
    done: bool
    result: Any = None
    failure: Said | None = None

    @property
    def away(self) -> bool:
        """Whether it failed because a system behind it did not answer."""
        code = self.failure.code.replace("_", "").lower() if self.failure else ""
        return code.startswith(_AWAY)


def encoded(arguments: Sequence[Any], as_text: bool) -> Any:
    """The body of a call: one JSON text for each argument, in a list that is itself sent as a text where the tenant wants that."""
    body = [json.dumps(argument, ensure_ascii=False) for argument in arguments]
    return json.dumps(body, ensure_ascii=False) if as_text else body


def task(answer: Any) -> Task:
    """The task an answer describes; an answer without any envelope is a result itself. Raises ValueError when it is neither."""
    members = opened(answer, "flat")
    state = scalar(pick(members, "state")).replace("_", "").lower()
    text = pick(members, "result_string")
    if not state and text is None:
        if not isinstance(answer, Mapping):
            raise ValueError("the answer is no task")
        failure = spelled(answer)
        return Task("", True, answer, failure)
    if state == "error":
        return Task(scalar(pick(members, "uuid")), True, None, _failure(text))
    if state in ("completed", ""):
        result = _parsed(text)
        return Task(scalar(pick(members, "uuid")), True, result, spelled(result))
    if state not in ("created", "inprogress") or not scalar(pick(members, "uuid")):
        raise ValueError(f"the task is in no known state ({state})")
    return Task(scalar(pick(members, "uuid")), False)


def _parsed(text: Any) -> Any:
    """The result, from JSON text that may stand in single quotes. Raises ValueError."""
    if not isinstance(text, str):
        return text
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == "'":
        bare = bare[1:-1]
    try:
        return json.loads(bare) if bare else None
    except RecursionError as error:
        raise ValueError("the result is nested too deeply") from error


def _failure(text: Any) -> Said:
    try:
        return spelled(_parsed(text)) or Said(message=scalar(text)[:300] or "the task failed without saying why")
    except ValueError:
        return Said(message=scalar(text)[:300] or "the task failed without saying why")
