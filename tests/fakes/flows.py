"""Flows in memory."""

from dataclasses import replace

from thesaury.model.errors import Usage
from thesaury.model.flow import Flow, FlowState


class FakeFlows:
    def __init__(self) -> None:
        self._kept: dict[str, FlowState] = {}

    def put(self, flow: Flow, due: str) -> None:
        before = self._kept.get(flow.name, FlowState(flow))
        self._kept[flow.name] = replace(before, flow=flow, due=due)

    def exchange(self, name: str, before: FlowState | None, flow: Flow | None, due: str) -> bool:
        if self._kept.get(name) != before:
            return False
        if flow is None:
            self._kept.pop(name, None)
        else:
            self.put(flow, due)
        return True

    def drop(self, name: str) -> None:
        self._known(name)
        del self._kept[name]

    def all(self) -> list[FlowState]:
        return [self._kept[name] for name in sorted(self._kept)]

    def get(self, name: str) -> FlowState | None:
        return self._kept.get(name)

    def set_hook(self, name: str, digest: str) -> None:
        self._kept[name] = replace(self._known(name), hook=digest)

    def by_hook(self, digest: str) -> FlowState | None:
        return next((state for state in self.all() if state.hook and state.hook == digest), None)

    def claim(self, name: str, due: str, following: str) -> bool:
        state = self._kept.get(name)
        if state is None or state.due != due:
            return False
        self._kept[name] = replace(state, due=following)
        return True

    def _known(self, name: str) -> FlowState:
        if name not in self._kept:
            raise Usage(f"There is no flow {name!r}.")
        return self._kept[name]
