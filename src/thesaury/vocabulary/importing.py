"""Importing a vocabulary: read, built, checked and reported; whole or not at all."""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from thesaury.model.concept import Vocabulary
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.model.statement import Statement
from thesaury.ports.rdf import Mended, RdfReader
from thesaury.ports.table import TableReader
from thesaury.vocabulary.checks import check
from thesaury.vocabulary.lines import first_lines
from thesaury.vocabulary.report import Finding, ImportReport, Severity, info, mended, report
from thesaury.vocabulary.skos import from_statements
from thesaury.vocabulary.table import from_table

_TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".jsonl", ".ndjson"})
_RDF = frozenset({".ttl", ".turtle", ".n3", ".nt", ".nq", ".trig", ".rdf", ".xml", ".owl", ".skos", ".jsonld"})
_RDF_BEGINS = (b"<", b"@", b"PREFIX", b"prefix", b"BASE", b"base", b"_:")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def import_vocabulary(
    path: Path, name: str, rdf: RdfReader, tables: TableReader, mapping: Mapping[str, str] | None = None
) -> tuple[Vocabulary, ImportReport]:
    """The vocabulary in a file, mended by every rule, and the report on it.

    `mapping` says of columns of a table what they are (`{"Oberbegriff": "broader"}`). Raises Unreachable for a missing
    file, Usage for a mapping that does not fit, and BadInput where the file is broken or holds no concept.
    """
    if not name.strip():
        raise Usage("A vocabulary needs a name. Give one with --name.")
    if is_table(path):
        return _from_table(path, name, tables, mapping)
    if mapping:
        raise Usage(f"{path.name} is no table, so there are no columns to map. Leave --map out.")
    return _from_rdf(path, name, rdf)


def is_table(path: Path) -> bool:
    """Whether a file is read as a table: by its ending, or by its first bytes where the ending leaves it open."""
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix in _TABLES | _RDF:
        return suffix in _TABLES
    start = _head(path).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return not any(mark in start for mark in (b'"@context"', b'"@id"', b'"@graph"'))
    return start.startswith(_WORKBOOKS) or not (start.startswith(_RDF_BEGINS) or b"@prefix" in start)


def _from_rdf(path: Path, name: str, rdf: RdfReader) -> tuple[Vocabulary, ImportReport]:
    mends: list[Finding] = []
    raw, found = from_statements(name, _told(rdf.read(path), mends))
    checked, findings = check(raw)
    _not_empty(checked, findings, f"{path.name} holds no SKOS concept")
    findings = [*found, *findings]
    lines = first_lines(path, {finding.subject for finding in findings})
    return checked, report(checked, [*mends, *_placed(findings, lines)])


def _from_table(
    path: Path, name: str, tables: TableReader, mapping: Mapping[str, str] | None
) -> tuple[Vocabulary, ImportReport]:
    read = from_table(name, tables.outline(path).columns, tables.read(path), mapping)
    checked, findings = check(read.vocabulary)
    _not_empty(checked, findings, f"{path.name} holds no row that describes a concept")
    return checked, report(checked, _placed([*read.findings, *findings], read.lines), read.columns)


def _told(read: Iterable[Statement | Mended], mends: list[Finding]) -> Iterator[Statement]:
    """The statements alone; what the reader mended becomes findings."""
    for item in read:
        if isinstance(item, Statement):
            yield item
        elif item.line:
            mends.append(mended(item.rule, "", item.message, item.line))
        else:
            mends.append(info(item.rule, "", item.message))


def _placed(findings: Iterable[Finding], lines: Mapping[str, int]) -> Iterator[Finding]:
    """The findings, each with the line of its subject unless it has its own."""
    for finding in findings:
        yield finding if finding.line else replace(finding, line=lines.get(finding.subject))


def _not_empty(vocabulary: Vocabulary, findings: Iterable[Finding], what: str) -> None:
    if vocabulary.concepts:
        return
    refusals = (finding.message for finding in findings if finding.severity is Severity.REFUSED)
    why = next((f" that could be kept ({message})" for message in refusals), "")
    raise BadInput(f"{what}{why}. Is it the right file?")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        if start.startswith(b"\x1f\x8b"):
            with gzip.open(path) as unpacked:
                return unpacked.read(4096)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadInput(f"{path.name} is a damaged or cut off gzip file. Fetch it or pack it again.") from error
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    return start
