"""Every role that one field may have, each as surely as its name and its values say together, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.onboarding.fields.expecting import CUED, EXPECTED, Fit, borne_out, fit
from thesaury.onboarding.fields.looks import Look, Looks
from thesaury.onboarding.fields.naming import Naming, cue_of, language_in, namings
from thesaury.onboarding.profiling import FieldProfile
from thesaury.onboarding.profiling.shapes import Shape
from thesaury.onboarding.reasons import Reason, Share, Spoken
from thesaury.onboarding.roles import TEXTS, FieldRole

LEAST = 0.35
"""A role that is less sure is not proposed."""
_SURE_NAME = 0.8
_SELDOM = 0.2
_UNFILLED = 0.8
"""What is left of a name's sureness where no value bears it out."""
_CUED, _BORNE_OUT = 0.7, 0.6
"""How surely one word of a name means a role that the values bear out, and how surely these."""
_MIDDLING = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One role that a field may have; `language` where the role is a text and its language is known."""

    role: FieldRole
    confidence: float
    reasons: tuple[Reason, ...]
    language: str = ""


def candidates(profile: FieldProfile, looks: Looks, language: str) -> tuple[Candidate, ...]:
    """The roles of a field with at least the least confidence, the surest first; `language` is that of its texts, where it is known."""
    named = {naming.role: naming for naming in namings(profile.name, profile.label)}
    found = [_candidate(role, named.get(role), profile, looks, language) for role in EXPECTED]
    return tuple(sorted((one for one in found if one.confidence >= LEAST), key=lambda one: -one.confidence))


def fallback(profile: FieldProfile, looks: Looks, language: str) -> Candidate:
    """What a field is that has no role: a text of its own, a property of its own, or only kept."""
    role, reasons = _rest(profile, looks)
    return Candidate(role, _MIDDLING, (*reasons, *_facts(profile)), language if role is FieldRole.TEXT else "")


def _candidate(role: FieldRole, naming: Naming | None, profile: FieldProfile, looks: Looks, language: str) -> Candidate:
    fitting = fit(role, profile, looks)
    cue = cue_of(role, profile.name, profile.label) if borne_out(role, looks) else ""
    if cue:
        naming = max(naming or Naming(role, 0.0, ""), Naming(role, _CUED, cue), key=lambda one: one.sureness)
        fitting = Fit(max(fitting.tells, _BORNE_OUT), 1.0, CUED[role])
    by_name = naming.sureness * fitting.left * (1.0 if profile.values else _UNFILLED) if naming else 0.0
    confidence = 1 - (1 - by_name) * (1 - fitting.tells)
    spoken = (naming.language if naming else "") or language if role in TEXTS else ""
    return Candidate(role, round(confidence, 3), _reasons(naming, fitting, profile, looks, spoken), spoken)


def _reasons(
    naming: Naming | None, fitting: Fit, profile: FieldProfile, looks: Looks, spoken: str
) -> tuple[Reason, ...]:
    found = [_by_name(naming)] if naming else [Reason("unnamed")]
    if fitting.left < 1:
        found.append(Reason("against"))
    if fitting.look:
        found.append(_seen(fitting.look, looks))
    if spoken:
        found.append(Reason("speaks" if spoken == language_in(profile.name) else "written", (Spoken(spoken),)))
    return (*found, *_facts(profile))


def _by_name(naming: Naming) -> Reason:
    return Reason("named" if naming.sureness >= _SURE_NAME else "named_like", (naming.known,))


def _seen(look: Look, looks: Looks) -> Reason:
    return Reason(look.value, (Share(looks.share(look)),))


def _facts(profile: FieldProfile) -> Sequence[Reason]:
    """What a person should know of the field whatever its role is."""
    if profile.structured and 2 * profile.structured >= profile.filled:
        return (Reason("structured"),)
    if not profile.filled:
        return (Reason("empty"),)
    found = []
    if profile.separator:
        found.append(Reason("several", (profile.separator.strip() or profile.separator.replace("\n", "↵"),)))
    if profile.controlled:
        found.append(Reason("again", (str(profile.different),)))
    if profile.rows > 1 and profile.values == profile.filled == profile.rows == profile.different:
        found.append(Reason("unique"))
    if profile.fill_rate < _SELDOM:
        found.append(Reason("seldom", (Share(profile.fill_rate),)))
    return found


def _rest(profile: FieldProfile, looks: Looks) -> tuple[FieldRole, tuple[Reason, ...]]:
    if not profile.values or 2 * profile.structured > profile.filled:
        return FieldRole.IGNORED, ()
    if looks.share(Look.PROSE) > _MIDDLING:
        return FieldRole.TEXT, (_seen(Look.PROSE, looks),)
    mechanical = profile.share(
        Shape.URL, Shape.EMAIL, Shape.NUMBER, Shape.CODE, Shape.SWITCH, Shape.MOMENT, Shape.DIMENSIONS
    )
    if mechanical > _MIDDLING and not (profile.controlled and profile.share(Shape.CODE) > _MIDDLING):
        return FieldRole.IGNORED, (Reason("unnamed"),)
    if profile.controlled or profile.separator:
        return FieldRole.PROPERTY, ()
    return (FieldRole.TEXT if profile.words > 2 else FieldRole.PROPERTY), ()
