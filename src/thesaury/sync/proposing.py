"""Proposals: tags that people use and no vocabulary knows, for the people who approve terms."""

from hashlib import sha256

from thesaury.governance.proposing import confidence
from thesaury.ports.enrichments import Enrichments
from thesaury.ports.vocabulary_source import Proposal


def proposals(enrichments: Enrichments, language: str, minimum: int, limit: int) -> list[Proposal]:
    """The unknown tags that at least `minimum` assets carry, most used first.

    The score is `governance.proposing.confidence`.
    """
    frequent = [(tag, count) for tag, count in enrichments.unknown_tags(limit) if count >= minimum]
    return [_proposal(tag, count, language) for tag, count in frequent]


def _proposal(tag: str, count: int, language: str) -> Proposal:
    key = sha256(f"{language}\x1f{tag}".encode("utf-8", "surrogatepass")).hexdigest()
    return Proposal(key, tag, language, confidence(count), f"Used as a tag on {count} assets.")
