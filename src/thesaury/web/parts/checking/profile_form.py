"""A profile as the fields of a form, and read from them again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.profile import Profile, SchemeRule, Unknowns
from thesaury.vocabulary.languages import canonical
from thesaury.web.texts import phrase

BLANK = 2
"""Empty lines for conditions that a form ends with."""

_NAME = 100
_COUNT = 1000
_CONDITIONS = 20


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """A scheme as one line of the form: whether the profile has a rule for it, and the bounds as texts."""

    iri: str
    title: Label
    ruled: bool = False
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What stands in the form; `seen` is the stamp of the profile that was shown, empty for a new one."""

    name: str = ""
    closed: bool = False
    languages: str = ""
    unknowns: Unknowns = Unknowns.PROPOSED
    schemes: tuple[SchemeLine, ...] = ()
    conditions: tuple[tuple[str, str], ...] = field(default=(("", ""),) * BLANK)
    seen: str = ""


def stamp(profile: Profile | None) -> str:
    """Another one for every change of a profile; empty for none."""
    return sha256(repr(profile).encode()).hexdigest()[:16] if profile else ""


def form_of(profile: Profile | None, titles: Mapping[str, Label]) -> ProfileForm:
    """The form that shows a profile, or an empty one; schemes of the profile that are no longer here stand in it by their IRIs."""
    if profile is None:
        return ProfileForm(schemes=tuple(SchemeLine(iri, title) for iri, title in titles.items()))
    rules = {rule.scheme: rule for rule in profile.schemes}
    known = dict(titles) | {iri: Label(iri) for iri in rules if iri not in titles}
    lines = tuple(_line(iri, title, rules.get(iri)) for iri, title in known.items())
    conditions = (*((name, ", ".join(values)) for name, values in profile.applies), *((("", ""),) * BLANK))
    languages = ", ".join(profile.languages)
    return ProfileForm(profile.name, profile.closed, languages, profile.unknowns, lines, conditions, stamp(profile))


def typed(fields: Sequence[tuple[str, str]], titles: Mapping[str, Label], name: str = "") -> ProfileForm:
    """The form as somebody filled it in, right or wrong; `name` where that is not theirs to say."""
    sent = dict(fields)
    ruled = {value for key, value in fields if key == "scheme" and value}
    iris = dict.fromkeys([*titles, *ruled])
    lines = (
        SchemeLine(
            iri,
            titles.get(iri, Label(iri)),
            iri in ruled,
            sent.get(f"least:{iri}", "").strip(),
            sent.get(f"most:{iri}", "").strip(),
        )
        for iri in iris
    )
    properties, values = ([text.strip() for key, text in fields if key == wanted] for wanted in ("property", "values"))
    unknowns = Unknowns.REFUSED if sent.get("unknowns") == Unknowns.REFUSED else Unknowns.PROPOSED
    conditions = [pair for pair in zip(properties, values, strict=False) if any(pair)]
    return ProfileForm(
        name or sent.get("name", "").strip(),
        "closed" in sent,
        sent.get("languages", "").strip(),
        unknowns,
        tuple(lines),
        (*conditions, *((("", ""),) * BLANK)),
        sent.get("seen", ""),
    )


def profile_of(form: ProfileForm) -> Profile:
    """The profile that a form says. Raises Usage, in the reader's language, for what is none."""
    if not form.name or len(form.name) > _NAME or not form.name.isprintable() or "/" in form.name:
        raise Usage(phrase("profiles.wrong.name", most=_NAME))
    rules = tuple(_rule(line) for line in form.schemes if line.ruled or line.least or line.most)
    if form.closed and not rules:
        raise Usage(phrase("profiles.wrong.closed"))
    return Profile(form.name, _applies(form.conditions), rules, form.closed, _languages(form.languages), form.unknowns)


def _line(iri: str, title: Label, rule: SchemeRule | None) -> SchemeLine:
    if rule is None:
        return SchemeLine(iri, title)
    most = "" if rule.most is None else str(rule.most)
    return SchemeLine(iri, title, True, str(rule.least) if rule.least else "", most)


def _rule(line: SchemeLine) -> SchemeRule:
    least, most = _bound(line.least, line) or 0, _bound(line.most, line)
    if most is not None and most < max(least, 1):
        raise Usage(phrase("profiles.wrong.bounds", scheme=line.title.text))
    return SchemeRule(line.iri, least, most)


def _bound(text: str, line: SchemeLine) -> int | None:
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,4}", text) or int(text) > _COUNT:
        raise Usage(phrase("profiles.wrong.number", scheme=line.title.text, most=_COUNT))
    return int(text)


def _applies(conditions: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, tuple[str, ...]] = {}
    for name, text in conditions:
        values = tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
        if not (name or values):
            continue
        if not name or not values:
            raise Usage(phrase("profiles.wrong.condition"))
        if name in found or len(found) >= _CONDITIONS:
            raise Usage(phrase("profiles.wrong.twice", name=name, most=_CONDITIONS))
        found[name] = values
    return tuple(found.items())


def _languages(text: str) -> tuple[str, ...]:
    given = [one.strip() for one in re.split(r"[,;\s]+", text) if one.strip()]
    if wrong := next((one for one in given if not canonical(one)), ""):
        raise Usage(phrase("profiles.wrong.language", language=wrong))
    return tuple(dict.fromkeys(canonical(one) for one in given))
