"""Answers that somebody relies on are kept: what was asked of which asset, what was answered, by which rights, to whom, and when."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from thesaury.model.answer_log import KeptAnswer, Wanted
from thesaury.model.audit import acting
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import Use
from thesaury.pipeline.rights.asking import Answered
from thesaury.pipeline.rights.told import reason
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.telling import asked
from thesaury.rights.stating.shape import shape_of


def keep_answers(workspace: Workspace, answered: Sequence[Answered], use: Use, where: str) -> None:
    """Keep these answers of whoever acts. Call it where somebody asks about this use on purpose, not where a list shows badges."""
    workspace.catalogue.answers.add(answers_to_keep(workspace, answered, use, where))


def answers_to_keep(workspace: Workspace, answered: Sequence[Answered], use: Use, where: str) -> tuple[KeptAnswer, ...]:
    """These answers of whoever acts as `keep_answers` keeps them, for what keeps them together with something else."""
    return tuple(_kept(one, use, where, workspace.languages) for one in answered)


def keep_answer_once(workspace: Workspace, answered: Answered, use: Use, where: str) -> None:
    """Keep this answer, unless whoever acts got the same last time: a page that is loaded again asks nothing new."""
    made = _kept(answered, use, where, workspace.languages)
    newest = workspace.catalogue.answers.page(Wanted(who=made.who, asset=made.asset, where=where), 1)
    if not newest or _said(newest[0].answer) != _said(made):
        workspace.catalogue.answers.add([made])


def forget_answers(workspace: Workspace, moment: datetime) -> int:
    """Remove answers that are older than the workspace keeps them (`answer_days`; 0: for ever), and say how many."""
    if not workspace.answer_days:
        return 0
    before = moment - timedelta(days=workspace.answer_days)
    return workspace.catalogue.answers.forget(before.isoformat(timespec="seconds"))


def digest_of(records: Sequence[RightsRecord]) -> str:
    """The SHA-256 of all that these records state: another one means that something about the rights is otherwise."""
    told = [(*one.key, one.version, one.status.value, shape_of(one.statement)) for one in records]
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _kept(one: Answered, use: Use, where: str, languages: tuple[str, ...]) -> KeptAnswer:
    return KeptAnswer(
        at=one.evaluated_at,
        who=acting.get(),
        where=where,
        asset=one.asset.id,
        title=one.asset.title(languages),
        asked=json.dumps(asked(use), ensure_ascii=False, separators=(",", ":")),
        verdict=one.decision.verdict,
        reason=reason(one.decision),
        records=tuple(f"{record.source.record}#{record.source.place} v{record.version}" for record in one.records),
        digest=digest_of(one.records),
    )


def _said(answer: KeptAnswer) -> tuple[object, ...]:
    return answer.asked, answer.verdict, answer.reason, answer.digest
