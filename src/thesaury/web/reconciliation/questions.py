"""Batches of questions as the two versions of the protocol write them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from starlette.exceptions import HTTPException

from thesaury.governance.reconciling.asking import Condition, Quantifier, Query
from thesaury.governance.reconciling.matching import ANY_CONCEPT
from thesaury.vocabulary.languages import canonical

BATCH = 100
"""Questions in one batch."""
CONDITIONS = 10
"""Conditions of one question."""
VALUES = 20
"""Values of one condition."""
BATCH_VALUES = 2_000
"""Values of all conditions in one batch: where there is no name, each is compared with every concept."""
MOST = 50
"""Candidates for one question."""

_FEW = 5
_LONGEST = 500
"""Letters of a name or value; more is no term."""


def batch_02(written: str) -> Mapping[str, Query]:
    """The questions by their keys. Raises 400 with the key of one that cannot be read, 413 for too many."""
    batch = as_json(written, "queries")
    if not isinstance(batch, dict):
        raise refused('`queries` is an object of queries by any key, such as {"q0": {"query": "packaging"}}.')
    _counted(batch)
    queries = {key: _query_02(key, one) for key, one in batch.items()}
    _weighed(queries.values())
    return queries


def batch_draft(body: Any) -> list[Query]:
    """The questions in their order; the batch may stand alone as a list too. Raises 400 and 413."""
    batch = body.get("queries") if isinstance(body, dict) else body
    if not isinstance(batch, list):
        raise refused('The body is {"queries": [...]}, each query with a list of `conditions`.')
    _counted(batch)
    queries = [_query_draft(f"queries[{number}]", one) for number, one in enumerate(batch)]
    _weighed(queries)
    return queries


def as_json(written: str | bytes, what: str) -> Any:
    """What was sent as JSON. Raises 400 where it is none."""
    try:
        return json.loads(written, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise refused(f"`{what}` is no JSON.") from None


def refused(why: str) -> HTTPException:
    """400 with what has to be sent instead."""
    return HTTPException(400, why)


def _counted(batch: Any) -> None:
    if len(batch) > BATCH:
        raise HTTPException(413, f"A batch has {BATCH} queries at most, this one has {len(batch)}. Send several.")


def _weighed(queries: Iterable[Query]) -> None:
    values = sum(len(condition.values) for query in queries for condition in query.conditions)
    if values > BATCH_VALUES:
        said = f"The conditions of a batch have {BATCH_VALUES:,} values at most, these have {values:,}. Send several batches."
        raise HTTPException(413, said)


def _no_number(constant: str) -> NoReturn:
    """NaN and Infinity, which Python takes and JSON has not."""
    raise ValueError(constant)


def _query_02(key: str, one: Any) -> Query:
    given = _object(key, one)
    text, conditions = _name(key, given.get("query", "")), given.get("properties") or []
    if "query" not in given and not conditions:
        raise refused(f"{key} needs `query` or `properties`.")
    if not isinstance(conditions, list):
        raise refused(f"{key}: `properties` is a list of objects with `pid` and `v`.")
    _few(key, conditions)
    types = given.get("type") or []
    return Query(
        text,
        _types(key, types if isinstance(types, list) else [types]),
        _said(_condition(key, _object(f"{key}.properties", c), "pid", "v") for c in conditions),
        _limit(key, given),
        every_type=given.get("type_strict") == "all",
    )


def _query_draft(key: str, one: Any) -> Query:
    given = _object(key, one)
    conditions = given.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        raise refused(f"{key} needs a list of at least one condition in `conditions`.")
    _few(key, conditions)
    names: list[str] = []
    others: list[Condition] = []
    language = _language(given)
    for number, raw in enumerate(conditions):
        where = f"{key}.conditions[{number}]"
        condition = _object(where, raw)
        match condition.get("matchType"):
            case "name":
                names += _values(where, condition.get("propertyValue"))
                language = _language(condition) or language
            case "property":
                others.append(_condition(where, condition, "propertyId", "propertyValue"))
            case _:
                raise refused(f"{where} needs `matchType`, which is name or property.")
    if len(names) > 1:
        raise refused(f"{key} has {len(names)} names; ask for each by a query of its own.")
    types = [given["type"]] if given.get("type") else []
    text = _name(key, names[0] if names else "")
    return Query(text, _types(key, types), _said(others), _limit(key, given), language=language)


def _few(key: str, conditions: Sequence[Any]) -> None:
    if len(conditions) > CONDITIONS:
        raise refused(f"{key} has {len(conditions)} conditions; a query has {CONDITIONS} at most.")


def _said(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Those that say something: a table has empty cells."""
    return tuple(one for one in conditions if any(value.strip() for value in one.values))


def _condition(where: str, given: Mapping[str, Any], id: str, value: str) -> Condition:
    property = given.get(id)
    if not isinstance(property, str) or not property:
        raise refused(f"{where} needs `{id}`, the id of a property.")
    if given.get("matchQualifier"):
        raise refused(f"{where}: this service knows no `matchQualifier`. Leave it out.")
    quantifier = given.get("matchQuantifier") or Quantifier.ANY
    if not isinstance(quantifier, str) or quantifier not in set(Quantifier):
        raise refused(f"{where}: `matchQuantifier` is any, all or none.")
    required = given.get("required", False)
    if not isinstance(required, bool):
        raise refused(f"{where}: `required` is true or false.")
    return Condition(property[:_LONGEST], _values(where, given.get(value)), required, Quantifier(quantifier))


def _values(where: str, given: Any) -> tuple[str, ...]:
    """One value or several, each a text, a number, true or false, or something reconciled, with its id."""
    all_ = given if isinstance(given, list) else [given]
    if not all_:
        raise refused(f"{where} needs a value.")
    if len(all_) > VALUES:
        raise refused(f"{where} has {len(all_)} values; a condition has {VALUES} at most.")
    return tuple(_value(where, one) for one in all_)


def _value(where: str, one: Any) -> str:
    if isinstance(one, dict) and isinstance(one.get("id"), str):
        return str(one["id"])[:_LONGEST]
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, str | int | float):
        return str(one)[:_LONGEST]
    raise refused(f"{where}: a value is a text, a number, true, false, or an object with an `id`.")


def _types(key: str, given: Sequence[Any]) -> tuple[str, ...]:
    """By their ids; objects with an id are taken too, for types are written so elsewhere."""
    ids = [one.get("id") if isinstance(one, dict) else one for one in given]
    if not all(isinstance(one, str) for one in ids):
        raise refused(f"{key}: `type` is the id of a type, such as {ANY_CONCEPT}.")
    return tuple(str(one) for one in ids)


def _limit(key: str, given: Mapping[str, Any]) -> int:
    limit = given.get("limit", _FEW)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise refused(f"{key}: `limit` is a positive number.")
    return int(min(limit, MOST))


def _name(key: str, text: Any) -> str:
    if not isinstance(text, str):
        raise refused(f"{key}: a name is a text.")
    return text[:_LONGEST]


def _object(key: str, one: Any) -> Mapping[str, Any]:
    if not isinstance(one, dict):
        raise refused(f"{key} is an object.")
    return one


def _language(given: Mapping[str, Any]) -> str:
    return canonical(given["lang"]) if isinstance(given.get("lang"), str) else ""
