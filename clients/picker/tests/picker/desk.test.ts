// What the panel does: nothing that was typed is lost, rights are asked again before something is placed, a report is sent once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../../src/connection";
import { csv } from "../../src/csv";
import { Desk } from "../../src/desk";
import { BrowserHost } from "../../src/hosts/browser";
import { nextWanting, useOf, withoutConcept } from "../../src/state";
import { dayIn, languageOf, saying } from "../../src/texts";

const USE = { channel: "website", regions: ["DE"], firstDay: "", lastDay: "" };
const ABLE = { name: "Brand", person: { name: "Ana", address: "" }, may: { place: true }, channels: [{ id: "website", label: "Website", group: false }], regions: [{ id: "DE", label: "Germany" }], world: "001" };
const FILE = { name: "preview", type: "image/jpeg", width: 800, height: 600, url: "" };
const HIT = { asset: "a1", title: "Lake", alt: "", creator: "", record: "studio/1", type: "image/jpeg", width: 800, height: 600, thumbnail: "/t", preview: "/p", renditions: [FILE], why: [], doubles: 0, rights: null };
const expired = [401, { type: "/api/v1#problem-token-expired", detail: "Over." }] as const;

type Answer = readonly [number, unknown];
type Answers = Record<string, () => Answer | Promise<Answer>>;

function desk(answers: Answers) {
  const asked: { path: string; body: any }[] = [];
  const kept = new Map<string, string>();
  const page = { sessionStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) }, location: { origin: "https://cms.example", pathname: "/a" }, document: { title: "Article" } };
  const host = new BrowserHost({ server: "https://dam.example", window: page as unknown as Window });
  const fetching = (async (url: string, init: RequestInit) => {
    const path = new URL(url).pathname.replace("/panel/v1", "");
    asked.push({ path, body: init.body ? JSON.parse(String(init.body)) : Object.fromEntries(new URL(url).searchParams) });
    const [status, body] = await (answers[path] ?? (() => [404, {}] as const))();
    if (init.signal?.aborted) throw new DOMException("given up", "AbortError");
    return new Response(JSON.stringify(body), { status });
  }) as typeof fetch;
  const connection = new Connection({ server: "https://dam.example", storage: host.storage, languages: () => ({ ui: "en", data: "" }), fetching });
  const told = { changed: () => undefined, expired: () => void (seen.expired += 1), selected: () => void (seen.selected += 1) };
  const seen = { expired: 0, selected: 0 };
  return { desk: new Desk(connection, host, () => saying("en"), told, USE), asked, kept, seen };
}

const connecting: Answers = { "/capabilities": () => [200, ABLE], "/campaigns": () => [200, { campaigns: [] }] };
const found = { total: 1, review: 2, hits: [HIT], blocked: { total: 3, of: 3, reasons: [] }, facets: [] };

test("an expired token keeps what was typed, and the search goes on when there is a new one", async () => {
  let over = true;
  const { desk: one, asked, seen } = desk({ ...connecting, "/search": () => (over ? expired : [200, found]) });
  await one.useToken("t1");
  one.type({ query: "lake" });
  await one.search();
  assert.deepEqual([one.state.standing.is, one.state.query, seen.expired], ["expired", "lake", 1]);
  over = false;
  await one.useToken("t2");
  assert.equal(one.state.standing.is, "connected");
  assert.equal(one.state.found?.hits[0]?.asset, "a1");
  assert.equal(asked.at(-1)?.body.q, "lake");
  assert.equal(one.state.said, "1 asset that may be used. 2 more need review. 3 blocked");
});

test("another market asks again without a word from anybody", async () => {
  const { desk: one, asked } = desk({ ...connecting, "/search": () => [200, found] });
  await one.useToken("t");
  one.type({ query: "lake" });
  await one.search();
  await one.setUse({ regions: ["FR"] });
  assert.deepEqual([asked.at(-1)?.path, asked.at(-1)?.body.region], ["/search", "FR"]);
});

test("an answer that comes late is shown nowhere: not in another tab, not after it was closed, not for another use", async () => {
  const later: ((answer: Answer) => void)[] = [];
  const late = () => new Promise<Answer>((come) => later.push(come));
  const { desk: one } = desk({ ...connecting, "/search": () => [200, found], "/assets": late });
  await one.useToken("t");
  one.type({ query: "lake" });
  await one.search();
  const opened = [one.openDetails("a1"), one.openDetails("a2")];
  later[1]?.([200, { asset: "a2" }]);
  later[0]?.([200, { asset: "a1" }]);
  await Promise.all(opened);
  assert.deepEqual(one.state.details, { asset: "a2" });
  const closed = one.openDetails("a1");
  await one.setUse({ regions: ["FR"] });
  later[2]?.([200, { asset: "a1" }]);
  await closed;
  assert.equal(one.state.details, null);
});

test("what needs review of an older search is not shown beside a newer one", async () => {
  let [times, come]: [number, (answer: Answer) => void] = [0, () => undefined];
  const { desk: one } = desk({ ...connecting, "/search": () => (++times === 2 ? new Promise<Answer>((done) => (come = done)) : [200, found]) });
  await one.useToken("t");
  await one.search();
  const opened = one.openReview();
  await one.search();
  come([200, found]);
  await opened;
  assert.equal(one.state.review, null);
});

test("a search that nobody waits for any more fills no other tab", async () => {
  let come: (answer: Answer) => void = () => undefined;
  const { desk: one } = desk({ ...connecting, "/search": () => new Promise<Answer>((done) => (come = done)) });
  await one.useToken("t");
  one.type({ query: "lake" });
  const searched = one.search();
  one.show("brief");
  come([200, found]);
  await searched;
  assert.deepEqual([one.state.found, one.state.busy, one.state.said, one.state.trouble], [null, false, "", null]);
});

test("rights that changed since the list was loaded are met before anything is placed", async () => {
  const { desk: one, kept, seen } = desk({ ...connecting, "/renditions": () => [403, { type: "/api/v1#problem-not-permitted", detail: "The licence has ended." }] });
  await one.useToken("t");
  assert.equal(await one.place(HIT), false);
  assert.equal(one.state.refused.get("a1"), "The licence has ended.");
  assert.equal(seen.selected, 0);
  assert.equal(kept.get("thesaury.placed"), undefined);
});

test("a report whose answer was lost is sent again under the same id", async () => {
  let times = 0;
  const answers: Answers = {
    ...connecting,
    "/renditions": () => [200, { id: "a1", title: "Lake", creator: "", record: "studio/1", rights: "d", renditions: [{ ...FILE, url: "/panel/v1/media/x" }] }],
    "/placements": () => (++times === 1 ? [503, {}] : [200, { permitted: true, sentence: "" }]),
  };
  const { desk: one, asked, seen } = desk(answers);
  await one.useToken("t");
  assert.equal(await one.place(HIT), true);
  await one.useToken("t");
  await new Promise((done) => setImmediate(done));
  const ids = asked.filter(({ path }) => path === "/placements").map(({ body }) => body.id);
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.equal(seen.selected, 1);
});

test("chips change what is wanted, and the brief says its own use", () => {
  const concept = (iri: string) => ({ concept: iri, wanting: "wished", weight: 1, quotes: [], source: "text" }) as const;
  const said = (value: string) => ({ value, quotes: [], source: "text" });
  const brief = { text: "", title: "", campaign: "", concepts: [concept("a"), concept("b")], regions: [said("AT")], channels: [], formats: [], first_day: said("2026-07-01"), last_day: null, sections: [{ title: "", concepts: ["a", "b"] }] };
  const wanted = (one: typeof brief) => one.concepts.map((each) => each.wanting);
  assert.deepEqual(wanted(nextWanting(brief, "a") as typeof brief), ["required", "wished"]);
  assert.deepEqual(wanted(nextWanting(nextWanting(brief, "a"), "a") as typeof brief), ["excluded", "wished"]);
  assert.deepEqual(withoutConcept(brief, "a").sections[0]?.concepts, ["b"]);
  assert.deepEqual(useOf(brief, { ...USE, lastDay: "2026-01-01" }), { channel: "website", regions: ["AT"], firstDay: "2026-07-01", lastDay: "" });
});

test("no cell of a table is a formula, and words are those of the reader", () => {
  assert.equal(csv([["=1+1", 'a "b", c', "-2"]]), "\uFEFF'=1+1,\"a \"\"b\"\", c\",'-2\r\n");
  assert.equal(csv([["x;=1; a", "\n@y"]]), "\uFEFFx;'=1; a,\"'\n'@y\"\r\n");
  assert.equal(saying("de")("hits", { count: 1200 }), "1.200 Assets, die verwendet werden dürfen");
  assert.equal(dayIn("de", "2026-12-31"), "31. Dez. 2026");
  assert.deepEqual(["de-AT", "fr", "en-GB"].map(languageOf), ["de", "en", "en"]);
});
