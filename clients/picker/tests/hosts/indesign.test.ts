import assert from "node:assert/strict";
import { test } from "node:test";
import { InDesignHost } from "../../src/hosts/uxp/indesign";
import { asset, bytes, OTHER, PLACEMENT, rendition, SERVER, uxpStub } from "./given";

// InDesign as its documentation tells it: frames hold graphics that link to files; labels stay with the frame.
function hosted({ open = true, broken = false } = {}) {
  const surroundings = uxpStub();
  const frames: any[] = [];
  const frame = (kind = "Rectangle") => {
    const labels = new Map<string, string>();
    const made: any = {
      id: frames.length + 1, isValid: true, constructorName: kind, name: "", bounds: "as drawn", fitted: null, graphic: null,
      place: (path: string) => {
        if (broken) throw new Error("Cannot open the file");
        made.graphic = { parent: made, itemLink: { name: path.split("/").at(-1) } };
        return [made.graphic];
      },
      fit: (how: unknown) => (made.fitted = how),
      insertLabel: (key: string, value: string) => void labels.set(key, value),
      extractLabel: (key: string) => labels.get(key) ?? "",
    };
    frames.push(made);
    return made;
  };
  const indesign: any = {
    FitOptions: { FILL_PROPORTIONALLY: "fill" },
    app: {
      documents: { length: open ? 1 : 0 },
      selection: [],
      get activeDocument() {
        if (!open) throw new Error("No documents are open.");
        return {
          id: 3, name: "catalogue.indd",
          get allGraphics() { return frames.flatMap((one) => (one.graphic ? [one.graphic] : [])); },
          pageItems: { itemByID: (id: number) => frames.find((one) => one.id === id) ?? { isValid: false } },
        };
      },
      activeWindow: { activePage: { place: (path: string) => frame().place(path) } },
    },
  };
  return { ...surroundings, frames, frame, indesign, host: new InDesignHost(SERVER, surroundings.uxp as any, indesign, bytes) };
}

const web = rendition("web", 2000, 1333);

test("an asset is placed on the page, with its link as a label, and its file stays where InDesign links to", async () => {
  const { host, files, frames } = hosted();
  const placed = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  assert.deepEqual([...files.keys()], [`/data/Children-on-the-way-to-school--${PLACEMENT}.jpg`]);
  assert.equal(frames.length, 1);
  assert.deepEqual((await host.getPlacedAssets()).map((one) => [one.ref, one.link]), [[placed.ref, placed.link]]);
});

test("a selected frame takes the asset, and keeps its bounds", async () => {
  const { host, indesign, frame, frames } = hosted();
  const selected = frame("Oval");
  indesign.app.selection = [selected];
  const { ref } = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  assert.deepEqual([ref, frames.length, selected.bounds, selected.fitted], [String(selected.id), 1, "as drawn", "fill"]);
  indesign.app.selection = [frame("TextFrame")];
  assert.notEqual((await host.placeAsset(asset(), web, { placement: OTHER })).ref, String(frames[1].id), "a text frame is left alone");
});

test("replacing keeps the frame", async () => {
  const { host, frames } = hosted();
  const { ref } = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  await host.replaceAsset(ref, asset("b2", "Teacher"), web, { placement: OTHER });
  assert.equal(frames.length, 1);
  assert.deepEqual((await host.getPlacedAssets()).map((one) => one.link.asset), ["b2"]);
});

test("a frame that got another picture by hand is no asset of ours any more, nor is a foreign label", async () => {
  const { host, frames, frame } = hosted();
  await host.placeAsset(asset(), web, { placement: PLACEMENT });
  frames[0].place("/somewhere/stock.jpg");
  const foreign = frame();
  foreign.place("/x/y.jpg");
  foreign.insertLabel("thesaury", '{"asset": 1}');
  assert.deepEqual(await host.getPlacedAssets(), []);
});

test("no document: nothing is written; a vanished frame: a sentence; a failure: the file is taken away", async () => {
  const closed = hosted({ open: false });
  await assert.rejects(closed.host.placeAsset(asset(), web, { placement: PLACEMENT }), /No document is open/);
  assert.deepEqual([closed.files.size, await closed.host.getPlacedAssets(), await closed.host.documentInfo()], [0, [], { id: "", name: "" }]);
  await assert.rejects(hosted().host.replaceAsset("12", asset(), web, { placement: PLACEMENT }), /not in this document any more/);
  const broken = hosted({ broken: true });
  await assert.rejects(broken.host.placeAsset(asset(), web, { placement: PLACEMENT }), /Cannot open the file/);
  assert.equal(broken.files.size, 0);
});
