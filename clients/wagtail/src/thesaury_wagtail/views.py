"""What the tab in the image chooser asks of the site: how the picker is set up for a page, and that an asset be taken in."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from . import asking, assets, conf, files, taking
from .models import Concept
from .words import word

View = Callable[[HttpRequest, dict[str, Any]], JsonResponse]


def picking(view: View) -> Callable[[HttpRequest], JsonResponse]:
    """A view for people who may add images, which is told something as JSON and answers so; every failure is a sentence."""

    @require_POST
    @wraps(view)
    def answered(request: HttpRequest) -> JsonResponse:
        policy = policy_registry.get_by_type(get_image_model())
        if not policy.user_has_permission(request.user, "add"):
            return _problem("not_allowed", 403)
        if not conf.picking() or not assets.usable():
            return _problem("not_set_up" if assets.usable() else "no_model", 501)
        try:
            told = json.loads(request.body)
            return view(request, told if isinstance(told, dict) else {})
        except ValueError:
            return _problem("no_answer", 400)
        except asking.NoAnswer as error:
            return _problem(error.word, 404 if error.word in ("not_published", "no_image") else 502)
        except files.StillThere as error:
            return JsonResponse({"message": word("refused") % error}, status=500)
        except ValidationError as error:
            return JsonResponse({"message": word("refused") % " ".join(error.messages)}, status=422)

    return answered


@picking
def configured(request: HttpRequest, told: dict[str, Any]) -> JsonResponse:
    """What the frame is told for a page as it stands in the editor, and a token for it."""
    origin = str(told.get("origin", ""))
    if urlsplit(origin).netloc != request.get_host():
        return _problem("no_answer", 400)
    keys = [one for one in told.get("topics", []) if str(one).isdecimal()][:100]
    reader = (get_language() or "en").partition("-")[0]
    configure = {
        "type": "configure",
        "profile": conf.told("CHANNEL"),
        "topics": list(Concept.objects.filter(pk__in=keys).values_list("uri", flat=True)),
        "audience": str(told.get("audience", ""))[:500],
        "use": {"regions": str(told.get("market") or conf.told("MARKETS"))[:500].replace(",", " ").split()},
        "language": reader if reader in ("en", "de") else "en",
        "dataLanguage": str(told.get("language") or conf.language())[:35],
        "document": str(told.get("document", ""))[:2000],
    }
    if not configure["use"]["regions"]:
        configure["use"] = {}
    answer = JsonResponse({"configure": configure, "token": asking.picker_token(origin)})
    answer["Cache-Control"] = "no-store"
    return answer


@picking
def taken(request: HttpRequest, told: dict[str, Any]) -> JsonResponse:
    """The addresses by which the chooser chooses the image of an asset, which is taken in where it is not here yet."""
    asset = str(told.get("asset", ""))
    if not 0 < len(asset) <= 500:
        return _problem("not_published", 404)
    policy = policy_registry.get_by_type(get_image_model())
    able = policy.collections_user_has_permission_for(request.user, "add").order_by("path")
    image = taking.take(asset, able.filter(name=conf.told("COLLECTION")).first() or able.first(), request.user)
    names = {"chosen": "chosen", "format": "select_format"}
    addresses = {key: reverse(f"wagtailimages_chooser:{name}", args=(image.pk,)) for key, name in names.items()}
    several = f"{reverse('wagtailimages_chooser:chosen_multiple')}?id={image.pk}"
    return JsonResponse({**addresses, "several": several, "title": image.title})


def _problem(name: str, status: int) -> JsonResponse:
    return JsonResponse({"message": word(name)}, status=status)
