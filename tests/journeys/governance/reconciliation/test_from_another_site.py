"""A real browser asks from the page of another site, and shows a preview in a frame, as the public test bench and OpenRefine do."""

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.journeys.governance.reconciliation.conftest import CONCEPT, VERSIONS, Served
from tests.journeys.pages.browsing import chromium, served_at

ASK = """async ([version, endpoint, concept]) => {
  const read = async (url, sent) => { const answer = await fetch(url, sent); return [answer.status, await answer.json()]; };
  const manifest = (await read(endpoint))[1];
  const draft = version === "1.0-draft";
  const batch = draft ? {queries: [{conditions: [{matchType: "name", propertyValue: "Compostable"}]}]} : {q0: {query: "Compostable"}};
  const form = (name, value) => ({method: "POST", body: new URLSearchParams({[name]: JSON.stringify(value)})});
  const json = value => ({method: "POST", body: JSON.stringify(value),
    headers: {"Content-Type": "application/json", "Accept-Language": "de"}});
  const matched = await (draft ? read(endpoint + "/match", json(batch)) : read(endpoint, form("queries", batch)));
  const wanted = {ids: [concept], properties: [{id: "skos:broader"}]};
  const extended = await (draft ? read(endpoint + "/extend", json(wanted)) : read(endpoint, form("extend", wanted)));
  const suggested = await read(endpoint + "/suggest/entity?prefix=compos");
  const unread = await read(endpoint + (draft ? "/match" : ""), draft ? json({}) : form("queries", []));
  const missing = await read(endpoint.replace(/reconcile\\/[^/]+/, "reconcile/wrong"));
  const frame = document.createElement("iframe");
  const preview = draft ? endpoint + "/preview?id={{id}}" : manifest.preview.url;
  frame.src = preview.replace("{{id}}", encodeURIComponent(concept));
  const shown = new Promise(done => frame.onload = done);
  document.body.append(frame);
  await shown;
  const logo = new Image();
  logo.src = manifest.logo;
  await logo.decode();
  return {matched, extended, suggested, unread, missing, logo: logo.naturalWidth};
}"""


def test_the_page_of_another_site_asks_and_shows(served: Served):
    other = Starlette(routes=[Route("/", lambda _: HTMLResponse("<!doctype html><title>elsewhere</title>"))])
    with served_at(other) as elsewhere, chromium() as browser:
        for version in VERSIONS:
            page = browser.new_page()
            page.goto(elsewhere)
            found = page.evaluate(ASK, [version, served.endpoint(version), f"{CONCEPT}compostable-packaging"])
            statuses = {name: found[name][0] for name in ("matched", "extended", "suggested", "unread", "missing")}
            assert statuses == {"matched": 200, "extended": 200, "suggested": 200, "unread": 400, "missing": 404}
            assert "compostable-packaging" in str(found["matched"][1])
            assert "sustainable-packaging" in str(found["extended"][1])
            assert found["logo"] > 0
            [frame] = [one for one in page.frames if "/preview" in one.url]
            assert frame.locator("h1").inner_text() == "compostable packaging"
            assert frame.evaluate("getComputedStyle(document.querySelector('.iri')).fontSize") == "13px"
        # Nothing else of the server lets itself be read from there.
        ask = "address => fetch(address).then(() => 'read', () => 'refused')"
        assert page.evaluate(ask, served.address) == "refused"
