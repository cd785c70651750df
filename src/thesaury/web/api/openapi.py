"""The description of the interface, OpenAPI 3.1: every operation with its answers and its problems."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from thesaury.web.api.describing import DESCRIBED
from thesaury.web.api.models.rights import SystemRights
from thesaury.web.api.models.site import Fault, Problem
from thesaury.web.api.problems import KINDS, MEDIA_TYPE

BASE = "/api/v1"

TAGS = {
    "search": "Find assets, suggest words, and tell what a query means.",
    "saved searches": "Searches that are kept, with feeds of what is new.",
    "assets": "Assets with everything known of them, and what is like them.",
    "identity": "Pairs of assets that may be one.",
    "review": "Suggestions that wait for a person, and decisions on them.",
    "vocabularies": "Vocabularies, versions, schemes and concepts; imports that wait for a word.",
    "onboarding": "Clients brought in: what their fields and values are proposed to be, decisions, coverage, the first flow.",
    "clean-ups": "Plans that bring approved terms into the systems in the place of free tags, and back.",
    "governance": "Tags and records checked against approved terms, profiles, brand terms, and how much is compliant.",
    "proposals": "Terms that people use and no vocabulary knows, and what became of them.",
    "boards": "Moodboards: pictures for a brief, in an order, with what people say of them, shared and exported.",
    "rights": "Whether uses are permitted, what licence texts state, and rights records. None of it is legal advice.",
    "briefs": "Briefs that are read, campaigns, and the assets that may be used for them.",
    "placements": "Assets put into documents, what people thought of recommendations, and documents checked.",
    "usage": "What was done with assets: told by programs, and how much of it is known.",
    "calendar": "Days on which rights begin and end, and notices of them.",
    "connections": "Systems that are connected, and what would be written back to them.",
    "flows": "Which connections are read and written, in which steps, and when.",
    "runs": "Runs of flows, with their progress.",
    "channels": "Publishing channels: what qualifies for them, who reads their feeds, and what people approved.",
    "people": "Who calls, people, and tokens.",
    "publishing": "What stands in CMS, what had to go, and the pages that use it.",
    "analytics": "Named questions about use, spend, demand and gaps, answered from the graph.",
    "webhooks": "Who is told of changes by Standard Webhooks, and what became of every message.",
    "picker": "Short-lived tokens for the picker on pages of other sites.",
    "audit": "Who did what, when, and what was there before and after.",
    "settings": "What the workspace is set to, but for secrets.",
    "health": "Whether all is well.",
}

ABOUT = """\
The interface of Thesaury, the open semantic layer for digital assets.

Every error is `application/problem+json` (RFC 9457) with a `type` that stays the same. Lists go by `limit` and `cursor`; `next` in the
body and the header `Link` lead to the next page. Reads bear an `ETag` and answer 304 to `If-None-Match`. A POST with an
`Idempotency-Key` is done once, however often it is sent within 24 hours.
"""

_ALWAYS = (401, 403, 413, 422, 429, 500, 503)
_READS = (400, *_ALWAYS)
_WRITES = (400, 409, 415, *_ALWAYS)
_AGREED = (
    "put_flow",
    "delete_flow",
    "put_profile",
    "delete_profile",
    "change_decision",
    "change_person",
    "confirm_rights_record",
    "change_connection",
    "remove_connection",
    "change_settings",
    "change_board",
    "delete_board",
    "discard_draft",
    "publish_draft",
    "put_channel",
    "delete_channel",
    "remove_round",
)
_SAYS_WHAT_WAS_SEEN = ("add_draft_edits",)
_NOT_READY = ("list_import_changes", "list_import_findings")
_WITHOUT_KEY = ("upload_vocabulary", "read_brief_file", "begin_round_with_table", "import_decisions")


def described(api: FastAPI) -> dict[str, Any]:
    """The description, made once."""
    if api.openapi_schema is None:
        made = get_openapi(
            title=api.title,
            version=api.version,
            openapi_version="3.1.0",
            summary="The open semantic layer for digital assets",
            description=ABOUT,
            routes=api.routes,
            servers=[{"url": BASE}],
            tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        )
        api.openapi_schema = _completed(made)
    return api.openapi_schema


def _completed(made: dict[str, Any]) -> dict[str, Any]:
    components = made.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    models = [(model, "validation") for model in (*DESCRIBED.values(), Problem, Fault, SystemRights)]
    _, more = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    schemas.update(more["$defs"])
    components["responses"] = {str(kind): _problem(kind) for kind in sorted({one.status for one in KINDS.values()})}
    components["parameters"] = {"IdempotencyKey": _KEY, "IfMatch": _IF_MATCH, "IfNoneMatch": _IF_NONE_MATCH}
    components["securitySchemes"] = _SECURITY
    made["security"] = [{"bearer": []}, {"cookie": []}]
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return made


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    statuses = {*(_READS if method == "get" else _WRITES), *((404,) if "{" in path or name in _MAY_MISS else ())}
    statuses |= {412, 428} if name in _AGREED else {409} if name in _NOT_READY else set()
    statuses |= {428} if name in _SAYS_WHAT_WAS_SEEN else set()
    responses: dict[str, Any] = operation["responses"]
    responses.pop("422", None)
    responses |= {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}
    parameters = operation.setdefault("parameters", [])
    if method == "get":
        responses["304"] = {"description": "Nothing changed since the answer with the ETag of `If-None-Match`."}
        parameters.append({"$ref": "#/components/parameters/IfNoneMatch"})
    if method == "post" and name not in _WITHOUT_KEY:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if name in _AGREED:
        parameters.append({"$ref": "#/components/parameters/IfMatch"})
    first, _, rest = operation.get("description", "").partition("\n")
    operation["summary"] = first.rstrip(".")
    operation["description"] = rest.strip() or first
    if name in LINKS:
        told = next(answer for status, answer in responses.items() if status in ("200", "201", "202"))
        told["links"] = {one: {"operationId": one, "parameters": given} for one, given in LINKS[name].items()}
    if name == "get_rights_records":
        told = responses["200"]["content"]["application/json"]
        told["schema"] = {"anyOf": [told["schema"], {"$ref": "#/components/schemas/SystemRights"}]}


_NAME, _RUN = {"name": "$response.body#/name"}, {"run": "$response.body#/run"}
_ID, _ROUND = {"id": "$response.body#/id"}, {"round": "$response.body#/name"}
LINKS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "save_search": dict.fromkeys(("get_search", "list_search_hits", "renew_search_feed", "delete_search"), _NAME),
    "put_flow": dict.fromkeys(("get_flow", "start_run"), _NAME),
    "put_profile": dict.fromkeys(("get_profile", "get_profile_shapes"), _NAME),
    "put_channel": {
        name: {"channel": "$response.body#/name"}
        for name in ("get_channel", "list_channel_entries", "survey_channel", "refresh_channel")
    },
    "start_run": dict.fromkeys(("get_run", "watch_run", "stop_run", "retry_run"), _RUN),
    "make_board": dict.fromkeys(("get_board", "look_at_board", "export_board", "comment_on_board"), _ID),
    "propose_term": dict.fromkeys(("get_proposal", "comment_on_proposal"), _ID),
    "start_intake": dict.fromkeys(("get_intake", "confirm_intake", "discard_intake"), _ID),
    "upload_vocabulary": dict.fromkeys(("get_import", "keep_import", "list_import_changes", "leave_import"), _ID),
    "begin_round": dict.fromkeys(("get_round", "list_mappings", "get_coverage", "stop_round"), _ROUND),
    "begin_round_with_table": dict.fromkeys(("get_round", "list_mappings", "get_coverage", "stop_round"), _ROUND),
    "make_calendar_feed": dict.fromkeys(("end_calendar_feed",), _NAME),
}
"""Which operations take what another one answered."""

_MAY_MISS = ("get_concept", "decide_pair", "decide_suggestions", "get_concept_history", "delete_brand_term")


def _problem(status: int) -> dict[str, Any]:
    kinds = [one for one in KINDS.values() if one.status == status]
    example: Mapping[str, Any] = {
        "type": f"{BASE}#problem-{kinds[0].name}", "title": kinds[0].title, "status": status, "detail": kinds[0].when
    }  # fmt: skip
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
    told: dict[str, Any] = {"description": " ".join(f"`{one.name}`: {one.when}" for one in kinds), "content": content}
    if status in (429, 503):
        told["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "string"}}}
    return told


_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A key of your own for this request, such as a UUID: sent again within 24 hours, it is not done again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "0b9c7a52-3f0e-4d7c-9f0a-0d6c7f2b1a55",
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of what was read.",
    "schema": {"type": "string"},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an answer that you hold still.",
    "schema": {"type": "string"},
}
_SECURITY = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of Thesaury (Settings, or `thesaury tokens`).",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "thesaury-WORKSPACE",
        "description": "The session of a person who signed in.",
    },
}
