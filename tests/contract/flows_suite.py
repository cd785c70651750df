"""What the flows of every catalogue promise."""

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.errors import Usage
from thesaury.model.flow import Flow, FlowState, Schedule, ScheduleKind, Step
from thesaury.ports.catalogue import Catalogue

FULL = Flow(
    "nächtlich",
    ("dam", "shop"),
    (Step.PULL, Step.PUSH),
    Schedule(ScheduleKind.CRON, "0 3 * * *"),
    0.9,
    (("market", ("DE", "AT")), ("scheme", ())),
    (("https://v.example/", "keywords"), ("", "concepts")),
    False,
)
PLAIN = Flow("b", ())
NEVER = "2027-01-01T00:00:00+00:00"


class FlowsSuite:
    def test_flows_are_read_again_by_name(self, catalogue: Catalogue):
        catalogue.flows.put(FULL, AT)
        catalogue.flows.put(PLAIN, "")
        assert catalogue.flows.all() == [FlowState(PLAIN), FlowState(FULL, AT)]
        assert catalogue.flows.get(FULL.name) == FlowState(FULL, AT)
        assert catalogue.flows.get("unheard of") is None

    def test_a_flow_that_is_replaced_keeps_its_hook(self, catalogue: Catalogue):
        catalogue.flows.put(PLAIN, AT)
        catalogue.flows.set_hook("b", "digest")
        replaced = Flow("b", ("dam",))
        catalogue.flows.put(replaced, NEVER)
        assert catalogue.flows.all() == [FlowState(replaced, NEVER, "digest")]

    def test_a_flow_is_found_by_its_hook_and_no_flow_by_none(self, catalogue: Catalogue):
        for flow in (PLAIN, FULL):
            catalogue.flows.put(flow, "")
        catalogue.flows.set_hook("b", "digest")
        assert catalogue.flows.by_hook("digest") == FlowState(PLAIN, "", "digest")
        assert (catalogue.flows.by_hook("DIGEST"), catalogue.flows.by_hook("")) == (None, None)
        catalogue.flows.set_hook("b", "")
        assert catalogue.flows.by_hook("digest") is None

    def test_a_due_moment_is_claimed_once(self, catalogue: Catalogue):
        catalogue.flows.put(PLAIN, AT)
        assert [catalogue.flows.claim("b", AT, NEVER) for _ in range(2)] == [True, False]
        assert catalogue.flows.get("b") == FlowState(PLAIN, NEVER)
        assert not catalogue.flows.claim("unheard of", AT, NEVER)

    def test_a_dropped_flow_is_gone_and_its_runs_stay(self, catalogue: Catalogue):
        catalogue.flows.put(PLAIN, AT)
        run = catalogue.runs.begin(["dam"], AT, "b")
        catalogue.flows.drop("b")
        assert (catalogue.flows.all(), catalogue.runs.recent(9, "b")) == ([], [run])

    def test_a_flow_that_is_not_there_is_said_to_be_missing(self, catalogue: Catalogue):
        for ask in (lambda: catalogue.flows.drop("b"), lambda: catalogue.flows.set_hook("b", "digest")):
            with pytest.raises(Usage, match="'b'"):
                ask()

    def test_a_flow_takes_the_place_of_exactly_the_one_that_was_read(self, catalogue: Catalogue):
        flows = catalogue.flows
        assert flows.exchange("b", None, PLAIN, AT)
        flows.set_hook("b", "digest")
        read, changed = flows.get("b"), Flow("b", ("dam",))
        assert not flows.exchange("b", None, changed, NEVER)
        assert not flows.exchange("b", FlowState(PLAIN, AT), changed, NEVER)
        assert flows.exchange("b", read, changed, NEVER)
        assert flows.get("b") == FlowState(changed, NEVER, "digest")
        assert not flows.exchange("b", read, None, "")
        assert flows.exchange("b", flows.get("b"), None, "")
        assert flows.all() == []
