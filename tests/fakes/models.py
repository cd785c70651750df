"""Models in memory, written the plain way."""

from hashlib import sha256
from math import isfinite

from thesaury.model.errors import BadInput, Usage
from thesaury.ports.models import KeptModel, ModelNote


class FakeModels:
    """All contents stay in reach of the test as `contents`; what is given up is taken out of it."""

    def __init__(self, keep: int = 10) -> None:
        self.keep = keep
        self.notes: list[ModelNote] = []
        self.digests: list[str] = []
        self.contents: dict[int, bytes] = {}
        self.choices: list[int | None] = [None]

    def put(self, content: bytes, note: ModelNote, choose: bool) -> KeptModel:
        if not content or not all(isfinite(figure) for figure in note.figures.values()):
            raise BadInput("The model is empty, or a figure is no number.")
        self.notes.append(note)
        self.digests.append(sha256(content).hexdigest())
        number = len(self.notes)
        self.contents[number] = content
        if choose:
            self.choices.append(number)
        recent = list(dict.fromkeys(choice for choice in reversed(self.choices) if choice))[:2]
        for old in [n for n in self.contents if n <= number - self.keep and n not in recent]:
            del self.contents[old]
        return self.all()[-1]

    def all(self) -> list[KeptModel]:
        told = enumerate(zip(self.notes, self.digests, strict=True), start=1)
        return [
            KeptModel(number, note, digest, len(self.contents.get(number, b"")), number == self.choices[-1])
            for number, (note, digest) in told
        ]

    def chosen(self) -> KeptModel | None:
        return next((kept for kept in self.all() if kept.chosen), None)

    def choose(self, number: int | None) -> None:
        if number is not None:
            self.content(number)
        self.choices.append(number)

    def content(self, number: int) -> bytes:
        if number not in self.contents:
            raise Usage(f"There is no model {number}. Models here: {', '.join(map(str, self.contents)) or 'none'}.")
        return self.contents[number]
