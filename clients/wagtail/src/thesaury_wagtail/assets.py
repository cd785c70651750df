"""Images as assets: made, changed, withdrawn and shown again. Whoever calls has asked whether the user may."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.search import index

from . import conf, files, naming
from .models import AssetImageMixin, Concept


@dataclass(frozen=True)
class Change:
    """What becomes another on an image: texts by name (an empty one empties it), concepts by IRI, and with a `file` its tag."""

    texts: Mapping[str, str] = field(default_factory=dict)
    add: Iterable[str] = ()
    remove: Iterable[str] = ()
    tag: str = ""
    revive: bool = False


def usable() -> bool:
    """Whether the site's image model can be an asset."""
    return issubclass(get_image_model(), AssetImageMixin)


def find(ref: str) -> Any:
    """The image of an asset, or None."""
    return get_image_model().objects.filter(asset_ref=ref).first()


def make(ref: str, change: Change, file: Any, collection: Any, user: Any) -> Any:
    """A new image of this asset; the one that is there where somebody else made it meanwhile."""
    image = get_image_model()(asset_ref=ref, uploaded_by_user=user, collection=collection, asset_file=change.tag)
    try:
        with transaction.atomic():
            files.put(image, file)
            _write(image, change)
            log(instance=image, action="wagtail.create", user=user)
    except IntegrityError:  # another request made it meanwhile, and nobody would ever take this file away
        image.file.storage.delete(image.file.name)
        return get_image_model().objects.get(asset_ref=ref)
    index.insert_or_update_object(image)
    return image


def alter(image: Any, change: Change, file: Any, user: Any) -> Any:
    """The image with this change; with a file, what was there before is out of reach."""
    before = files.served(image) if file else []
    with transaction.atomic():
        if file:
            files.put(image, file)
            image.asset_file = change.tag
            image.renditions.filter(file__in=[one.name for one in before]).delete()
        if change.revive:
            image.asset_withdrawn = None
        _write(image, change)
        log(instance=image, action="wagtail.edit", user=user)
    files.erase(image, before)
    if file:
        files.unmake(image)  # what a visitor's request made meanwhile
    index.insert_or_update_object(image)
    return image


def withdraw(image: Any, file: Any, tag: str, user: Any) -> Any:
    """The image shown to nobody any more: in its place this file, or one that shows nothing. The picture is gone before anything else
    is done, so that what fails can be done again."""
    if image.asset_withdrawn and (file is None or image.asset_file == tag):
        files.unmake(image)  # made of the picture, perhaps; pages make theirs again
        return image
    files.erase(image, files.served(image))
    with transaction.atomic():
        files.put(image, file or files.blank(image))
        image.asset_file = tag if file else ""
        image.asset_withdrawn = image.asset_withdrawn or timezone.now()
        image.save()
        log(instance=image, action="wagtail.edit", user=user)
    files.unmake(image)  # also what a visitor's request made meanwhile
    return image


def remove(image: Any, user: Any) -> Any:
    """None once the image is deleted. Where pages protect it from that, it is withdrawn and stays."""
    files.erase(image, files.served(image))
    try:
        with transaction.atomic():
            log(instance=image, action="wagtail.delete", user=user, deleted=True)
            image.delete()
    except ProtectedError:
        return withdraw(get_image_model().objects.get(pk=image.pk), None, "", user)
    return None


def _write(image: Any, change: Change) -> None:
    texts = {name: text for name, text in image.texts.items() if name.partition("@")[0] in naming.LOCALIZED}
    for name, text in change.texts.items():
        kind = name.partition("@")[0]
        if kind in naming.LOCALIZED:
            texts[name] = text
        elif name in naming.PLAIN:
            setattr(image, naming.PLAIN[name], text)
        elif name == "allowed_until":
            image.asset_until = _day(text)
    image.asset_texts = {name: text for name, text in texts.items() if text}
    for kind, attribute in naming.OWN.items():
        words = naming.short(image.asset_texts.get(naming.source(image.asset_texts, kind, conf.language()), ""))
        setattr(image, attribute, words or (naming.short(image.asset_ref) if kind == "title" else ""))
    image.save()
    image.asset_concepts.add(*Concept.objects.filter(uri__in=list(change.add)))
    image.asset_concepts.remove(*Concept.objects.filter(uri__in=list(change.remove)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValidationError(f"allowed_until has to be a day such as 2027-01-31, not '{text[:40]}'.") from error
