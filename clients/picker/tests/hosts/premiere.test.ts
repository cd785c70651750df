import assert from "node:assert/strict";
import { test } from "node:test";
import { fileUri } from "../../src/hosts/uxp/dragging";
import { PremiereHost } from "../../src/hosts/uxp/premiere";
import { linksIn } from "../../src/hosts/uxp/xmp";
import { asset, bytes, ElementStub, OTHER, PLACEMENT, rendition, SERVER, settled, transfer, uxpStub } from "./given";

// Premiere as its typings tell it: clips in folders, changes as actions that are made and added under the project's lock.
function hosted({ imports = true, open = true } = {}) {
  const surroundings = uxpStub();
  let locked = false;
  const clip = (path: string) => {
    const made: any = {
      kind: "clip", name: path.split("/").at(-1), path, xmp: "", id: `clip-${path.length}-${inner.items.length}`,
      getId: () => made.id, getMediaFilePath: async () => made.path,
      changeMediaFilePath: async (other: string) => ((made.path = other), true),
    };
    return made;
  };
  const folder = (name: string): any => {
    const made: any = { kind: "folder", name, items: [], getId: () => name, getItems: async () => made.items };
    return made;
  };
  const root = folder("root"), inner = folder("bin");
  root.items.push(inner);
  const project: any = {
    guid: { toString: () => "guid-1" }, name: "film.prproj", getRootItem: async () => root,
    importFiles: async (paths: string[]) => (imports && inner.items.push(...paths.map(clip)), imports),
    lockedAccess: (work: () => void) => { locked = true; try { work(); } finally { locked = false; } },
    executeTransaction: (work: (all: any) => void) => {
      if (!locked) throw new Error("executeTransaction needs the lock");
      work({ addAction: (action: () => void) => (action(), true) });
      return true;
    },
  };
  const premiere: any = {
    Project: { getActiveProject: async () => (open ? project : null) },
    FolderItem: { cast: (item: any) => (item.kind === "folder" ? item : null) },
    ClipProjectItem: { cast: (item: any) => (item.kind === "clip" ? item : null) },
    Metadata: {
      getXMPMetadata: async (item: any) => item.xmp,
      createSetXMPMetadataAction: (item: any, packet: string) => {
        if (!locked) throw new Error("actions are made under the lock");
        return () => (item.xmp = packet);
      },
    },
  };
  return { ...surroundings, inner, clip, host: new PremiereHost(SERVER, surroundings.uxp as any, premiere, bytes) };
}

const film = rendition("proxy", 1920, 1080, "video/mp4");

test("an asset is imported, stamped and found again", async () => {
  const { host, inner } = hosted();
  const placed = await host.placeAsset(asset(), film, { placement: PLACEMENT });
  assert.equal(placed.remembered, true);
  assert.equal(linksIn(inner.items[0].xmp).clip?.asset, "a1");
  assert.deepEqual(await host.getPlacedAssets(), [{ ref: placed.ref, name: `Children-on-the-way-to-school--${PLACEMENT}.mp4`, link: placed.link }]);
});

test("replacing gives the clip another file and keeps it in its sequences", async () => {
  const { host, inner } = hosted();
  const { ref } = await host.placeAsset(asset(), film, { placement: PLACEMENT });
  await host.replaceAsset(ref, asset("b2", "Teacher"), film, { placement: OTHER });
  assert.equal(inner.items.length, 1);
  assert.equal(inner.items[0].path, `/data/Teacher--${OTHER}.mp4`);
  assert.deepEqual((await host.getPlacedAssets()).map((one) => one.link.asset), ["b2"]);
});

test("no project, or an import that fails: a sentence, and no file stays", async () => {
  const closed = hosted({ open: false });
  await assert.rejects(closed.host.placeAsset(asset(), film, { placement: PLACEMENT }), /No project is open/);
  const failing = hosted({ imports: false });
  await assert.rejects(failing.host.placeAsset(asset(), film, { placement: PLACEMENT }), /could not import/);
  assert.deepEqual([closed.files.size, failing.files.size], [0, 0]);
});

test("a drag carries a local file in Premiere's form, and is told once the clip is in the project", async () => {
  const { host, files, inner, clip } = hosted();
  const element = new ElementStub(), told: any[] = [];
  const end = host.startDrag(element as any, async () => ({ asset: asset(), rendition: film, options: { placement: PLACEMENT } }), (placed) => told.push(placed));
  await settled();
  const [path] = [...files.keys()];
  assert.equal(element.attributes.get("draggable"), "true");
  const carried = transfer();
  element.fire("dragstart", { dataTransfer: carried });
  const payload = JSON.parse(carried.data.get("text/plain") ?? "");
  assert.deepEqual(payload, {
    version: "1.0.0", source: "thesaury",
    items: [{ name: path?.split("/").at(-1), display_name: "Children on the way to school", content_type: "video/mp4", uri: `file://${path}` }],
  });
  element.fire("dragend", { dataTransfer: transfer("none") });
  await settled();
  assert.deepEqual(told, [], "let go over nothing");
  inner.items.push(clip(path ?? ""));
  element.fire("dragend", { dataTransfer: carried });
  await settled();
  assert.deepEqual(told.map((one) => [one.link.placement, one.remembered]), [[PLACEMENT, true]]);
  end();
  element.fire("dragend", { dataTransfer: carried });
  await settled();
  assert.equal(told.length, 1);
});

test("paths of both systems become file addresses", () => {
  assert.equal(fileUri("/Users/ada/Movies/one two#3.mp4"), "file:///Users/ada/Movies/one%20two%233.mp4");
  assert.equal(fileUri("C:\\Users\\ada\\über.mp4"), "file:///C:/Users/ada/%C3%BCber.mp4");
});
