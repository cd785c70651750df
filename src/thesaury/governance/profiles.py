"""Profiles as plain data of a stable shape (JSON, TOML), back from it, and which of them is for a record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thesaury.model.errors import BadInput, Usage
from thesaury.model.profile import NO_PROFILE, Profile, SchemeRule, Unknowns
from thesaury.vocabulary.languages import canonical

LONGEST_NAME = 100
_MOST_RULES, _MOST_VALUES = 200, 500
_MEMBERS = ("applies", "schemes", "closed", "languages", "unknowns")

Properties = Mapping[str, Sequence[str]]
"""The properties of a record by name, each with all its values."""


def profile_dict(profile: Profile) -> dict[str, Any]:
    """A profile; `profile_of` reads it. TOML knows no null: a rule without a limit has no member `most`."""
    return {
        "name": profile.name,
        "applies": {name: list(values) for name, values in profile.applies},
        "schemes": [
            {"scheme": rule.scheme, "least": rule.least} | ({} if rule.most is None else {"most": rule.most})
            for rule in profile.schemes
        ],
        "closed": profile.closed,
        "languages": list(profile.languages),
        "unknowns": profile.unknowns.value,
    }


def profile_of(name: str, data: Mapping[str, Any]) -> Profile:
    """A profile from plain data; what is left out has its default.

    Raises Usage for a name that cannot be one, BadInput, naming the member, for anything else that is wrong.
    """
    named(name)
    if unknown := sorted(set(data) - {*_MEMBERS, "name"}):
        raise BadInput(f"A profile has no member {unknown[0]!r}; it has {', '.join(_MEMBERS)}.")
    closed = data.get("closed", False)
    if not isinstance(closed, bool):
        raise _wrong("closed", "is true or false")
    return Profile(name, _applies(data), _rules(data), closed, _languages(data), _unknowns(data))


def named(name: str) -> str:
    """The name again, if a profile may be called so. Raises Usage."""
    if (
        not name
        or len(name) > LONGEST_NAME
        or not name.isprintable()
        or "/" in name
        or name.startswith(".")
        or name != name.strip()
    ):
        raise Usage(
            f"A profile is called by up to {LONGEST_NAME} readable signs, without a slash and no dot first, such as shop-de."
        )
    return name


def fitting(profiles: Iterable[Profile], properties: Properties) -> Profile:
    """The profile for a record with these properties: of those whose conditions all fit the one with most of them, then the first by
    name. Capitals do not count. Where none fits: no rules."""
    held = {name: {value.casefold() for value in values} for name, values in properties.items()}
    fits = [one for one in profiles if all(_meets(held, name, values) for name, values in one.applies)]
    return min(fits, key=lambda one: (-len(one.applies), one.name), default=NO_PROFILE)


def _meets(held: Mapping[str, set[str]], name: str, values: Iterable[str]) -> bool:
    return not held.get(name, set()).isdisjoint(value.casefold() for value in values)


def _applies(data: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    given = data.get("applies", {})
    if not isinstance(given, Mapping) or not all(_texts(values) and values for values in given.values()):
        raise _wrong("applies", "names properties, each with a list of values")
    return tuple((name, tuple(dict.fromkeys(given[name]))) for name in sorted(given))


def _rules(data: Mapping[str, Any]) -> tuple[SchemeRule, ...]:
    given = data.get("schemes", [])
    if not isinstance(given, list) or len(given) > _MOST_RULES or not all(isinstance(one, Mapping) for one in given):
        raise _wrong("schemes", f"is a list of up to {_MOST_RULES} rules")
    rules = tuple(map(_rule, given))
    if len({rule.scheme for rule in rules}) < len(rules):
        raise _wrong("schemes", "has one rule for each scheme")
    return rules


def _rule(given: Mapping[str, Any]) -> SchemeRule:
    if unknown := sorted(set(given) - {"scheme", "least", "most"}):
        raise _wrong("schemes", f"has rules with scheme, least and most, not {unknown[0]!r}")
    scheme, least, most = given.get("scheme"), given.get("least", 0), given.get("most")
    if not isinstance(scheme, str) or not scheme:
        raise _wrong("schemes", "names a scheme in each rule")
    if not _count(least) or not (most is None or _count(most)):
        raise _wrong("schemes", "counts concepts with whole numbers from 0 upwards")
    if most is not None and most < least:
        raise _wrong(
            "schemes", f"asks {scheme} for at least {least} and at most {most} concepts, which nothing can meet"
        )
    return SchemeRule(scheme, least, most)


def _languages(data: Mapping[str, Any]) -> tuple[str, ...]:
    given = data.get("languages", [])
    if not _texts(given) or not all(map(canonical, given)):
        raise _wrong("languages", "is a list of language tags such as de or en")
    return tuple(dict.fromkeys(canonical(tag).partition("-")[0] for tag in given))


def _unknowns(data: Mapping[str, Any]) -> Unknowns:
    try:
        return Unknowns(data.get("unknowns", Unknowns.PROPOSED))
    except ValueError:
        raise _wrong("unknowns", "is proposed or refused") from None


def _texts(given: Any) -> bool:
    return isinstance(given, list) and len(given) <= _MOST_VALUES and all(isinstance(one, str) and one for one in given)


def _count(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= _MOST_VALUES


def _wrong(member: str, said: str) -> BadInput:
    return BadInput(f"The member {member!r} of a profile {said}. Look at: thesaury profile show NAME")
