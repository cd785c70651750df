"""Durable runs of flows: cut into chunks, done by workers, started by schedules, hooks and people."""

from thesaury.dispatch.directly import preview, push, retry
from thesaury.dispatch.flow_work import FlowWork
from thesaury.dispatch.hearing import heard, new_address
from thesaury.dispatch.planned import begin, carry_out, plan_digest
from thesaury.dispatch.triggering import called, due_flows, hook_digest, new_hook, start, stop, trigger, workers_at_work
from thesaury.dispatch.worker import done_here, run_now, work

__all__ = [
    "FlowWork",
    "begin",
    "called",
    "carry_out",
    "done_here",
    "due_flows",
    "heard",
    "hook_digest",
    "new_address",
    "new_hook",
    "plan_digest",
    "preview",
    "push",
    "retry",
    "run_now",
    "start",
    "stop",
    "trigger",
    "work",
    "workers_at_work",
]
