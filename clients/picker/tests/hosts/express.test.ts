import assert from "node:assert/strict";
import { test } from "node:test";
import { expressDocument } from "../../src/hosts/express/document";
import { ExpressHost } from "../../src/hosts/express/express";
import { asset, bytes, ElementStub, OTHER, PLACEMENT, rendition, SERVER } from "./given";

class Data {
  readonly kept = new Map<string, string>();
  getItem(key: string) { return this.kept.get(key); }
  setItem(key: string, value: string) { this.kept.set(key, value); }
}

// Express as its typings tell it: what is imported is a container (node data) with a media rectangle, whose data go with the media.
function hosted() {
  const root: any = { id: "root", type: "root", addOnData: new Data(), allChildren: [] };
  const page: any = { id: "page", type: "page", addOnData: new Data(), allChildren: [] };
  root.allChildren.push(page);
  const calls: any[] = [], heard = new Map<string, (data: any) => void>(), kept = new Map<string, unknown>();
  let edits = 0;
  const container = (stamp: any) => {
    const made: any = { id: `node-${page.allChildren.length}`, type: "MediaContainer", addOnData: new Data(), allChildren: [], mediaRectangle: { mediaAddOnData: new Data() }, size: "as drawn" };
    Object.entries(stamp.nodeAddOnData).forEach(([key, value]) => made.addOnData.setItem(key, value as string));
    Object.entries(stamp.mediaAddOnData).forEach(([key, value]) => made.mediaRectangle.mediaAddOnData.setItem(key, value as string));
    made.replaceMedia = (media: any) => {
      if (edits === 0) throw new Error("edits after an await must be queued");
      made.media = media;
      made.mediaRectangle = { mediaAddOnData: new Data() };
    };
    page.allChildren.push(made);
    return made;
  };
  const adding = (call: string) => async (blob: Blob, attributes: any, stamp: any) => {
    calls.push([call, blob.type, blob.size, attributes]);
    container(stamp);
  };
  let dragging: any = null;
  const sdk: any = {
    app: {
      document: { addImage: adding("image"), addAnimatedImage: adding("animated"), addVideo: adding("video"), id: async () => "doc-1", title: async () => "Flyer" },
      ui: { theme: "lightest" },
      enableDragToDocument: (_: unknown, callbacks: any) => ((dragging = callbacks), () => (dragging = null)),
      on: (event: string, listener: any) => void heard.set(event, listener),
      off: (event: string) => void heard.delete(event),
    },
    instance: { clientStorage: { getItem: async (key: string) => kept.get(key), setItem: async (key: string, value: unknown) => void kept.set(key, value), removeItem: async (key: string) => void kept.delete(key) } },
  };
  const editor: any = {
    documentRoot: root,
    loadBitmapImage: async (blob: Blob) => ({ bitmap: blob.size }),
    queueAsyncEdit: async (edit: () => void) => { edits++; try { edit(); } finally { edits--; } },
  };
  const opened: string[] = [];
  const host = new ExpressHost(SERVER, sdk, expressDocument(editor), bytes, (url) => opened.push(url));
  return { host, page, calls, heard, opened, container, dragging: () => dragging };
}

const web = rendition("web", 2000, 1333);

test("an asset is added with id and licence stamped on node and media, and read back", async () => {
  const { host, page, calls } = hosted();
  const placed = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  assert.deepEqual(calls, [["image", "image/jpeg", 3, { title: "Children on the way to school", author: "Ada Example" }]]);
  for (const data of [page.allChildren[0].addOnData, page.allChildren[0].mediaRectangle.mediaAddOnData]) {
    const link = JSON.parse(data.getItem("thesaury"));
    assert.deepEqual([link.asset, link.rights, link.rendition], ["a1", "rights-of-a1", "web"]);
  }
  assert.deepEqual(await host.getPlacedAssets(), [{ ref: "node-0", name: "a1", link: placed.link }]);
});

test("films and moving pictures have calls of their own", async () => {
  const { host, calls } = hosted();
  await host.placeAsset(asset(), rendition("film", 10, 10, "video/mp4"), { placement: PLACEMENT });
  await host.placeAsset(asset(), rendition("loop", 10, 10, "image/gif"), { placement: OTHER });
  assert.deepEqual(calls.map(([call]) => call), ["video", "animated"]);
});

test("dragging asks for the asset at the drop, stamps it, and tells the placement", async () => {
  const { host, dragging } = hosted();
  const told: any[] = [];
  let asked = 0;
  (globalThis as any).HTMLImageElement = class {};
  const end = host.startDrag(new ElementStub() as any, async () => (asked++, { asset: asset(), rendition: web, options: { placement: PLACEMENT } }), (placed) => told.push(placed));
  const { previewCallback, completionCallback } = dragging();
  assert.ok(previewCallback() instanceof URL);
  assert.equal(asked, 0);
  const [completion] = await completionCallback();
  assert.equal(JSON.parse(completion.importAddOnData.nodeAddOnData.thesaury).asset, "a1");
  assert.deepEqual([completion.blob.type, told.length, told[0].link.placement], ["image/jpeg", 1, PLACEMENT]);
  end();
  assert.equal(dragging(), null);
});

test("replacing keeps the frame and stamps the other asset, also by the placement that was just told", async () => {
  const { host, page } = hosted();
  const { ref } = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  await host.replaceAsset(ref, asset("b2", "Teacher"), web, { placement: OTHER });
  assert.deepEqual([page.allChildren.length, page.allChildren[0].size, page.allChildren[0].media], [1, "as drawn", { bitmap: 3 }]);
  assert.deepEqual((await host.getPlacedAssets()).map((one) => one.link.asset), ["b2"]);
  await assert.rejects(host.replaceAsset("gone", asset(), web, { placement: OTHER }), /not in this design any more/);
  await assert.rejects(host.replaceAsset(ref, asset(), rendition("film", 1, 1, "video/mp4"), { placement: OTHER }), /still pictures only/);
});

test("a frame whose media somebody changed is no asset of ours any more", async () => {
  const { host, page } = hosted();
  await host.placeAsset(asset(), web, { placement: PLACEMENT });
  page.allChildren[0].mediaRectangle = { mediaAddOnData: new Data() };
  assert.deepEqual(await host.getPlacedAssets(), []);
});

test("theme, storage, document, addresses", async () => {
  const { host, heard, opened } = hosted();
  const changes: string[] = [];
  const end = host.onThemeChange((theme) => changes.push(theme));
  heard.get("themechange")?.({ theme: "darkest" });
  end();
  assert.deepEqual([host.theme(), changes, heard.size], ["light", ["dark"], 0]);
  await host.storage.set("k", "v");
  assert.deepEqual([await host.storage.get("k"), await host.storage.get("other")], ["v", null]);
  assert.deepEqual(await host.documentInfo(), { id: "doc-1", name: "Flyer" });
  await host.openUrl(`${SERVER}/x`);
  await assert.rejects(host.openUrl("javascript:alert(1)"), /https/);
  assert.deepEqual(opened, [`${SERVER}/x`]);
});
