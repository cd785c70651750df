"""A CMS connected on the pages: looked at by its check, and published to by a flow of its own."""

from pathlib import Path

import pytest

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.journeys.pages.connected import pages_of, text, workspace
from thesaury.model.flow import Step
from thesaury.model.publishing import Channel
from thesaury.sandbox.strapi.server import TOKEN, create


def test_a_cms_is_connected_with_a_flow_that_publishes(tmp_path: Path):
    server = Sandboxed(create())
    try:
        with workspace(tmp_path / "work") as opened, pages_of(opened) as pages:
            opened.catalogue.channels.put(Channel("web", "Web"))
            told = {"base_url": server.url, "channel": "web", **QUICK}
            form = {f"set.{name}": value for name, value in told.items()} | {"name": "site", "when": "every 1d"}
            wrong = pages.post("/connections/new/strapi", data={**form, "secret.token": "not the token"})
            assert wrong.status_code == 422
            assert opened.catalogue.records.connections() == ()
            made = pages.post("/connections/new/strapi", data={**form, "secret.token": TOKEN})
            assert made.status_code == 303, text(made.text)
            [state] = opened.catalogue.flows.all()
            assert (state.flow.connections, state.flow.steps) == (("site",), (Step.PUSH,))
            for address in ("/connections", "/connections/site", "/connections/site/dry-run", "/flows"):
                assert pages.get(address).status_code == 200, address
    finally:
        server.stop()


@pytest.mark.parametrize("connector", ["wordpress", "wagtail", "strapi", "contentful", "drupal"])
def test_every_cms_has_a_form(tmp_path: Path, connector: str):
    with workspace(tmp_path / "work") as opened, pages_of(opened) as pages:
        assert 'name="set.channel"' in pages.get(f"/connections/new/{connector}").text
