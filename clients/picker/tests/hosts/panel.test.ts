import assert from "node:assert/strict";
import { test } from "node:test";
import { panelEntry } from "../../../panels/uxp/src/entry";
import { panelOf } from "../../../panels/uxp/src/panel";
import { HostRefusal } from "../../src/hosts/host";
import { Peer } from "../../src/hosts/peer";
import { connected } from "../../src/hosts/remote";
import { uxpHost } from "../../src/hosts/uxp/panel";
import { asset, ElementStub, memory, PLACEMENT, rendition, SERVER, settled } from "./given";

// A clock that stands until it is told to go on.
function clock() {
  const waiting: { at: number; work: () => void }[] = [];
  let now = 0;
  return {
    now: () => now,
    setTimeout: (work: () => void, milliseconds = 0) => waiting.push({ at: now + milliseconds, work }),
    clearTimeout: () => undefined,
    go: (milliseconds: number) => {
      now += milliseconds;
      for (const one of waiting.splice(0)) (one.at <= now ? one.work() : waiting.push(one));
    },
  };
}

test("every entry point is done before the clock has moved; what may take longer comes later", async () => {
  const { now, setTimeout, go } = clock();
  const log: string[] = [];
  const entry = panelEntry({ open: () => ({ start: () => (log.push("network"), new Promise(() => undefined)), close: () => log.push("closed"), failed: () => undefined }) }, (work) => setTimeout(work));
  const root = new ElementStub() as any;
  for (const call of [() => entry.create(root), () => entry.show(root), () => entry.hide(), () => entry.show(root)]) {
    await call();
    assert.ok(now() < 300);
  }
  assert.deepEqual([now(), log], [0, []], "nothing has gone to the network yet");
  go(1);
  assert.deepEqual(log, ["network"], "once, though it was shown twice");
  await entry.destroy();
  assert.deepEqual(log, ["network", "closed"]);
});

test("a start that failed is told, and tried again when the panel is shown again", async () => {
  const { setTimeout, go } = clock();
  const said: string[] = [];
  let starts = 0;
  const start = async () => { if (++starts === 1) throw new Error("The server did not answer."); };
  const entry = panelEntry({ open: () => ({ start, close: () => undefined, failed: (sentence) => said.push(sentence) }) }, (work) => setTimeout(work));
  await entry.show(new ElementStub() as any);
  go(1);
  await settled();
  await entry.show(new ElementStub() as any);
  go(1);
  assert.deepEqual([said, starts], [["The server did not answer."], 2]);
});

// The plug-in and the page in its WebView, joined by UXP's bridge, which carries text.
function uxpPanel(host: any) {
  const plugin: any = new EventTarget(), page: any = new EventTarget(), made: any[] = [];
  const deliver = (to: EventTarget, data: string, source: unknown) => to.dispatchEvent(Object.assign(new Event("message"), { data, source }));
  plugin.document = { createElement: (tag: string) => {
    const element: any = Object.assign(new ElementStub(), { tag, remove: () => undefined, postMessage: (text: string) => deliver(page, text, null) });
    made.push(element);
    return element;
  } };
  const root: any = Object.assign(new ElementStub(), { appendChild: () => undefined });
  const opened = panelOf(host, SERVER, plugin).open(root);
  const [webview, line] = made;
  return { opened, webview, line, page, bridge: { postMessage: (text: string) => deliver(plugin, text, webview) }, forge: (text: string) => deliver(plugin, text, {}) };
}

const stubbed = () => {
  const placed: any[] = [];
  return {
    placed, storage: memory(),
    capabilities: () => ({ host: "premiere", types: ["video/mp4"] }), theme: () => "dark", onThemeChange: () => () => undefined,
    placeAsset: async (given: any) => (placed.push(given.id), { ref: "1" }),
    carried: async ({ asset, rendition, options }: any) => ({ file: { name: "a.mp4", nativePath: "/data/a.mp4" }, title: asset.title, type: rendition.type, landed: async () => ({ ref: "clip", link: { placement: options.placement }, remembered: true }) }),
  };
};

test("the page in the WebView uses the plug-in's host, and a message of anybody else is not heard", async () => {
  const host = stubbed(), { opened, webview, page, bridge, forge } = uxpPanel(host);
  assert.equal(webview.attributes.get("src"), undefined, "nothing is loaded before the panel starts");
  await opened.start();
  assert.equal(webview.attributes.get("src"), "plugin:/panel.html");
  const remote = await uxpHost(page, bridge);
  assert.deepEqual([remote.capabilities().host, remote.theme(), remote.server], ["premiere", "dark", SERVER]);
  await remote.storage.set("token", "x");
  assert.equal(await remote.storage.get("token"), "x");
  forge(JSON.stringify({ mark: "thesaury/1", ask: 1, verb: "place", given: [{ id: "forged" }, {}, {}] }));
  await remote.placeAsset(asset(), rendition("film", 1, 1, "video/mp4"), { placement: PLACEMENT });
  assert.deepEqual(host.placed, ["a1"]);
});

test("a drag begun in the page goes on from the plug-in's own line", async () => {
  const { opened, line, page, bridge } = uxpPanel(stubbed());
  await opened.start();
  const remote = await uxpHost(page, bridge), element = new ElementStub(), told: any[] = [];
  remote.startDrag(element as any, async () => ({ asset: asset(), rendition: rendition("film", 1, 1, "video/mp4"), options: { placement: PLACEMENT } }), (placed) => told.push(placed));
  assert.equal(element.fire("dragstart").defaultPrevented, true);
  for (let turns = 0; turns < 20 && !line.attributes.has("draggable"); turns++) await settled();
  assert.match(line.textContent, /drag this line to the timeline/);
  line.fire("dragend", { dataTransfer: { dropEffect: "copy" } });
  for (let turns = 0; turns < 20 && told.length === 0; turns++) await settled();
  assert.deepEqual(told.map((one) => one.link.placement), [PLACEMENT]);
});

test("a plug-in that does not answer, an unknown wish, and a failure are sentences", async () => {
  const { setTimeout, clearTimeout, go } = clock();
  const silent = connected({ send: () => undefined, receive: () => undefined }, {}, { setTimeout, clearTimeout });
  go(10_000);
  await assert.rejects(silent, /does not answer/);
  const ends: ((message: unknown) => void)[] = [];
  const end = (mine: number) => ({ send: (message: unknown) => ends[1 - mine]?.(message), receive: (heard: (message: unknown) => void) => void (ends[mine] = heard) });
  const asking = new Peer(end(0), {});
  new Peer(end(1), { fails: () => { throw new Error("out of memory"); }, refuses: () => { throw new HostRefusal("No document is open."); } });
  for (const verb of ["nothing", "constructor", "toString", "__proto__"]) await assert.rejects(asking.ask(verb), /different versions/);
  await assert.rejects(asking.ask("fails"), /could not do it: out of memory/);
  await assert.rejects(asking.ask("refuses"), (failure: any) => failure instanceof HostRefusal && failure.message === "No document is open.");
  for (const noise of [null, 3, "x", {}, { mark: "thesaury/1" }, { mark: "other", ask: 1, verb: "fails", given: [] }]) ends[0]?.(noise);
});
