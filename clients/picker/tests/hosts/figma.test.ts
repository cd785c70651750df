import assert from "node:assert/strict";
import { test } from "node:test";
import { mainCode } from "../../src/hosts/figma/main_code";
import { figmaHost } from "../../src/hosts/figma/panel";
import { HostRefusal } from "../../src/hosts/host";
import { asset, ElementStub, OTHER, PLACEMENT, rendition, SERVER, settled, transfer } from "./given";

// Figma as its typings tell it, with both sides of a plug-in: main code without a network, and a page in an iframe of null origin.
async function opened({ fetched = async () => new Uint8Array([1, 2, 3]) as Uint8Array<ArrayBuffer> } = {}) {
  const nodes: any[] = [];
  const said: string[] = [], outside: string[] = [], kept = new Map<string, unknown>();
  const toMain = new Set<(message: unknown) => void>();
  let drop: (event: any) => boolean = () => true;
  let loaded = false;
  const parent = {
    postMessage: (data: any) => {
      if (data.pluginMessage) for (const heard of toMain) heard(structuredClone(data.pluginMessage));
      if (data.pluginDrop) drop({ absoluteX: 500, absoluteY: 300, dropMetadata: data.pluginDrop.dropMetadata });
    },
  };
  const classes = new Set(["figma-light"]);
  const page: any = Object.assign(new EventTarget(), { parent, document: { documentElement: { classList: { contains: (name: string) => classes.has(name) } } } });
  const heard = (data: unknown, source: unknown = parent) => page.dispatchEvent(Object.assign(new Event("message"), { data, source }));
  const node = (): any => {
    const data = new Map<string, string>();
    const made: any = {
      id: `${nodes.length}:1`, name: "Rectangle", x: 0, y: 0, width: 100, height: 100, fills: [], shared: {},
      resize: (width: number, height: number) => Object.assign(made, { width, height }),
      setPluginData: (key: string, value: string) => void data.set(key, value), getPluginData: (key: string) => data.get(key) ?? "",
      setSharedPluginData: (space: string, key: string, value: string) => (made.shared[`${space}/${key}`] = value),
    };
    nodes.push(made);
    return made;
  };
  let images = 0;
  const figma: any = {
    root: { id: "0:0", name: "Campaign", findAllWithCriteria: ({ pluginData }: any) => {
      if (!loaded) throw new Error("with dynamic-page, load the pages first");
      return nodes.filter((one) => pluginData.keys.some((key: string) => one.getPluginData(key) !== ""));
    } },
    currentPage: { selection: [], appendChild: () => undefined },
    viewport: { center: { x: 1000, y: 1000 } },
    clientStorage: { getAsync: async (key: string) => kept.get(key), setAsync: async (key: string, value: unknown) => void kept.set(key, value), deleteAsync: async (key: string) => void kept.delete(key) },
    createImage: (bytes: Uint8Array) => {
      if (bytes[0] === 0) throw new Error("Image type is not supported");
      return { hash: `hash-${++images}`, getSizeAsync: async () => ({ width: 400, height: 200 }) };
    },
    createRectangle: node, getNodeByIdAsync: async (id: string) => nodes.find((one) => one.id === id) ?? null,
    loadAllPagesAsync: async () => void (loaded = true),
    notify: (sentence: string) => said.push(sentence), openExternal: (url: string) => outside.push(url),
    ui: { postMessage: (message: unknown) => heard({ pluginMessage: structuredClone(message) }), on: (_: string, listener: any) => void toMain.add(listener) },
    on: (_: string, listener: any) => (drop = listener),
  };
  mainCode(figma, SERVER);
  const host = await figmaHost(page, fetched as any);
  return { host, nodes, node, said, outside, kept, heard, classes, figma };
}

const web = rendition("web", 2000, 1333);

test("the page places by asking the main code, which asks the page for the file", async () => {
  const { host, nodes } = await opened();
  const placed = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  const [node] = nodes;
  assert.deepEqual([node.name, node.width, node.height, node.x, node.y], ["Children on the way to school", 400, 200, 800, 900]);
  assert.deepEqual(node.fills, [{ type: "IMAGE", imageHash: "hash-1", scaleMode: "FILL" }]);
  assert.deepEqual(node.shared, { "thesaury/asset": "a1" });
  assert.deepEqual(await host.getPlacedAssets(), [{ ref: node.id, name: node.name, link: placed.link }]);
  assert.equal(host.server, SERVER);
});

test("what is larger than 4096 pixels a side is refused in a sentence, also across the bridge", async () => {
  const { host, nodes } = await opened();
  await assert.rejects(host.placeAsset(asset(), rendition("original", 6000, 4000), { placement: PLACEMENT }), (failure) => failure instanceof HostRefusal && /4096/.test(failure.message));
  assert.equal(nodes.length, 0);
});

test("a file that cannot be fetched, or that Figma does not take, places nothing", async () => {
  const lost = await opened({ fetched: async () => { throw new HostRefusal("The address of the file has expired."); } });
  await assert.rejects(lost.host.placeAsset(asset(), web, { placement: PLACEMENT }), /expired/);
  const strange = await opened({ fetched: async () => new Uint8Array([0]) });
  await assert.rejects(strange.host.placeAsset(asset(), web, { placement: PLACEMENT }), /Figma does not take this picture/);
  assert.deepEqual([lost.nodes.length, strange.nodes.length], [0, 0]);
});

test("replacing keeps size, place and the other fills", async () => {
  const { host, nodes } = await opened();
  const { ref } = await host.placeAsset(asset(), web, { placement: PLACEMENT });
  const tint = { type: "SOLID", color: "red" };
  nodes[0].fills = [{ type: "SOLID", color: "white" }, { ...nodes[0].fills[0], scaleMode: "CROP" }, tint];
  nodes[0].resize(50, 60);
  await host.replaceAsset(ref, asset("b2", "Teacher"), web, { placement: OTHER });
  assert.deepEqual(nodes[0].fills, [{ type: "SOLID", color: "white" }, { type: "IMAGE", imageHash: "hash-2", scaleMode: "CROP" }, tint]);
  assert.deepEqual([nodes.length, nodes[0].width, nodes[0].height], [1, 50, 60]);
  assert.deepEqual((await host.getPlacedAssets()).map((one) => one.link.asset), ["b2"]);
  await assert.rejects(host.replaceAsset("9:9", asset(), web, { placement: OTHER }), /not in this file any more/);
});

test("a node whose picture was taken out, and data of others, are not found", async () => {
  const { host, nodes, node } = await opened();
  await host.placeAsset(asset(), web, { placement: PLACEMENT });
  nodes[0].fills = [{ type: "SOLID" }];
  node().setPluginData("thesaury", "not json");
  assert.deepEqual(await host.getPlacedAssets(), []);
});

test("a drop on the canvas places there, and is told once", async () => {
  const { host, nodes } = await opened();
  const element = new ElementStub(), told: any[] = [];
  host.startDrag(element as any, async () => ({ asset: asset(), rendition: web, options: { placement: PLACEMENT } }), (placed) => told.push(placed));
  element.fire("dragend", { view: { length: 0 }, dataTransfer: transfer() });
  await settled();
  assert.equal(nodes.length, 0, "let go within the panel");
  element.fire("dragend", { view: { length: 1 }, clientX: 1, clientY: 2, dataTransfer: transfer() });
  for (let turns = 0; turns < 20 && told.length === 0; turns++) await settled();
  assert.deepEqual([nodes[0].x, nodes[0].y, told.length, told[0].link.placement], [300, 200, 1, PLACEMENT]);
});

test("messages of another frame are not heard", async () => {
  const { host, heard } = await opened({ fetched: async () => new Promise(() => undefined) });
  let settledAs = "waiting";
  void host.placeAsset(asset(), web, { placement: PLACEMENT }).then(() => (settledAs = "answered"));
  heard({ pluginMessage: { mark: "thesaury/1", answer: 2, value: "forged" } }, {});
  await settled();
  assert.equal(settledAs, "waiting");
  heard({ pluginMessage: { mark: "thesaury/1", answer: 2, value: "from Figma itself" } });
  await settled();
  assert.equal(settledAs, "answered");
});

test("storage, theme, sentences, addresses", async () => {
  const { host, kept, said, outside, classes } = await opened();
  await host.storage.set("token", "x");
  assert.deepEqual([kept.get("token"), await host.storage.get("token"), await host.storage.get("none")], ["x", "x", null]);
  await host.storage.remove("token");
  assert.equal(kept.size, 0);
  assert.equal(host.theme(), "light");
  classes.add("figma-dark");
  assert.equal(host.theme(), "dark");
  await host.notify("Placed.");
  await host.openUrl(`${SERVER}/connect`);
  await assert.rejects(host.openUrl("http://dam.example.com"), HostRefusal);
  assert.deepEqual([said, outside], [["Placed."], [`${SERVER}/connect`]]);
});
