"""How tests look at the site and change it without its API: POST /_test/ with what to do, as JSON."""

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.images import get_image_model
from wagtail.models import Page


@csrf_exempt
def control(request: Any) -> Any:
    """Does one thing, and answers what comes of it."""
    told = json.loads(request.body)
    return JsonResponse({"is": _DOES[told.pop("do")](**told)})


def reset() -> None:
    """The site as it was made."""
    connections.close_all()
    shutil.copyfile(f"{settings.DATABASES['default']['NAME']}.made", settings.DATABASES["default"]["NAME"])
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    cache.clear()


def thesaury(**told: str) -> None:
    settings.THESAURY.clear()
    settings.THESAURY.update(told)


def told() -> dict[str, str]:
    return dict(settings.THESAURY)


def image(id: str) -> Any:
    """An image as its fields hold it."""
    there = get_image_model().objects.filter(pk=id).first()
    if there is None:
        return None
    fields = {field.name: getattr(there, field.attname) for field in there._meta.concrete_fields}
    told = {name: value if isinstance(value, str | int | dict | None) else str(value) for name, value in fields.items()}
    told["files"] = [there.file.url, *(one.file.url for one in there.renditions.all())]
    if hasattr(there, "asset_concepts"):
        told["concepts"] = [one.uri for one in there.asset_concepts.all()]
        told["texts"] = there.texts
        told["alt"] = there.default_alt_text
    return told


def images() -> list[Any]:
    return [image(key) for key in get_image_model().objects.exclude(asset_ref=None).values_list("pk", flat=True)]


def write_image(id: str, **fields: str) -> None:
    """What the form of the admin does when an editor saves it."""
    from wagtail.images.forms import get_image_form

    there = get_image_model().objects.get(pk=id)
    form_class = get_image_form(type(there))
    bound = form_class(instance=there)
    data = {name: bound[name].value() or "" for name in bound.fields if name not in ("file", "tags")}
    form = form_class(data={**data, "tags": "", **fields}, instance=there)
    assert form.is_valid(), form.errors
    form.save()


def write_texts(id: str, **texts: str) -> None:
    """Texts that the form does not show, as a program of the site would change them."""
    there = get_image_model().objects.get(pk=id)
    there.asset_texts = {name: text for name, text in (there.asset_texts | texts).items() if text}
    there.save()


def tag_image(id: str, add: str = "", remove: str = "") -> None:
    from thesaury_wagtail.models import Concept

    there = get_image_model().objects.get(pk=id)
    there.asset_concepts.add(*Concept.objects.filter(uri=add))
    there.asset_concepts.remove(*Concept.objects.filter(uri=remove))


def remove_image(id: str) -> None:
    get_image_model().objects.get(pk=id).delete()


def render(id: str, spec: str = "max-160x160") -> str:
    return get_image_model().objects.get(pk=id).get_rendition(spec).url


def fill(told: list[dict[str, Any]], content: str) -> None:
    """Many assets at once, which share one file."""
    from base64 import b64decode

    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    model = get_image_model()
    name = default_storage.save("original_images/p.jpg", ContentFile(b64decode(content)))
    for one in told:
        one.update(title=one["asset_ref"], file=name, width=320, height=200, collection_id=1)
    model.objects.bulk_create([model(**one) for one in told])


def concept(uri: str) -> Any:
    from thesaury_wagtail.models import Concept

    there = Concept.objects.filter(uri=uri).first()
    return there and {"labels": there.labels, "parent": there.parent.uri if there.parent else "", "pk": there.pk}


def page(title: str, lead: str = "", body: list[Any] | None = None, live: bool = True, language: str = "") -> str:
    model = _story()
    home = Page.objects.get(depth=2)
    story = model(title=title, slug=f"story-{model.objects.count()}", lead_id=lead or None, live=live)
    if body:
        story.body = json.dumps(body)
    home.add_child(instance=story)
    revision = story.save_revision()
    if live:
        revision.publish()
    return str(story.pk)


def edit_page(id: str, lead: str = "", live: bool = True) -> None:
    story = _story().objects.get(pk=id).get_latest_revision_as_object()
    story.lead_id = lead or None
    revision = story.save_revision()
    if live:
        revision.publish()


def read_page(id: str) -> Any:
    story = _story().objects.get(pk=id).get_latest_revision_as_object()
    return {"title": story.title, "lead": story.lead_id, "body": list(story.body.raw_data), "live": story.live}


def page_url(id: str) -> str:
    return str(Page.objects.get(pk=id).url)


def choosable() -> list[int]:
    """What the image chooser offers."""
    from wagtail import hooks

    found = get_image_model().objects.all()
    for hook in hooks.get_hooks("construct_image_chooser_queryset"):
        found = hook(found, None)
    return list(found.values_list("pk", flat=True))


def expire() -> str:
    from io import StringIO

    from django.core.management import call_command

    said = StringIO()
    call_command("withdraw_expired", stdout=said)
    return said.getvalue()


def migrations() -> str:
    from io import StringIO

    from django.core.management import call_command

    said = StringIO()
    call_command("makemigrations", dry_run=True, stdout=said, no_color=True)
    return said.getvalue()


def stubborn(on: bool) -> None:
    """A storage that deletes nothing."""
    from django.core.files.storage import FileSystemStorage

    if on:
        _KEPT["delete"], FileSystemStorage.delete = FileSystemStorage.delete, lambda self, name: None
    else:
        FileSystemStorage.delete = _KEPT["delete"]


def protect(id: str) -> None:
    from tests.hosts.wagtail_site.home.models import Advert

    Advert.objects.create(name="Advert", picture_id=id)


def user(name: str, group: str = "", language: str = "") -> str:
    """A user with a token, in a group of Wagtail's or in none; Readers may open the admin and nothing else."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import APIToken
    from wagtail.users.models import UserProfile

    made = get_user_model().objects.create_user(name, password=f"{name}-pw")
    if group == "Readers":
        made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    elif group:
        made.groups.add(Group.objects.get(name=group))
    if language:
        UserProfile.objects.create(user=made, preferred_language=language)
    return APIToken.create_token(user=made, name=name)[1]


def race(id: str, how: str, specs: list[str]) -> dict[str, Any]:
    """A visitor's request makes renditions, and while it does the image is withdrawn or gets another file."""
    from threading import Lock, current_thread
    from unittest.mock import patch

    from thesaury_wagtail import assets
    from wagtail.images.models import Filter

    model, run, once, visitor = get_image_model(), Filter.run, Lock(), current_thread()

    def meanwhile(filter: Any, image: Any, output: Any, source: Any = None) -> Any:
        made = run(filter, image, output, source)
        if once.acquire(blocking=False):
            there = model.objects.get(pk=id)
            if how == "withdraw":
                assets.withdraw(there, None, "", None)
            else:
                assets.alter(there, assets.Change(tag="new"), _blue(), None)
        if current_thread() is not visitor:
            connections.close_all()
        return made

    image = model.objects.get(pk=id)
    with patch.object(Filter, "run", meanwhile):
        made = image.get_renditions(*specs) if len(specs) > 1 else {specs[0]: image.get_rendition(specs[0])}
    return {"visitor": [one.url for one in made.values()], "files": _media()}


def leave_rendition(id: str, content: str) -> str:
    """A rendition of the picture that is there although the image was withdrawn."""
    from base64 import b64decode

    from django.core.files.base import ContentFile

    file = ContentFile(b64decode(content), "late.jpg")
    there = get_image_model().objects.get(pk=id)
    return str(there.renditions.create(filter_spec="max-90x90", file=file, width=90, height=60).url)


def own_image(id: str, user: str) -> None:
    """An image that this user uploaded."""
    from django.contrib.auth import get_user_model

    get_image_model().objects.filter(pk=id).update(uploaded_by_user=get_user_model().objects.get(username=user))


def _blue() -> Any:
    from io import BytesIO

    from django.core.files.base import ContentFile
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (320, 200), (30, 30, 200)).save(file, "JPEG")
    return ContentFile(file.getvalue(), "another.jpg")


def _media() -> list[str]:
    """The addresses of all files that the site serves."""
    root = Path(settings.MEDIA_ROOT)
    return [f"{settings.MEDIA_URL}{one.relative_to(root).as_posix()}" for one in root.rglob("*") if one.is_file()]


def _story() -> Any:
    from django.apps import apps

    return apps.get_model("bare.BarePage" if settings.BARE else "home.StoryPage")


_KEPT: dict[str, Any] = {}
_DOES = {
    one.__name__: one
    for one in (
        reset, thesaury, told, image, images, write_image, write_texts, tag_image, remove_image, render, fill, concept, page,
        edit_page, read_page, page_url, choosable, expire, migrations, stubborn, protect, user, race, leave_rendition, own_image,
    )
}  # fmt: skip
