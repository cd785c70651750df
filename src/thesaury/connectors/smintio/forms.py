"""Publishes a concept scheme as the allowed values of a custom form, beside the values people put there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors import given
from thesaury.connectors.smintio.backend_client import BackendApi, Document, part
from thesaury.connectors.smintio.localised import scalar, spoken
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused, Usage
from thesaury.ports.forms import Published
from thesaury.ports.source import Tools

_CHOICES = ("string", "string_array")
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: the form and item, how many values of ours it now holds, and the values of people that were kept.

    `missing` are values of ours that were not there when it was read back; `notes` are sentences for people.
    """

    form: str
    item: str
    values: int
    kept: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """The values a scheme becomes, and how to tell ours from those of people."""

    values: Mapping[str, Document]
    ours: frozenset[str]
    scheme: str

    def is_ours(self, value: str) -> bool:
        return value in self.ours or value.startswith((f"{self.scheme}/", f"{self.scheme}#", f"{self.scheme}:"))


def publish_vocabulary(
    connection: Connection, tools: Tools, vocabulary: Vocabulary, scheme: str, form: str, item: str
) -> Publication:
    """Make the item of the form (its uuid, or its name; made where it is not there) offer this scheme's concepts, and look at it again.

    Values of concepts that are deprecated or left the scheme are taken away, values of people stay. Raises Usage, Unreachable,
    NeedsLogin or Refused.
    """
    if ":" in item or not item:
        raise Usage(f"'{item}' cannot name an item of a form: give a short name without a colon.")
    api = BackendApi(connection, tools)
    plan = _plan(connection, vocabulary, scheme, api.settings.cultures)
    title = _titles(vocabulary, scheme, item)
    uuid = _form(api, form, plan, item, title)
    held = _allowed(api.change(f"customForms/{part(uuid)}", lambda found: _merged(found, plan, item, title)), item)
    notes = _attached(api, connection, uuid)
    missing = tuple(value for value in plan.values if value not in held)
    if missing:
        notes = (
            *notes,
            f"{len(missing)} values were sent and are not there; the form may have been changed meanwhile. Publish again.",
        )
    kept = tuple(value for value in held if not plan.is_ours(value) and value not in plan.values)
    return Publication(uuid, item, len(plan.values) - len(missing), kept, missing, notes)


class SmintioForms:
    """The custom forms of one tenant: `ports.forms.Forms`."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        """Nothing is read yet."""
        self._connection, self._tools = connection, tools

    def publish(self, vocabulary: Vocabulary, scheme: str, form: str, item: str, dry_run: bool = False) -> Published:
        """Make the scheme's concepts the allowed values of a form item; without a name the item is called as the scheme's IRI ends."""
        item = item or scheme.rstrip("/#").rpartition("/")[2].rpartition("#")[2]
        if dry_run:
            return self._planned(vocabulary, scheme, form, item)
        done = publish_vocabulary(self._connection, self._tools, vocabulary, scheme, form, item)
        return Published(done.form, done.item, done.values, len(done.kept), done.notes)

    def _planned(self, vocabulary: Vocabulary, scheme: str, form: str, item: str) -> Published:
        api = BackendApi(self._connection, self._tools)
        plan = _plan(self._connection, vocabulary, scheme, api.settings.cultures)
        held = [value for found in _called(api, form) for value in _allowed(found, item)]
        kept = sum(not plan.is_ours(value) and value not in plan.values for value in held)
        return Published(form, item, len(plan.values), kept)


def open_forms(connection: Connection, tools: Tools) -> SmintioForms:
    """The forms of a connection. Raises Usage for a wrong setting."""
    return SmintioForms(connection, tools)


def _plan(connection: Connection, vocabulary: Vocabulary, scheme: str, cultures: Sequence[str]) -> _Plan:
    if scheme not in {known.iri for known in vocabulary.schemes}:
        raise Usage(
            f"{vocabulary.name} has no scheme {scheme}; it has {', '.join(known.iri for known in vocabulary.schemes)}."
        )
    by_notation = given.choice(connection, "form_values", ("iri", "notation"), "iri") == "notation"
    named = {
        concept.iri: next(iter(concept.notations), concept.iri) if by_notation else concept.iri
        for concept in vocabulary.concepts
    }
    wanted = [concept for concept in vocabulary.concepts if scheme in concept.schemes and not concept.deprecated]
    values = {named[concept.iri]: _value(named[concept.iri], concept, cultures) for concept in wanted}
    ours = frozenset(
        named[concept.iri] for concept in vocabulary.concepts if by_notation is False or scheme in concept.schemes
    )
    return _Plan(values, ours, scheme.rstrip("/#:"))


def _value(value: str, concept: Concept, cultures: Sequence[str]) -> Document:
    names = _localised(concept.preferred, cultures) or _localised((Label(value),), cultures)
    about = _localised(concept.definitions, cultures)
    return {"string_value": value, "name": names, **({"description": about} if about else {})}


def _localised(labels: Sequence[Label], cultures: Sequence[str]) -> list[dict[str, str]]:
    """One text for each language; a label without a language goes under the first culture, for a text here has to have one."""
    usual = next(iter(cultures), "en")
    found: dict[str, str] = {}
    for label in labels:
        found.setdefault(label.language or usual, label.text)
    primary = {culture.partition("-")[0] for culture in cultures}
    chosen = {tag: text for tag, text in found.items() if not primary or tag.partition("-")[0] in primary}
    return [{"culture": tag, "value": text} for tag, text in (chosen or found).items()]


def _titles(vocabulary: Vocabulary, scheme: str, item: str) -> list[dict[str, str]]:
    titles = next(known.titles for known in vocabulary.schemes if known.iri == scheme)
    return _localised(titles or (Label(item),), ())


def _form(api: BackendApi, form: str, plan: _Plan, item: str, title: Sequence[Mapping[str, str]]) -> str:
    """The uuid of the form, which is made where no form has this uuid or name."""
    for _ in range(_TRIES):
        named = _called(api, form)
        if len(named) > 1:
            raise Usage(f"{len(named)} forms are called '{form}'; name one by its uuid.")
        if named:
            return scalar(named[0].get("uuid"))
        group = {
            "id": "thesaury",
            "name": list(title),
            "is_default_group": True,
            "form_items": [_new_item(plan, item, title, 0)],
        }
        new = {
            "name": [{"culture": "en", "value": form}],
            "is_standard": False,
            "disabled": False,
            "custom_form_groups": [group],
        }
        try:
            if made := api.create(new):
                return made
        except LostReply:
            continue  # the next look at the list tells whether it was made
    raise Refused(f"{api.name}: the form '{form}' cannot be made or found. Make it by hand and publish again.")


def _called(api: BackendApi, form: str) -> list[Document]:
    """The forms with this uuid or name."""
    return [
        found
        for found in api.forms()
        if form in (scalar(found.get("uuid")), *(text for _, text in spoken(found.get("name"))))
    ]


def _new_item(plan: _Plan, item: str, title: Sequence[Mapping[str, str]], order: int) -> Document:
    return {
        "id": item,
        "name": list(title),
        "data_type": "string_array",
        "visibility": "basic",
        "is_required": False,
        "sort_order": order,
        "allowed_values": list(plan.values.values()),
    }


def _merged(form: Document, plan: _Plan, item: str, title: Sequence[Mapping[str, str]]) -> Document | None:
    """The form with our values in the item and everything else as it is; None when it is so already."""
    groups = [dict(group) for group in form.get("custom_form_groups") or [] if isinstance(group, Mapping)]
    for group in groups:
        items = [dict(found) for found in group.get("form_items") or [] if isinstance(found, Mapping)]
        for found in items:
            if scalar(found.get("id")) == item:
                before, found["allowed_values"] = found.get("allowed_values"), _values(found, plan)
                group["form_items"] = items
                return None if before == found["allowed_values"] else {**form, "custom_form_groups": groups}
    if not groups:
        groups = [{"id": "thesaury", "name": list(title), "is_default_group": True, "form_items": []}]
    items = list(groups[0].get("form_items") or [])
    groups[0] = {**groups[0], "form_items": [*items, _new_item(plan, item, title, len(items))]}
    return {**form, "custom_form_groups": groups}


def _values(item: Mapping[str, Any], plan: _Plan) -> list[Document]:
    """Our values in their order after those of people; members people added to one of ours stay."""
    if scalar(item.get("data_type")) not in _CHOICES:
        raise Usage(
            f"The item {item.get('id')} is of type {item.get('data_type')}; concepts need string or string_array."
        )
    there = [value for value in item.get("allowed_values") or [] if isinstance(value, Mapping)]
    before = {scalar(value.get("string_value")): value for value in there}
    theirs = [dict(value) for name, value in before.items() if name not in plan.values and not plan.is_ours(name)]
    return [*theirs, *({**before.get(name, {}), **value} for name, value in plan.values.items())]


def _allowed(form: Mapping[str, Any], item: str) -> list[str]:
    groups = [group for group in form.get("custom_form_groups") or [] if isinstance(group, Mapping)]
    items = [found for group in groups for found in group.get("form_items") or [] if isinstance(found, Mapping)]
    values = next((found.get("allowed_values") for found in items if scalar(found.get("id")) == item), None)
    return [scalar(value.get("string_value")) for value in values or [] if isinstance(value, Mapping)]


def _attached(api: BackendApi, connection: Connection, form: str) -> tuple[str, ...]:
    """Attach the form tenant-wide where the settings say so; before that, values for it are dropped without a word."""
    member, tenant = connection.setting("attach_to").strip(), connection.setting("tenant_uuid").strip()
    if not member:
        return (
            "The form is not attached (setting attach_to); until it is, Smint.io drops values for it without a word.",
        )
    if not tenant:
        raise Usage(f"To attach the form, {connection.name} needs the setting 'tenant_uuid'.")

    def with_form(found: Document) -> Document | None:
        held = found.get(member)
        several = isinstance(held, list) or (held is None and member.endswith("s"))
        if form == held or (isinstance(held, list) and form in held):
            return None
        if held and not several:
            raise Refused(
                f"The tenant has another form as {member} ({held}). Take it away by hand first, then publish again."
            )
        return {**found, member: [*(held or []), form] if several else form}

    found = api.change(f"tenants/{part(tenant)}", with_form)
    if with_form(found) is not None:
        return (f"The form was attached as {member} and does not show there; check with Smint.io.",)
    return ()
