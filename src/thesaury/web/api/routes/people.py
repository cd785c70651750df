"""People and the tokens of programs, where a server has a lock."""

from typing import Any

from fastapi import APIRouter, Request, Response

from thesaury.model.access import Permission
from thesaury.model.account import Member, Token
from thesaury.model.errors import Outdated, Usage
from thesaury.pipeline.accounts import Access, people, tokens
from thesaury.web.api.etags import agreed, etag_of
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import people as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.door.caller import caller, may
from thesaury.web.door.visit import visiting


def router(access: Access | None) -> APIRouter:
    """People and tokens; without `access` there are none, for everything is the owner's of the process."""
    routes = APIRouter(tags=["people"], route_class=Operation)
    administers = [may(Permission.ADMINISTER)]

    def kept() -> Access:
        if access is None:
            raise Usage(
                "This server is its owner's alone: it has no people and no tokens. Serve it with a lock to have them."
            )
        return access

    def owners() -> dict[str, str]:
        return {one.person.id: one.person.address for one in kept().accounts.people.members(kept().workspace)}

    def mine() -> Member:
        if (visit := visiting.get()) is None:
            raise Usage("Tokens belong to people, and this request is nobody's.")
        return visit.member

    def mine_by_session() -> bool:
        return bool((visit := visiting.get()) and visit.session)

    @routes.get("/people", response_model=models.People, dependencies=administers)
    def list_people(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List who may sign in, by address."""
        place = place_of(cursor, ["people"], str)
        members = sorted(kept().accounts.people.members(kept().workspace), key=lambda one: one.person.address)
        found = [one for one in members if not place or one.person.address > str(place[0])]
        following = cursor_of(["people"], (found[limit - 1].person.address,)) if len(found) > limit else None
        return {"people": [_person(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post("/people", response_model=models.Invited, status_code=201, dependencies=administers)
    def add_person(response: Response, body: models.Invite) -> dict[str, Any]:
        """Add somebody, who sets a password by a one-time link; `link` is its path, told once."""
        person = people.add(kept(), body.address, body.name, body.roles)
        response.headers[ONCE] = "1"
        return _person(people.member(kept(), person.address)) | {
            "link": f"/sign-in/link/{people.link_for(kept(), person.address)}"
        }

    @routes.get("/people/{address}", response_model=models.Person, dependencies=administers)
    def get_person(response: Response, address: str) -> dict[str, Any]:
        """Read one person."""
        found = _person(_known(kept(), address))
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.put("/people/{address}", response_model=models.Person, dependencies=administers)
    def change_person(request: Request, response: Response, address: str, body: models.ChangePerson) -> dict[str, Any]:
        """Change the roles of somebody, or keep him out; one who may administer always stays. Send the `ETag` as `If-Match`."""
        before = _known(kept(), address)
        agreed(request, etag_of(_person(before)))
        try:
            found = _person(people.amend(kept(), before, body.roles, body.enabled))
        except Outdated as error:
            raise ApiProblem("precondition-failed", error.message) from error
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.get("/tokens", response_model=models.Tokens)
    def list_tokens(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List your tokens, the newest first; who administers sees everybody's."""
        whose = "" if caller().may(Permission.ADMINISTER) else mine().person.id
        place = place_of(cursor, ["tokens"], str, str)
        every = sorted(kept().accounts.tokens.all(kept().workspace, whose), key=_age, reverse=True)
        found = [one for one in every if not place or _age(one) < place]
        following = cursor_of(["tokens"], _age(found[limit - 1])) if len(found) > limit else None
        names = owners()
        return {"tokens": [_token(one, names) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post("/tokens", response_model=models.NewToken, status_code=201)
    def create_token(response: Response, body: models.CreateToken) -> dict[str, Any]:
        """Make a token of yours: `token` is its text, told once. It may have no scope that this request has not.

        Signed-in people make tokens, and tokens with the scope `administer`: another that leaked could prolong itself.
        """
        if not mine_by_session() and not caller().may(Permission.ADMINISTER):
            raise ApiProblem(
                "forbidden", "A token makes no other token. Sign in, and make it on the page of your account."
            )
        if lacking := frozenset(body.scopes) - caller().permissions:
            raise ApiProblem(
                "forbidden", f"You do not hold {', '.join(sorted(lacking))} here, so no token of yours can."
            )
        made, text = tokens.create(kept(), mine(), body.name, body.scopes, body.days)
        response.headers[ONCE] = "1"
        return _token(made, owners()) | {"token": text}

    @routes.delete("/tokens/{token}", status_code=204)
    def revoke_token(token: str) -> None:
        """Let a token of yours open nothing from now on; who administers may revoke everybody's."""
        tokens.revoke(kept(), token, "" if caller().may(Permission.ADMINISTER) else mine().person.id)

    return routes


def _known(access: Access, address: str) -> Member:
    try:
        return people.member(access, address)
    except Usage as error:
        raise ApiProblem("not-found", error.message) from error


def _person(member: Member) -> dict[str, Any]:
    person = member.person
    about = {"address": person.address, "name": person.name, "enabled": person.enabled, "made_at": person.made_at}
    return about | {"roles": sorted(role.value for role in member.roles)}


def _age(token: Token) -> tuple[str, str]:
    return token.made_at, token.id


def _token(token: Token, owners: dict[str, str]) -> dict[str, Any]:
    told = {
        name: getattr(token, name) for name in ("id", "name", "start", "made_at", "expires_at", "used_at", "revoked_at")
    }
    return told | {"owner": owners.get(token.person, ""), "scopes": sorted(scope.value for scope in token.scopes)}
