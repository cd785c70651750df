"""A proposal as rows for people to read."""

from collections.abc import Iterator, Sequence

from thesaury.model.proposal import Proposal, ProposalStep


def shown(proposal: Proposal, steps: Sequence[ProposalStep]) -> list[tuple[str, object]]:
    """All of a proposal with its steps."""
    return list(_rows(proposal, steps))


def _rows(proposal: Proposal, steps: Sequence[ProposalStep]) -> Iterator[tuple[str, object]]:
    found = proposal.gathered
    yield from (("term", proposal.term), ("language", proposal.language), ("state", proposal.state.value))
    yield "assets", f"{found.assets}, {found.tagged} as a tag"
    yield "spellings", ", ".join(f"{text} ({count})" for text, count in found.spellings)
    for kind in dict.fromkeys(use.kind for use in found.uses):
        yield kind, ", ".join(f"{use.value} ({use.assets})" for use in found.uses if use.kind == kind)
    yield from (("example", " ".join(one.quote.split())) for one in found.examples)
    yield from ((one.why.value, f"{one.label} {one.weight:.2f} {one.concept}") for one in found.neighbours)
    yield from (("broader", f"{one.label} {one.concept}") for one in found.broader)
    if proposal.errand:
        errand = proposal.errand
        yield "goes to", f"{errand.to} as {errand.label}" + (f": {errand.hindrance}" if errand.hindrance else "")
    if proposal.concept or proposal.into:
        yield "is", proposal.concept or proposal.into
    yield from ((one.at[:16], f"{one.who} {one.kind.value} {one.text}".strip()) for one in steps)
