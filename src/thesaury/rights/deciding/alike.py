"""Equal rights made one object, so that many assets are told apart by which licences they have, not by all that these say."""

from operator import attrgetter

from thesaury.model.licensing import Statement
from thesaury.rights.deciding.assets import AssetRights, Right, Rights, Source

_CHOSEN = ("channels", "regions", "purposes", "parties")
_TERM = attrgetter(
    *(f"{axis}.{part}" for axis in _CHOSEN for part in ("allow", "deny", "unclear")),
    *("valid_from", "valid_until", "perpetual", "first_use_by", "duties", "attribution_text", "modification"),
    *("exclusivity", "scope", "unclear_axes"),
)
_LIMIT = attrgetter("kind", "max", "channels")
_SPAN = attrgetter("axis", "start", "end", "words", "rule")
_UNRESOLVED = attrgetter("reason", "start", "end", "words")


class Alike:
    """Knows every right it was shown; of equal ones it always gives back the first.

    What it was shown stays in its memory: it is made for one question about many assets, and forgotten with the answer.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._seen: dict[int, tuple[Statement, Statement]] = {}  # with the one seen, so that its id is not used again
        self._statements: dict[tuple[object, ...], Statement] = {}
        self._rights: dict[object, Right] = {}
        self._assets: dict[object, AssetRights] = {}

    def rights(self, rights: Rights) -> Rights:
        """The first of all that equal these."""
        if rights is None:
            return None
        return self.statement(rights) if isinstance(rights, Statement) else self.asset(rights)

    def asset(self, rights: AssetRights) -> AssetRights:
        """The first with equal rights that was made from the same."""
        own = tuple(map(self.right, rights.rights))
        same = tuple(map(id, own)), rights.made_from
        if (known := self._assets.get(same)) is None:
            known = self._assets[same] = AssetRights(own, rights.made_from)
        return known

    def right(self, right: Right) -> Right:
        """The first right that equals this one."""
        same = right.kind, *(tuple(map(self._source, licence)) for licence in right.licences)
        if (known := self._rights.get(same)) is None:
            told = (
                tuple(Source(self.statement(s.statement), s.name, s.embedded) for s in one) for one in right.licences
            )
            known = self._rights[same] = Right(right.kind, tuple(told))
        return known

    def statement(self, statement: Statement) -> Statement:
        """The first statement that equals this one."""
        if seen := self._seen.get(id(statement)):
            return seen[1]
        known = self._statements.setdefault(content(statement), statement)
        self._seen[id(statement)] = statement, known
        return known

    def _source(self, source: Source) -> tuple[int, str, bool]:
        return id(self.statement(source.statement)), source.name, source.embedded


def content(statement: Statement) -> tuple[object, ...]:
    """All a statement says, as plain values: equal where statements are, and looked up in a fraction of the time."""
    said: list[object] = [statement.model, statement.prohibit_all]
    for term in statement.terms:
        said.append(_TERM(term))
        said.append(tuple(map(_LIMIT, term.limits)) if term.limits else ())
        said.append(tuple(map(_SPAN, term.spans)) if term.spans else ())
    said.append(tuple(map(_UNRESOLVED, statement.unresolved)) if statement.unresolved else ())
    said.append(tuple(map(_SPAN, statement.spans)) if statement.spans else ())
    return tuple(said)
