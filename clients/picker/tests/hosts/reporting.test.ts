import assert from "node:assert/strict";
import { test } from "node:test";
import type { HostAdapter } from "../../src/hosts/host";
import { HostRefusal } from "../../src/hosts/host";
import { linkOf } from "../../src/hosts/link";
import { place } from "../../src/hosts/placing";
import type { PlacementReport, Sent } from "../../src/hosts/reporting";
import { Reporting, reportOf, sentAs } from "../../src/hosts/reporting";
import { asset, memory, OTHER, PLACEMENT, rendition, SERVER } from "./given";

const use = { channel: "social", regions: ["DE"], firstDay: "2026-08-01", lastDay: "2026-09-30" };
const report = (placement: string) => {
  const link = linkOf(SERVER, asset(), rendition("web", 1, 1), { placement });
  return reportOf({ ref: "1", link, remembered: true }, "figma", "Flyer", { use, campaign: "back-to-school" });
};

// A server that counts a placement once by its id, as ours does, and may lose its reply.
function server(answers: (Sent | "lost")[] = []) {
  const counted = new Map<string, PlacementReport>();
  const send = async (one: PlacementReport): Promise<Sent> => {
    const answer = answers.shift() ?? "taken";
    if (answer === "taken" || answer === "lost") counted.set(one.id, one);
    if (answer === "lost") throw new TypeError("network");
    return answer;
  };
  return { counted, send };
}

test("a report says what was placed where, for which use, and by what right", () => {
  const { at, ...rest } = report(PLACEMENT);
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(rest, {
    id: PLACEMENT, asset: "a1", host: "figma", document: "Flyer", record: "bynder/a1", rendition: "web", channel: "social", regions: ["DE"],
    first_day: "2026-08-01", last_day: "2026-09-30", rights: "rights-of-a1", board: "", campaign: "back-to-school",
  });
});

test("a reply that was lost, then a restart of the host: one usage record", async () => {
  const storage = memory(), { counted, send } = server(["lost"]);
  await new Reporting(storage, send).report(report(PLACEMENT));
  assert.equal(counted.size, 1);
  assert.match(storage.kept.get("thesaury.unreported") ?? "", new RegExp(PLACEMENT));
  assert.equal(await new Reporting(storage, send).flush(), 0);
  assert.equal(counted.size, 1);
  assert.equal(storage.kept.get("thesaury.unreported"), "[]");
});

test("without a server the reports wait in their order, and go when it is back", async () => {
  const storage = memory(), { counted, send } = server(["later", "later"]);
  const reporting = new Reporting(storage, send);
  await Promise.all([reporting.report(report(PLACEMENT)), reporting.report(report(OTHER)), reporting.report(report(PLACEMENT))]);
  await reporting.flush();
  assert.deepEqual([...counted.keys()], [PLACEMENT, OTHER]);
});

test("what the server refuses for good does not stop the next, and is not forgotten", async () => {
  const storage = memory(), { counted, send } = server(["later", "refused"]);
  const reporting = new Reporting(storage, send);
  await reporting.report(report(PLACEMENT));
  await reporting.report(report(OTHER));
  assert.deepEqual([[...counted.keys()], (await reporting.refused()).map((one) => one.id)], [[OTHER], [PLACEMENT]]);
});

test("storage that was damaged begins anew; storage that fails is told", async () => {
  const storage = memory(), { counted, send } = server();
  storage.kept.set("thesaury.unreported", "{damaged");
  await new Reporting(storage, send).report(report(PLACEMENT));
  assert.equal(counted.size, 1);
  const failing = { ...storage, set: async () => { throw new Error("the storage is full"); } };
  await assert.rejects(new Reporting(failing, send).report(report(OTHER)), /the storage is full/);
});

test("which answers mean that asking again may help", () => {
  assert.deepEqual([200, 201, 204, 401, 403, 408, 429, 500, 503, 400, 404, 409, 422].map(sentAs), [
    "taken", "taken", "taken", "later", "later", "later", "later", "later", "later", "refused", "refused", "refused", "refused",
  ]);
});

test("the Place button reports what was placed, once, and nothing where nothing was", async () => {
  const { counted, send } = server();
  const reporting = new Reporting(memory(), send);
  let refuses = false;
  const seen: string[] = [];
  const placed = async (_: unknown, rendition: any, options: any) => {
    if (refuses) throw new HostRefusal("No document is open.");
    seen.push(rendition.name);
    return { ref: "1", link: linkOf(SERVER, asset(), rendition, options), remembered: true };
  };
  const host = {
    capabilities: () => ({ host: "figma", place: true, types: ["image/jpeg"], longestSide: 4096 }),
    documentInfo: async () => ({ id: "", name: "Flyer" }), placeAsset: placed,
    replaceAsset: (_: string, ...rest: [any, any, any]) => placed(...rest),
  } as unknown as HostAdapter;
  const { link } = await place(host, reporting, { asset: asset() }, { use });
  await place(host, reporting, { asset: asset(), rendition: rendition("thumb", 3, 2), instead: "1" }, { use });
  refuses = true;
  await assert.rejects(place(host, reporting, { asset: asset() }, { use }), /No document is open/);
  assert.deepEqual([seen, counted.size, counted.get(link.placement)?.document], [["web", "thumb"], 2, "Flyer"]);
});
