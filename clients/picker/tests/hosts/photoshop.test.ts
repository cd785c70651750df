import assert from "node:assert/strict";
import { test } from "node:test";
import { HostRefusal } from "../../src/hosts/host";
import { PhotoshopHost } from "../../src/hosts/uxp/photoshop";
import { asset, bytes, OTHER, PLACEMENT, rendition, SERVER, themesStub, uxpStub } from "./given";

// Photoshop as its documentation tells it: changes only inside a modal scope, errors as descriptors, smart objects that know their file's name.
function photoshopStub({ open = true, fails = "" } = {}) {
  const contents = new Map<number, string>();
  const played: string[] = [];
  let modal = 0;
  let ids = 7;
  const document = { id: 1, name: "poster.psd", xmp: "", layers: [] as any[], activeLayers: [] as any[] };
  const other = { id: 2, name: "opened.jpg", xmp: "", layers: [] as any[], activeLayers: [] as any[] };
  const documents = [document, other];
  const nameOf = (token: string) => token.split("/").at(-1) ?? "";
  const app = { activeDocument: open ? (document as any) : null, showAlert: async () => undefined, open: async () => ((app.activeDocument = other), other) };
  const play = (action: any) => {
    played.push(action._obj);
    if (action._obj !== "get" && modal === 0) throw new Error("may modify the state of Photoshop: only allowed from inside a modal scope");
    if (action._obj === fails) return { _obj: "error", message: "the disk is full" };
    if (action._obj === "placeEvent") {
      const layer = { id: ++ids, name: nameOf(action.null._path), kind: "smartObject" };
      contents.set(layer.id, nameOf(action.null._path));
      app.activeDocument.layers.unshift(layer);
      app.activeDocument.activeLayers = [layer];
    }
    if (action._obj === "select") app.activeDocument.activeLayers = app.activeDocument.layers.flatMap((one: any) => [one, ...(one.layers ?? [])]).filter((one: any) => one.id === action._target[0]._id);
    if (action._obj === "placedLayerReplaceContents") contents.set(app.activeDocument.activeLayers[0].id, nameOf(action.null._path));
    if (action._obj === "set") documents.find((one) => one.id === action._target[1]._id)!.xmp = action.to.XMPMetadataAsUTF8;
    if (action._obj !== "get") return {};
    if (action._target[0]._property === "smartObject") return { smartObject: { fileReference: contents.get(action._target[1]._id) } };
    return { XMPMetadataAsUTF8: documents.find((one) => one.id === action._target[1]._id)!.xmp };
  };
  return {
    document, other, played, contents,
    photoshop: {
      app,
      action: { batchPlay: async (actions: any[]) => actions.map(play) },
      core: { executeAsModal: async (work: () => Promise<any>) => (modal++, work().finally(() => modal--)) },
    },
  };
}

function hosted(given: Parameters<typeof photoshopStub>[0] = {}) {
  const surroundings = uxpStub();
  const ps = photoshopStub(given);
  return { ...surroundings, ...ps, host: new PhotoshopHost(SERVER, surroundings.uxp as any, ps.photoshop as any, bytes) };
}

test("an asset becomes a smart object that the document knows again", async () => {
  const { host, files, contents, document } = hosted();
  const placed = await host.placeAsset(asset(), rendition("web", 2000, 1333), { placement: PLACEMENT });
  assert.deepEqual([...contents.values()], [`Children-on-the-way-to-school--${PLACEMENT}.jpg`]);
  assert.equal(files.size, 0, "the smart object holds the picture, the file has gone");
  assert.equal(document.layers[0].name, "Children on the way to school");
  assert.deepEqual(await host.getPlacedAssets(), [{ ref: placed.ref, name: "Children on the way to school", link: placed.link }]);
  assert.deepEqual([placed.link.asset, placed.link.rights, placed.link.rendition, placed.link.server], ["a1", "rights-of-a1", "web", SERVER]);
  assert.ok(!document.xmp.includes("signed"), "no signed address is written into the document");
});

test("a copy of the layer, inside a group and renamed, is still known", async () => {
  const { host, document, photoshop } = hosted();
  await host.placeAsset(asset(), rendition("web", 10, 10), { placement: PLACEMENT });
  const [layer] = document.layers;
  const copy = { id: 99, name: "something else", kind: "smartObject" };
  document.layers.push({ id: 50, name: "group", kind: "group", layers: [copy] });
  const reference = await photoshop.action.batchPlay([{ _obj: "get", _target: [{ _property: "smartObject" }, { _ref: "layer", _id: layer.id }] }]);
  await photoshop.core.executeAsModal(async () => photoshop.action.batchPlay([{ _obj: "select", _target: [{ _ref: "layer", _id: 99 }] }, { _obj: "placedLayerReplaceContents", null: { _path: `/${(reference[0] as any).smartObject.fileReference}` } }]));
  assert.deepEqual((await host.getPlacedAssets()).map((one) => one.ref), [String(layer.id), "99"]);
});

test("replacing keeps the layer and remembers the other asset", async () => {
  const { host, document } = hosted();
  const { ref } = await host.placeAsset(asset(), rendition("web", 10, 10), { placement: PLACEMENT });
  await host.replaceAsset(ref, asset("b2", "Teacher"), rendition("web", 10, 10), { placement: OTHER });
  const found = await host.getPlacedAssets();
  assert.deepEqual(found.map((one) => [one.ref, one.link.asset]), [[ref, "b2"]]);
  assert.equal(document.layers.length, 1);
});

test("opening makes a document of it, which is known as the asset, and cannot be replaced in itself", async () => {
  const { host, other, files } = hosted({ open: false });
  const placed = await host.placeAsset(asset(), rendition("original", 10, 10), { placement: PLACEMENT, manner: "open" });
  assert.equal(placed.ref, "document");
  assert.deepEqual([...files.keys()], [`/data/Children-on-the-way-to-school--${PLACEMENT}.jpg`], "it is saved where it lies");
  assert.ok(other.xmp.includes("a1"));
  assert.deepEqual((await host.getPlacedAssets()).map((one) => one.link.asset), ["a1"]);
  await assert.rejects(host.replaceAsset("document", asset("b2"), rendition("web", 1, 1), { placement: OTHER }), HostRefusal);
});

test("without a document nothing is fetched or written, and the sentence says what to do", async () => {
  const { host, files, played } = hosted({ open: false });
  await assert.rejects(host.placeAsset(asset(), rendition("web", 10, 10), { placement: PLACEMENT }), /No document is open/);
  assert.deepEqual([files.size, played.length], [0, 0]);
});

test("a failure of Photoshop is a sentence, and the file is taken away again", async () => {
  const surroundings = uxpStub();
  const ps = photoshopStub({ fails: "placeEvent" });
  const host = new PhotoshopHost(SERVER, surroundings.uxp as any, ps.photoshop as any, bytes);
  await assert.rejects(host.placeAsset(asset(), rendition("web", 10, 10), { placement: PLACEMENT }), /Photoshop could not do it: the disk is full/);
  assert.equal(surroundings.files.size, 0);
});

test("what Photoshop does not place is refused before it is fetched", async () => {
  const { host } = hosted();
  await assert.rejects(host.placeAsset(asset(), rendition("film", 10, 10, "video/mp4"), { placement: PLACEMENT }), /Photoshop takes no files of the type video\/mp4/);
});

test("theme, safe storage and the outside browser", async () => {
  const { uxp, photoshop, safe, opened } = hosted();
  const seen = themesStub("darkest");
  const host = new PhotoshopHost(SERVER, uxp as any, photoshop as any, bytes, seen.themes);
  const changes: string[] = [];
  const end = host.onThemeChange((theme) => changes.push(theme));
  assert.equal(host.theme(), "dark");
  seen.change("lightest");
  end();
  seen.change("dark");
  assert.deepEqual([changes, seen.heard.size], [["light"], 0]);
  await host.storage.set("token", "geheim");
  assert.equal(await host.storage.get("token"), "geheim");
  await host.storage.remove("token");
  assert.deepEqual([await host.storage.get("token"), safe.size], [null, 0]);
  await host.openUrl(`${SERVER}/connect`);
  await assert.rejects(host.openUrl("file:///etc/passwd"), HostRefusal);
  assert.deepEqual(opened, [`${SERVER}/connect`]);
});
