"""Durable runs of flows: cut into chunks, done by workers, started by schedules, hooks and people."""

from thesaury.dispatch.directly import preview, push, retry
from thesaury.dispatch.flow_work import FlowWork
from thesaury.dispatch.hearing import heard, new_address
from thesaury.dispatch.triggering import called, due_flows, hook_digest, new_hook, trigger
from thesaury.dispatch.worker import run_now, work

__all__ = [
    "FlowWork",
    "called",
    "due_flows",
    "heard",
    "hook_digest",
    "new_address",
    "new_hook",
    "preview",
    "push",
    "retry",
    "run_now",
    "trigger",
    "work",
]
