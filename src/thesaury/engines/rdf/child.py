"""The child process: sets its own limits, parses standard input, and tells what it finds on standard output."""

import json
import re
import sys
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from thesaury.engines.confining import confine
from thesaury.engines.cutting_off import no_sockets
from thesaury.engines.rdf.content import Reading, as_utf8, complete, guarded, unpacked
from thesaury.engines.rdf.form import TEXTUAL, Form, form_of
from thesaury.engines.rdf.mending import mended
from thesaury.engines.rdf.wire import Limits, line
from thesaury.model.errors import BadInput
from thesaury.model.statement import XSD
from thesaury.ports.rdf import Mended

BATCH = 512
"""Statements to a line."""

TEXT_LIMIT = 1 << 20
"""Characters of one literal or IRI."""

_BATCH_TEXT = 1 << 20
_STRING = f"{XSD}string"
_PLACE = re.compile(r"^Parser error (?:at|between) .*?: (?=\S)", re.DOTALL)
_REMOTE = "No LoadDocumentCallback"


def main(name: str, limits: Limits, source: IO[bytes], sink: IO[bytes]) -> None:
    """Parse `source`, a file of this name, and tell everything to `sink`; ends with `end` or `refused`."""
    count = 0
    try:
        for batch in _batches(name, limits, source):
            count += sum(len(item) != 4 for item in batch)
            sink.write(line(batch))
        if not count:
            raise BadInput(f"{name} holds no RDF statement. Is it the right file, and whole?")
        sink.write(line({"end": count}))
    except BadInput as refusal:
        sink.write(line({"refused": refusal.message}))
    except (ValueError, OSError, RecursionError) as error:
        sink.write(line({"refused": f"{name} could not be read ({str(error)[:200]}). Check the file."}))
    except MemoryError:
        sink.write(line({"refused": f"{name} needs more than {limits.memory_mib} MiB of memory. Split it."}))
    sink.flush()


def _batches(name: str, limits: Limits, source: IO[bytes]) -> Iterator[list[Any]]:
    told: list[Mended] = []
    batch: list[Any] = []
    size = 0
    for count, statement in enumerate(_statements(name, limits, source, told), start=1):
        if count > limits.statements:
            raise BadInput(f"{name} holds more than {limits.statements:,} statements. Split it.")
        batch.append(statement)
        size += len(statement[2])
        if len(batch) >= BATCH or size > _BATCH_TEXT:
            yield batch + _taken(told)
            batch, size = [], 0
    if batch or told:
        yield batch + _taken(told)


def _taken(told: list[Mended]) -> list[Any]:
    taken = [[mend.line, mend.rule, mend.message, 0] for mend in told]
    told.clear()
    return taken


def _statements(name: str, limits: Limits, source: IO[bytes], told: list[Mended]) -> Iterator[list[str]]:
    text = as_utf8(unpacked(source, name, limits.unpacked_bytes), name)
    first = next(text, b"")
    form = form_of(name, first[:4096])
    chunks = guarded(chain((first,), text), name, form)
    if form is Form.RDF_XML:
        chunks = complete(chunks, name)
    reading = Reading(mended(chunks, told) if form in TEXTUAL else chunks)
    strange = 0
    try:
        for quad in parse(cast(IO[bytes], reading), getattr(RdfFormat, form.name), lenient=True):
            if found := _plain(quad):
                yield found
            else:
                strange += 1
    except SyntaxError as error:
        raise BadInput(_sentence(name, form, error)) from error
    if strange:
        told.append(Mended(0, "triple-term", f"{strange} statements about statements were left out."))


def _plain(quad: Quad) -> list[str] | None:
    """The statement as texts, or None where it speaks about another statement."""
    subject, value = quad.subject, quad.object
    if type(subject) is NamedNode:
        about = subject.value
    elif type(subject) is BlankNode:
        about = f"_:{subject.value}"
    else:
        return None
    if type(value) is Literal:
        datatype = "" if value.language else value.datatype.value
        plain = datatype if datatype != _STRING else ""
        return _short([about, quad.predicate.value, value.value, value.language or "", plain])
    if type(value) is NamedNode:
        return _short([about, quad.predicate.value, value.value])
    return [about, quad.predicate.value, f"_:{value.value}"] if type(value) is BlankNode else None


def _short(texts: list[str]) -> list[str]:
    if len(texts[2]) > TEXT_LIMIT or len(texts[0]) > TEXT_LIMIT:
        raise BadInput(f"A text about {texts[0][:100]} has more than {TEXT_LIMIT:,} characters. Shorten it.")
    return texts


def _sentence(name: str, form: Form, error: SyntaxError) -> str:
    said = str(error.msg)
    if _REMOTE in said:
        return f"{name} takes its JSON-LD context from another place. Put the context into the file itself."
    reason = "".join(c if c.isprintable() else " " for c in _PLACE.sub("", said))[:200]
    where = f"{name}, line {error.lineno}" if error.lineno else name
    return f"{where}: not valid {form} ({reason}). Correct it there and import again."


def start() -> None:
    """Run on what the parent gave as arguments: the file's name and the limits, as JSON."""
    given: dict[str, Any] = json.loads(sys.argv[2])
    limits = Limits(**given["limits"])
    confine(limits.memory_mib, limits.cpu_seconds)
    no_sockets()
    main(given["name"], limits, sys.stdin.buffer, sys.stdout.buffer)
