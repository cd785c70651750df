"""Accept rules in memory."""

from thesaury.model.acceptance import AcceptRule
from thesaury.model.errors import Usage


class FakeAcceptRules:
    def __init__(self) -> None:
        self._rules: dict[str, AcceptRule] = {}

    def put(self, rule: AcceptRule) -> None:
        self._rules[rule.scheme] = rule

    def drop(self, scheme: str) -> None:
        if scheme not in self._rules:
            raise Usage(f"There is no accept rule for {scheme!r}.")
        del self._rules[scheme]

    def all(self) -> list[AcceptRule]:
        return [self._rules[scheme] for scheme in sorted(self._rules)]
