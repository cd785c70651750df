"""Which request is to go wrong, and how: faults chosen by admin call or by request header."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = frozenset(
    (
        *("status", "html200", "empty", "garbage", "content_type", "truncate", "cut", "redirect_loop", "oversized"),
        *("reset", "reset_after", "hang_after", "slow", "drip", "stale", "repeat_cursor", "shrink_page"),
    )
)
"""`oversized:MiB`, `slow:seconds`, `hang_after:seconds`, `drip:bytes_per_second`, `status:code[:retry_after]`,
`content_type:type`; the last three kinds are flags that only the vendor's handlers understand."""

_NUMBER = {"slow": 1.0, "hang_after": 5.0, "drip": 64.0, "oversized": 8.0, "status": 503.0}


class WrongFault(ValueError):
    """A fault nobody can carry out; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to go wrong: its kind and argument."""

    kind: str
    argument: str = ""

    @classmethod
    def parse(cls, text: str) -> "Fault":
        """From `kind[:argument]`. Raises WrongFault for an unknown kind or an argument that is no number."""
        kind, _, argument = text.strip().partition(":")
        if kind not in KINDS:
            raise WrongFault(f"There is no fault '{kind}'. Known are {', '.join(sorted(KINDS))}.")
        fault = cls(kind, argument)
        if kind in _NUMBER:
            try:
                fault.number()
            except ValueError as error:
                raise WrongFault(f"'{argument}' is not a number for the fault '{kind}'.") from error
        return fault

    def number(self) -> float:
        """The argument's first number, or the kind's usual one."""
        return float(self.argument.partition(":")[0]) if self.argument else _NUMBER.get(self.kind, 0.0)

    def __str__(self) -> str:
        """As it is written in the header."""
        return f"{self.kind}:{self.argument}" if self.argument else self.kind


@dataclass
class Rule:
    """A fault for every request that fits, `times` times after the first `skip`; None means for ever."""

    fault: Fault
    route: re.Pattern[str]
    method: str
    times: int | None
    skip: int
    probability: float
    chance: random.Random
    fired: int = 0

    def takes(self, method: str, path: str) -> bool:
        """Whether this request goes wrong; it counts down when it does."""
        if self.times == 0 or (self.method and self.method != method) or not self.route.search(path):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.chance.random() >= self.probability:
            return False
        self.times = None if self.times is None else self.times - 1
        self.fired += 1
        return True

    def told(self) -> dict[str, Any]:
        """The rule for the control plane."""
        left = {"times": self.times, "skip": self.skip, "fired": self.fired}
        return {"fault": str(self.fault), "route": self.route.pattern, "method": self.method, **left}


class Faults:
    """The rules in force; the first that fits wins."""

    def __init__(self) -> None:
        """No faults."""
        self.rules: list[Rule] = []

    def add(self, fault: str, route: str = "", method: str = "", times: int | None = 1, **further: Any) -> None:
        """Adds a rule: `fault` as `kind[:argument]`, `route` a regular expression searched in the path (so `^/x` is a prefix),
        `times` None for ever; further: `skip`, `probability`, `seed`. Raises WrongFault."""
        unknown = further.keys() - {"skip", "probability", "seed"}
        if unknown:
            raise WrongFault(f"A fault has no member {', '.join(sorted(unknown))}.")
        try:
            pattern = re.compile(route)
        except re.error as error:
            raise WrongFault(f"'{route}' is no regular expression: {error}.") from error
        chance = random.Random(further.get("seed", 0))
        skip, probability = int(further.get("skip", 0)), float(further.get("probability", 1.0))
        self.rules.append(Rule(Fault.parse(fault), pattern, method.upper(), times, skip, probability, chance))

    def chosen(self, method: str, path: str, headers: Mapping[str, str]) -> Fault | None:
        """The fault of this request: from its header, else from the first rule that fits. Raises WrongFault for a wrong header."""
        asked = headers.get("x-sandbox-fault")
        if asked:
            return Fault.parse(asked)
        return next((rule.fault for rule in self.rules if rule.takes(method, path)), None)

    def clear(self) -> None:
        """No faults any more."""
        self.rules.clear()

    def told(self) -> list[dict[str, Any]]:
        """All rules for the control plane."""
        return [rule.told() for rule in self.rules]
