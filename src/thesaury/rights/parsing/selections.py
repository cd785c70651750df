"""Channels, regions, purposes and parties of a draft as selections: lists are closed, except where the contract says they are not."""

from thesaury.model.licensing import ANY, WORLD, Limit, Modification, Selection
from thesaury.rights.parsing.drafts import Draft, is_any, names
from thesaury.rights.parsing.licences import Template
from thesaury.rights.parsing.meanings import Found, Kind

LEAVES = (
    "website", "social_organic", "social_paid", "email", "app", "display_ads", "online_video", "intranet", "presentation", "brochure",
    "print_ad", "periodical", "book", "packaging", "pos", "ooh", "dooh", "tv", "cinema", "event", "merchandise", "press_kit",
)  # fmt: skip
"""The channels of the rights contract, section 1.2."""

GROUPS = {
    "digital": LEAVES[:7],
    "social": ("social_organic", "social_paid"),
    "print": ("brochure", "print_ad", "periodical", "book", "packaging", "pos"),
    "paid_media": ("social_paid", "display_ads", "print_ad", "ooh", "dooh", "tv", "cinema"),
    "out_of_home": ("ooh", "dooh"),
    "broadcast": ("tv", "cinema"),
    "internal": ("intranet", "presentation"),
}
EXTERNAL = (
    "website",
    "social",
    "email",
    "app",
    "display_ads",
    "online_video",
    "print",
    "paid_media",
    "event",
    "press_kit",
    "merchandise",
)
"""What "no publication" denies."""

ORDINARY = ("commercial_promotion", "editorial", "internal", "pr", "non_commercial", "education", "recruitment")
_STRICTEST_FIRST = (Modification.PROHIBITED, Modification.MINOR, Modification.ALLOWED)
_ONLINE = frozenset(LEAVES[1:7])


def leaves(channels: tuple[str, ...]) -> tuple[str, ...]:
    """Groups replaced by their members, each once, in order."""
    if not channels:
        return ()
    return tuple(
        dict.fromkeys(leaf for name in channels for leaf in (LEAVES if name == ANY else GROUPS.get(name, (name,))))
    )


def channels_of(draft: Draft, template: Template | None, purposes: Selection) -> tuple[Selection, bool]:
    """The channels of a grant, and whether it contradicts itself: all media, and only some of them."""
    part = draft.parts[Kind.CHANNEL]
    as_purpose = _as_purpose(draft)
    granted = [each for each in part.allow if each not in as_purpose]
    allow, deny = names(granted), names(part.deny, denied=True)
    unclear = [*names(part.open)]
    if draft.of(Kind.NO_PUBLICATION):
        deny = (*deny, *(name for name in EXTERNAL if name not in deny))
    for each in granted:
        unclear.extend(each.meaning.unclear if each.meaning.unclear and not _specific(granted, each) else ())
    allow, everything, conflict = _everything(draft, allow, granted, part.included)
    if not allow and not everything:
        allow, more = _by_purpose(draft, template, purposes)
        unclear.extend(more)
    if template:
        deny = (*deny, *(name for name in template.channels_denied if name not in deny))
    if allow and template and template.model == "rf" and not everything and ANY not in allow:
        unclear.extend(name for name in LEAVES if name not in leaves(allow))
    if everything and ANY not in allow and allow:
        unclear.extend(LEAVES)
    return _selection(allow, deny, tuple(unclear)), conflict


def _as_purpose(draft: Draft) -> list[Found]:
    """ "All media for advertising and PR": beside PR, and where all media are granted, advertising is what they are for."""
    granted = draft.parts[Kind.CHANNEL].allow
    if draft.only or ANY not in names(granted) or "pr" not in names(draft.parts[Kind.PURPOSE].allow):
        return []
    return [each for each in granted if each.meaning.rule == "advertising"]


def _everything(
    draft: Draft, allow: tuple[str, ...], found: list[Found], included: list[Found]
) -> tuple[tuple[str, ...], bool, bool]:
    """Whether all channels are meant. Beside named ones "all media" is open: the named ones hold, the rest is unclear."""
    unbounded = any("use" in each.meaning.names for each in draft.of(Kind.UNBOUNDED))
    if ANY not in allow and not unbounded:
        return allow, False, False
    named = tuple(name for name in allow if name != ANY)
    extra = [each for each in found if not is_any(each) and each not in included]
    if not extra:
        return (ANY,), True, False
    return named, True, draft.only and not unbounded


def _specific(found: list[Found], each: Found) -> bool:
    """ "Web, e-mail and apps" names its online channels, so that "web" is the website alone; "web and print" does not."""
    return "website" in each.meaning.names and any(
        other is not each and _ONLINE.intersection(leaves(other.meaning.names)) for other in found
    )  # fmt: skip


def _by_purpose(
    draft: Draft, template: Template | None, purposes: Selection
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Channels that are not named, where a purpose or a named licence settles them."""
    rules = {each.meaning.rule for each in draft.parts[Kind.PURPOSE].allow}
    if template and template.known:
        return (ANY,), ()
    if template and template.channels:
        return template.channels, ()
    if "press" in rules:
        return ("periodical", "website", "press_kit", "tv"), ("social_organic", "online_video")
    if "internal" in rules:
        return ("internal",), ()
    if "editorial" in rules:
        return (ANY,), ()
    return (), ()


def _selection(allow: tuple[str, ...], deny: tuple[str, ...], unclear: tuple[str, ...]) -> Selection:
    denied = set(leaves(deny))
    if "social" in allow and "social_paid" in denied:
        allow = tuple("social_organic" if name == "social" else name for name in allow)
    settled = denied if ANY in allow or not unclear else denied.union(leaves(allow))
    return Selection(allow or None, deny, tuple(name for name in leaves(unclear) if name not in settled))


def regions_of(draft: Draft, template: Template | None) -> tuple[Selection, bool]:
    """The regions of a grant, and whether it contradicts itself: the world, and only a part of it."""
    part = draft.parts[Kind.REGION]
    allow, deny = names(part.allow), names(part.deny, denied=True)
    # "Europe except Scandinavia": what the word may cover is as unclear where it is taken away as where it is granted.
    said = (*part.allow, *part.deny)
    unclear = tuple(dict.fromkeys((*names(part.open), *(name for each in said for name in each.meaning.unclear))))
    deny = (*deny, *(name for each in part.allow for name in each.meaning.left_out if name not in deny))
    if not allow and any("space" in each.meaning.names for each in draft.of(Kind.UNBOUNDED)):
        allow = (WORLD,)
    if not allow and ((template and template.known) or (draft.agency_out and deny)):
        allow = (WORLD,)
    parts = {
        name.split("-")[0]
        for each in part.allow
        if each not in part.included
        for name in each.meaning.names
        if "-" in name
    }
    if parts:
        # "Canada, Quebec" is a licence for Quebec: the part is what is meant.
        allow = tuple(name for name in allow if name not in parts)
    extra = [each for each in part.allow if not is_any(each) and each not in part.included]
    conflict = bool(WORLD in allow and extra)
    if conflict:
        allow = tuple(name for name in allow if name != WORLD)
    return Selection(
        allow or None, tuple(dict.fromkeys(deny)), tuple(name for name in unclear if name not in allow)
    ), conflict or draft.crossed


def purposes_of(draft: Draft, template: Template | None) -> tuple[Selection, bool]:
    """The purposes of a grant, and whether it contradicts itself: a purpose that is both allowed and denied."""
    part = draft.parts[Kind.PURPOSE]
    stated = {each.meaning.rule for each in part.allow}
    allow = list(names(part.allow)) if "ordinary purposes" not in stated else []
    allow += ["commercial_promotion"] if allow and _as_purpose(draft) else []
    deny = [*names(part.deny, denied=True)]
    unclear = [*names(part.open)]
    if "resale" in allow and len(allow) == 1:
        allow = [ANY, "resale"]
    elif set(allow) & {"trademark", "sensitive", "political", "ai_training"} == set(allow) and allow:
        allow = [ANY, *allow]
    elif "commercial" in stated and stated <= {"commercial", "resale"}:
        unclear += [name for name in ORDINARY if name not in allow]
    excluded = [name for each in part.allow for name in each.meaning.left_out if name not in allow]
    clash = bool(set(allow) & set(deny)) or bool(
        "commercial_promotion" in allow and any(each.meaning.left_out for each in part.allow) and draft.only
    )  # fmt: skip
    deny += [name for name in excluded if name not in deny]
    if template:
        deny += [name for name in template.purposes_denied if name not in deny]
        clash = clash or bool(template.known and set(allow) & set(template.purposes_denied))
        if not allow and template.purposes:
            allow = [*template.purposes]
    allow = [name for name in allow if name not in deny]
    if clash and not allow:
        allow = ["nothing"]
    return Selection(
        tuple(dict.fromkeys(allow)) or None, tuple(deny), tuple(name for name in unclear if name not in deny)
    ), clash


def parties_of(draft: Draft) -> Selection:
    """The parties of a grant; one that needs consent or a fee of its own is denied until then."""
    part = draft.parts[Kind.PARTY]
    allow, deny = names(part.allow), names((*part.deny, *part.open), denied=True)
    if draft.of(Kind.NO_TRANSFER):
        deny = (*deny, "third_parties")
    if part.deny and not allow:
        allow = ("licensee",)
    return Selection(
        tuple(name for name in allow if name not in deny) or None,
        tuple(dict.fromkeys(deny)),
    )


def modification_of(draft: Draft, template: Template | None) -> Modification | None:
    """How far pictures may be changed, the strictest of what is said."""
    part = draft.parts[Kind.MODIFICATION]
    said = {*names(part.allow), *names(part.deny, denied=True)}
    if part.open:
        said |= {"prohibited"} if "prohibited" in said else set()
        return Modification.PROHIBITED if "prohibited" in said else None
    if template and template.modification:
        said.add(template.modification.value)
    return next((each for each in _STRICTEST_FIRST if each in said), None)


def limits_of(draft: Draft, template: Template | None) -> tuple[Limit, ...]:
    """The caps of a grant, with those of a named licence whose kind the text does not state."""
    magazine = {"print_ad", "periodical"} & set(names(draft.parts[Kind.CHANNEL].allow))
    stated = []
    for found, channels in draft.limits:
        kind = found.meaning.names[0]
        kind = "circulation" if kind == "copies" and magazine and not channels else kind
        stated.append(Limit(kind, found.meaning.amount, channels or None))
    kinds = {limit.kind for limit in stated}
    named = tuple(limit for limit in template.limits if limit.kind not in kinds) if template else ()
    return (*dict.fromkeys(stated), *named)
