"""The reference of the interface as Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesaury.web.api.reference import Operation, Parameter, groups, kinds

_HEAD = """# The interface, operation by operation

Made by `./run docs` from the description that every server gives at `/api/v1/openapi.json`; do not edit it here.
[api-guide.md](api-guide.md) says what holds for all operations. In the examples `$TOKEN` is a token.
"""


def reference_text(description: Mapping[str, Any]) -> str:
    """The whole reference."""
    return "\n".join([_HEAD, *_contents(description), *_all(description), *_problems()])


def _contents(description: Mapping[str, Any]) -> Iterator[str]:
    for group in groups(description):
        listed = ", ".join(f"[{one.name}](#{one.name})" for one in group.operations)
        yield f"- **{group.name.capitalize()}**: {listed}"
    yield "- [Problems](#problems)\n"


def _all(description: Mapping[str, Any]) -> Iterator[str]:
    for group in groups(description):
        yield f"## {group.name.capitalize()}\n\n{group.text}\n"
        for one in group.operations:
            yield from _told(one)


def _told(one: Operation) -> Iterator[str]:
    yield f"### {one.name}\n\n`{one.method} {one.path}`\n\n{one.title}.\n"
    if one.text:
        yield f"{one.text}\n"
    if one.parameters:
        yield "| Parameter | In | What | |\n|---|---|---|---|"
        yield from (_row(parameter) for parameter in one.parameters)
        yield ""
    yield f"```sh\n{one.curl}\n```\n"
    if one.answer:
        language = "json" if one.answer.startswith(("{", "[")) else "text"
        yield f"Answer {one.status}:\n\n```{language}\n{one.answer}\n```\n"
    else:
        yield f"Answer {one.status}, without a body.\n"
    yield f"Problems: {', '.join(one.problems)}.\n"


def _row(one: Parameter) -> str:
    kind = one.kind.replace("|", "\\|")
    text = one.text.replace("|", "\\|").replace("\n", " ")
    return f"| `{one.name}`{' (needed)' if one.needed else ''} | {one.place} | {kind} | {text} |"


def _problems() -> Iterator[str]:
    yield "## Problems\n\n`type` is `/api/v1#problem-` and the name.\n\n| Name | Status | Title | When |\n|---|---|---|---|"
    for kind in kinds():
        yield f"| `{kind.name}` | {kind.status} | {kind.title} | {kind.when} |"
    yield ""
