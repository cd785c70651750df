"""What the attacks share: the texts by id, and which labelled uses a changed text permits."""

from hypothesis import HealthCheck, settings

from tests.unit.rights.texts import LabelledText, all_texts, parsed, permits
from thesaury.model.policy import Verdict

TEXTS = all_texts()
SINGLE = {key: text for key, text in TEXTS.items() if len(text.reading.terms) == 1}
"""Texts of one grant."""

attack = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def widened(text: LabelledText, changed: str) -> list[str]:
    """The labelled uses, as id and number, that the changed text permits though people deny them or leave them to a person."""
    statement = parsed(changed, text.context)
    return [
        f"{text.id}#{number}"
        for number, (use, label) in enumerate(text.questions, 1)
        if label is not Verdict.PERMIT and permits(statement, use)
    ]


def permitted(text: LabelledText, changed: str) -> list[str]:
    """The labelled uses, as id and number, that the changed text permits."""
    statement = parsed(changed, text.context)
    return [f"{text.id}#{number}" for number, (use, _) in enumerate(text.questions, 1) if permits(statement, use)]
