import assert from "node:assert/strict";
import { test } from "node:test";
import { BrowserHost, DRAG_TYPE } from "../../src/hosts/browser";
import { HostRefusal } from "../../src/hosts/host";
import { asset, ElementStub, OTHER, PLACEMENT, rendition, SERVER, settled, transfer } from "./given";

// As much of a window as a page's host needs; a frame of null origin has no storage.
function pageStub({ sandboxed = false } = {}) {
  const kept = new Map<string, string>(), opened: string[] = [];
  const query = Object.assign(new EventTarget(), { matches: false });
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
  return {
    kept, opened, query,
    window: {
      get sessionStorage() {
        if (sandboxed) throw new DOMException("The document is sandboxed", "SecurityError");
        return storage;
      },
      matchMedia: () => query, open: (url: string) => opened.push(url),
      document: { title: "Newsletter" }, location: { origin: "https://cms.example.com", pathname: "/edit/7" },
    } as any,
  };
}

const web = rendition("web", 2000, 1333);

for (const sandboxed of [false, true]) {
  test(`a page is told of each placement, and finds it again${sandboxed ? " without storage of its own" : ""}`, async () => {
    const told: string[] = [], { window } = pageStub({ sandboxed });
    const host = new BrowserHost({ server: SERVER, window, placed: (_, given, file) => told.push(`${given.id}/${file.name}`) });
    const { ref } = await host.placeAsset(asset(), web, { placement: PLACEMENT });
    await host.replaceAsset(ref, asset("b2", "Teacher"), web, { placement: OTHER });
    assert.deepEqual([told, (await host.getPlacedAssets()).map((one) => [one.ref, one.name, one.link.asset])], [["a1/web", "b2/web"], [[ref, "Teacher", "b2"]]]);
    await host.storage.set("token", "x");
    assert.equal(await host.storage.get("token"), "x");
    await host.storage.remove("token");
    assert.equal(await host.storage.get("token"), null);
    await assert.rejects(host.replaceAsset("gone", asset(), web, { placement: OTHER }), HostRefusal);
    await assert.rejects(host.placeAsset(asset(), rendition("x", 1, 1, "font/woff"), { placement: OTHER }), /takes no files of the type/);
  });
}

test("a drag carries address, title and place-link, and is told once it was let go somewhere", async () => {
  const host = new BrowserHost({ server: SERVER, window: pageStub().window });
  const element = new ElementStub(), told: any[] = [];
  const end = host.startDrag(element as any, async () => ({ asset: asset(), rendition: web, options: { placement: PLACEMENT } }), (placed) => told.push(placed));
  assert.equal(element.fire("dragstart", { dataTransfer: transfer() }).defaultPrevented, true, "nothing is ready yet");
  element.fire("pointerdown");
  await settled();
  const carried = transfer();
  element.fire("dragstart", { dataTransfer: carried });
  assert.deepEqual([carried.data.get("text/uri-list"), carried.data.get("text/plain"), JSON.parse(carried.data.get(DRAG_TYPE) ?? "").asset], [web.url, "Children on the way to school", "a1"]);
  element.fire("dragend", { dataTransfer: transfer("none") });
  assert.equal(told.length, 0);
  element.fire("dragend", { dataTransfer: carried });
  element.fire("dragend", { dataTransfer: carried });
  assert.deepEqual(told.map((one) => one.link.placement), [PLACEMENT]);
  end();
});

test("theme, document and addresses", async () => {
  const { window, opened, query } = pageStub();
  const host = new BrowserHost({ server: SERVER, window });
  const changes: string[] = [], end = host.onThemeChange((theme) => changes.push(theme));
  query.matches = true;
  query.dispatchEvent(new Event("change"));
  end();
  query.dispatchEvent(new Event("change"));
  assert.deepEqual([host.theme(), changes], ["dark", ["dark"]]);
  assert.deepEqual(await host.documentInfo(), { id: "https://cms.example.com/edit/7", name: "Newsletter" });
  await host.openUrl("/connect");
  await host.openUrl("http://127.0.0.1:8000/connect");
  for (const bad of ["javascript:alert(1)", "http://dam.example.com", "data:text/html,x"]) await assert.rejects(host.openUrl(bad), HostRefusal);
  assert.deepEqual(opened, [`${SERVER}/connect`, "http://127.0.0.1:8000/connect"]);
});
