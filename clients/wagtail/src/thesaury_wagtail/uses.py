"""Where images stand: by Wagtail's reference index, and in drafts, which that index does not see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

CHUNK = 200


@dataclass(frozen=True)
class Use:
    """An image in a page, or in something else that refers to images. `address` is where people see it, editors where it is a draft."""

    image: int
    ref: str
    page: str
    address: str
    title: str
    language: str
    place: str
    since: str
    live: bool


def page_of(after: str) -> tuple[list[Use], str]:
    """Some uses, and where to go on (empty at the end). First come the images one after the other, then the drafts."""
    phase, _, number = after.partition("-")
    if phase == "draft":
        return _drafts(int(number or 0))
    return _published(int(number or 0))


def _published(after: int) -> tuple[list[Use], str]:
    images = get_image_model().objects.filter(asset_ref__isnull=False, pk__gt=after).order_by("pk")
    refs = dict(images.values_list("pk", "asset_ref")[:CHUNK])
    more = f"image-{max(refs)}" if len(refs) == CHUNK else "draft-0"
    kind = ContentType.objects.get_for_model(get_image_model())
    rows = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=[str(key) for key in refs])
    rows = rows.order_by("base_content_type_id", "object_id", "model_path")
    found = []
    for base, group in groupby(rows, key=lambda row: row.base_content_type_id):
        found += _referring(base, list(group), refs)
    return found, more


def _referring(base: int, rows: list[Any], refs: dict[int, str]) -> Iterator[Use]:
    """References of the live content: that of pages which are not live is looked for among the drafts."""
    model = ContentType.objects.get_for_id(base).model_class()
    if model is None:
        return
    objects = {str(one.pk): one for one in model._default_manager.filter(pk__in={row.object_id for row in rows})}
    for row in _once(rows):
        image = int(row.to_object_id)
        there = objects.get(row.object_id)
        if isinstance(there, Page):
            if there.live or not there.latest_revision_id:
                yield _in_page(there, image, refs[image], row.model_path, there.live)
        elif there is not None:
            yield _elsewhere(there, image, refs[image], row.model_path)


def _once(rows: list[Any]) -> Iterable[Any]:
    return {(row.object_id, row.to_object_id, row.model_path): row for row in rows}.values()


def _drafts(after: int) -> tuple[list[Use], str]:
    pages = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False, pk__gt=after)
    chunk = list(pages.order_by("pk").select_related("latest_revision", "locale")[:CHUNK])
    kind = ContentType.objects.get_for_model(get_image_model()).pk
    ours = dict(get_image_model().objects.filter(asset_ref__isnull=False).values_list("pk", "asset_ref"))
    found = []
    for page in chunk:
        live = _places(page.specific, kind) if page.live else set()
        draft = _places(page.get_latest_revision_as_object(), kind)
        new = sorted((int(image), place) for image, place in draft - live)
        found += [_in_page(page, image, ours[image], place, False) for image, place in new if image in ours]
    return found, f"draft-{chunk[-1].pk}" if len(chunk) == CHUNK else ""


def _places(content: Any, kind: int) -> set[tuple[str, str]]:
    references = ReferenceIndex._extract_references_from_object(content)
    return {(image, model_path) for to_kind, image, model_path, _ in references if to_kind == kind}


def _in_page(page: Any, image: int, ref: str, place: str, live: bool) -> Use:
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    moment = page.last_published_at if live else page.latest_revision_created_at
    address = (page.get_full_url() if live else "") or edit
    title = page.title if live else page.draft_title or page.title
    return Use(image, ref, str(page.pk), address, title, page.locale.language_code, place, _utc(moment), live)


def _elsewhere(there: Any, image: int, ref: str, path: str) -> Use:
    """A snippet or a setting: people see it nowhere by itself, editors in the admin."""
    from wagtail.admin.admin_url_finder import AdminURLFinder

    label = there._meta.label
    try:
        address = AdminURLFinder().get_edit_url(there) or ""
    except NoReverseMatch:
        address = ""
    place = f"{label}:{there.pk}"
    live = bool(getattr(there, "live", True))
    return Use(image, ref, place, address or f"#{place}", str(there), "", path, "", live)


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
