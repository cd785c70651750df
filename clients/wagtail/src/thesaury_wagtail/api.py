"""What Wagtail's API v3 has not, beside it and behind its tokens: assets found by reference, files replaced and withdrawn, concepts in
bulk, and where images stand."""

from dataclasses import asdict
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from ninja.errors import HttpError
from pydantic import Field
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from . import VERSION, assets, conf, files, uses, vocabulary
from .models import Concept

router = Router(tags=["thesaury"], auth=BearerTokenAuth())
MOST = 500
_Schema = TypeVar("_Schema", bound=Schema)


class About(Schema):
    """What stands here, and what the user of the token may."""

    version: str
    image_model: str
    assets: bool
    language: str
    user: str
    may: list[str]
    collection: str


class ChangeIn(Schema):
    """A change, and for a new image the reference."""

    ref: str = Field("", max_length=500)
    texts: dict[str, str] = {}
    add: list[str] = []
    remove: list[str] = []
    tag: str = Field("", max_length=255)
    revive: bool = False

    def change(self) -> assets.Change:
        """The same for `assets`."""
        return assets.Change(self.texts, self.add, self.remove, self.tag, self.revive)


class AssetOut(Schema):
    """An image that is an asset, as it stands."""

    id: int
    ref: str
    texts: dict[str, str]
    concepts: list[str]
    tag: str
    live: bool
    edit: str
    version: str


class AssetsOut(Schema):
    """Some of them."""

    items: list[AssetOut]


class ConceptIn(Schema):
    """A concept."""

    uri: str = Field(..., min_length=1, max_length=500)
    scheme: str = Field("", max_length=500)
    notation: str = Field("", max_length=255)
    labels: dict[str, str] = {}
    broader: str = ""


class ConceptOut(ConceptIn):
    """A concept with its number."""

    id: int


@router.get("/", response=About, summary="What this site can do for Thesaury")
def about(request: HttpRequest) -> dict[str, Any]:
    """The site and the user of the token."""
    model = get_image_model()
    policy = policy_registry.get_by_type(model)
    may = [action for action in ("add", "change", "delete") if policy.user_has_permission(request.user, action)]
    may += ["concepts"] if _writes_concepts(request) else []
    home = _collection(request) if "add" in may else None
    told = {
        "version": VERSION,
        "image_model": model._meta.label,
        "assets": assets.usable(),
        "language": conf.language(),
    }
    return told | {"user": request.user.get_username(), "may": may, "collection": home.name if home else ""}


@router.get("/images/", response=AssetsOut, summary="Assets by reference, or all of them one after the other")
def list_assets(
    request: HttpRequest, ref: list[str] = Query([]), after: int = 0, limit: int = Query(100, ge=1, le=MOST)
):
    """Those with these references, else those after a number."""
    _changes(request)
    found = get_image_model().objects.filter(asset_ref__isnull=False).prefetch_related("asset_concepts")
    found = found.filter(asset_ref__in=ref) if ref else found.filter(pk__gt=after).order_by("pk")[:limit]
    return {"items": [_told(image) for image in found]}


@router.post(
    "/images/", response={200: AssetOut, 201: AssetOut}, summary="Make an asset, or find the one that is there"
)
def make_asset(request: HttpRequest, data: str = Form(...), file: UploadedFile = File(...)):
    """The file is only looked at where the asset is new."""
    _publishes(request)
    told = _parsed(ChangeIn, data)
    if not told.ref.strip():
        raise HttpError(422, "ref has to be the reference of an asset.")
    if there := assets.find(told.ref):
        return Status(200, _told(there))
    content = files.checked(file.name, file.read())
    return Status(201, _told(assets.make(told.ref, told.change(), content, _collection(request), request.user)))


@router.post("/images/{image_id}/", response=AssetOut, summary="Change an asset, with or without another file")
def change_asset(request: HttpRequest, image_id: int, data: str = Form(...), file: UploadedFile | None = File(None)):
    """What is not named stays."""
    image = _image(request, image_id, "change")
    told = _parsed(ChangeIn, data)
    if told.revive and image.asset_withdrawn and file is None:
        raise HttpError(422, "What was withdrawn comes back with its file only: the file was deleted here.")
    content = files.checked(file.name, file.read()) if file else None
    return _told(assets.alter(image, told.change(), content, request.user))


@router.post(
    "/images/{image_id}/withdraw/", response={200: AssetOut, 204: None}, summary="Show an asset to nobody any more"
)
def withdraw_asset(
    request: HttpRequest,
    image_id: int,
    how: str = Form(...),
    tag: str = Form(""),
    file: UploadedFile | None = File(None),
):
    """The picture is out of reach when this has answered."""
    if how not in ("unpublish", "placeholder", "delete"):
        raise HttpError(422, "how has to be unpublish, placeholder or delete.")
    image = _image(request, image_id, "delete" if how == "delete" else "change")
    if how == "delete":
        left = assets.remove(image, request.user)
        return Status(200, _told(left)) if left else Status(204, None)
    if how == "placeholder" and file is None:
        raise HttpError(422, "A placeholder needs a file.")
    content = files.checked(file.name, file.read()) if file and how == "placeholder" else None
    return Status(200, _told(assets.withdraw(image, content, tag, request.user)))


@router.get("/concepts/", response=dict[str, list[ConceptOut]], summary="Concepts one after the other")
def list_concepts(request: HttpRequest, after: int = 0, limit: int = Query(MOST, ge=1, le=MOST)):
    """Those after a number."""
    found = Concept.objects.filter(pk__gt=after).select_related("parent").order_by("pk")[:limit]
    return {"items": [_concept(one) for one in found]}


@router.put("/concepts/", response=dict[str, int], summary="See that these concepts are there")
def put_concepts(request: HttpRequest, items: list[ConceptIn]):
    """How many were written."""
    if not _writes_concepts(request):
        raise PermissionDenied("This user may not add and change concepts.")
    return {"written": vocabulary.store(vocabulary.Told(**one.dict()) for one in items)}


@router.get("/uses/", response=dict[str, Any], summary="Where assets stand")
def list_uses(request: HttpRequest, after: str = Query("", pattern=r"^((image|draft)-\d{1,18})?$")):
    """Some of them, and where to go on."""
    _changes(request)
    found, more = uses.page_of(after)
    return {"items": [asdict(one) for one in found], "more": more}


def _told(image: Any) -> dict[str, Any]:
    return {
        "id": image.pk,
        "ref": image.asset_ref,
        "texts": image.texts,
        "concepts": sorted(one.uri for one in image.asset_concepts.all()),
        "tag": image.asset_file,
        "live": image.asset_withdrawn is None,
        "edit": reverse("wagtailimages:edit", args=(image.pk,)),
        "version": image.file_hash,
    }


def _concept(one: Concept) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("id", "uri", "scheme", "notation", "labels")}
    return told | {"broader": one.parent.uri if one.parent else ""}


def _image(request: HttpRequest, image_id: int, action: str) -> Any:
    """The asset with this number, if the user may do this with it, and not only for having uploaded it."""
    _publishes(request)
    image = get_object_or_404(get_image_model(), pk=image_id, asset_ref__isnull=False)
    nobodys = type(image)(collection=image.collection)
    if not policy_registry.get_by_type(type(image)).user_has_permission_for_instance(request.user, action, nobodys):
        raise PermissionDenied(f"This user may not {action} this image.")
    return image


def _changes(request: HttpRequest) -> None:
    """Raises what is in the way of anything here: an image model that knows no assets, or a user who may change no images."""
    if not assets.usable():
        raise HttpError(
            501, f"{get_image_model()._meta.label} has to inherit from thesaury_wagtail.models.AssetImageMixin."
        )
    policy = policy_registry.get_by_type(get_image_model())
    if not policy.user_has_any_permission(request.user, ("add", "change")):
        raise PermissionDenied("This user may neither add nor change images.")


def _publishes(request: HttpRequest) -> None:
    """Raises what is in the way of writing assets: that is for Thesaury's user, who may write concepts, too. Editors change their images in
    the admin, where what was withdrawn does not come back."""
    _changes(request)
    if not _writes_concepts(request):
        raise PermissionDenied("Assets are written for Thesaury's user: this one may not add and change concepts.")


def _collection(request: HttpRequest) -> Collection:
    """Where new images go: the collection of the setting, else the first one the user may add to."""
    policy = policy_registry.get_by_type(get_image_model())
    able = policy.collections_user_has_permission_for(request.user, "add").order_by("path")
    found = able.filter(name=conf.told("COLLECTION")).first() if conf.told("COLLECTION") else able.first()
    if found is None:
        raise PermissionDenied(f"This user may not add images to {conf.told('COLLECTION') or 'any collection'}.")
    return found


def _writes_concepts(request: HttpRequest) -> bool:
    policy = policy_registry.get_by_type(Concept)
    return all(policy.user_has_permission(request.user, action) for action in ("add", "change"))


def _parsed(schema: type[_Schema], text: str) -> _Schema:
    return schema.model_validate_json(text)
