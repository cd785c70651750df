"""The compliance report of a workspace: every asset measured, added up, and the day's shares kept."""

from collections.abc import Iterator

from thesaury.governance.complying.adding import TagTally, shares
from thesaury.governance.complying.measuring import Measuring
from thesaury.model.compliance import Compliance, Kind, Measured, Share
from thesaury.model.time import now
from thesaury.pipeline.csv_line import csv_line
from thesaury.pipeline.validating import profile_chooser, validator_of
from thesaury.ports.compliance import Group
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace

_CHUNK = 500


def complied(workspace: Workspace, progress: Progress = unheard) -> Compliance:
    """Measure every live asset against the approved terms and profiles of now; the shares are kept as those of today.

    Reads all assets once: some seconds for ten thousand. Stopped in between, nothing is kept.
    """
    records, enrichments = workspace.catalogue.records, workspace.catalogue.enrichments
    measuring = Measuring(validator_of(workspace), profile_chooser(workspace), workspace.languages)
    total, tally, after = enrichments.counts().assets, TagTally(), ""
    measured: list[Measured] = []
    while assets := records.asset_page(after, _CHUNK):
        findings = enrichments.findings([asset.id for asset in assets])
        for asset in assets:
            measured.append(measuring.measured(asset, (a.concept for a in findings[asset.id].annotations)))
            tally.add(asset, measuring.answers(asset))
        after = assets[-1].id
        progress("compliance", len(measured), total)
    whole, by_kind = shares(measured)
    found = Compliance(now(), whole, by_kind, tally.standings(), tally.free(), tuple(measured))
    _keep(workspace, found)
    return found


def lacking(found: Compliance, kind: Kind | None = None, value: str = "") -> list[Measured]:
    """The assets (of one group) that are not compliant, those that lack most first."""
    chosen = (one for one in found.measured if not (one.complete and one.clean))
    members = (one for one in chosen if kind is None or (kind, value) in one.groups)
    return sorted(members, key=lambda one: (-len(one.missing) - (not one.clean), one.asset))


def shares_csv(found: Compliance) -> Iterator[str]:
    """The shares as a table: kind, value, assets, complete, clean, compliant, share."""
    yield csv_line(("kind", "value", "assets", "complete", "clean", "compliant", "share"))
    rows = [("all", "", found.whole)]
    rows += [(kind.value, value, share) for kind, held in found.shares.items() for value, share in held]
    for kind, value, share in rows:
        counts = (share.assets, share.complete, share.clean, share.compliant, f"{share.part:.4f}")
        yield csv_line((kind, value, *counts))


def tags_csv(found: Compliance) -> Iterator[str]:
    """The free tags as a table: tag, assets, records, standing, effort, what to use, its concept."""
    yield csv_line(("tag", "assets", "records", "standing", "effort", "use", "concept"))
    for one in found.free:
        use = one.answer.use[0] if one.answer.use else None
        said = (use.label.text, use.concept) if use else ("", "")
        yield csv_line((one.tag, one.assets, one.writes, one.answer.standing.value, one.effort.value, *said))


def assets_csv(found: Compliance, kind: Kind | None = None, value: str = "") -> Iterator[str]:
    """The assets that are not compliant as a table: asset, complete, clean, and the schemes of which something is missing."""
    yield csv_line(("asset", "complete", "clean", "missing"))
    for one in lacking(found, kind, value):
        missing = " ".join(scheme or "any" for scheme in one.missing)
        yield csv_line((one.asset, "yes" if one.complete else "no", "yes" if one.clean else "no", missing))


def _keep(workspace: Workspace, found: Compliance) -> None:
    kept: dict[Group, Share] = {(None, ""): found.whole}
    kept |= {(kind, value): share for kind, held in found.shares.items() for value, share in held}
    workspace.catalogue.compliance.put(found.at[:10], kept)
