import assert from "node:assert/strict";
import { test } from "node:test";
import { admit, refusalOf, renditionFor } from "../../src/hosts/choosing";
import { fetchingBytes } from "../../src/hosts/fetching";
import type { Capabilities } from "../../src/hosts/host";
import { HostRefusal, newPlacementId } from "../../src/hosts/host";
import { fileNameOf, linkIn, linkOf, linkText, placementIn } from "../../src/hosts/link";
import { linksIn, withLinks } from "../../src/hosts/uxp/xmp";
import { asset, PLACEMENT, rendition, SERVER } from "./given";

const able = (more: Partial<Capabilities> = {}): Capabilities => ({
  host: "figma", place: true, open: false, drag: true, readDocument: true, replace: true, remembers: true,
  types: ["image/jpeg", "video/*"], longestSide: 4096, ...more,
});

test("the largest file the host takes is chosen", () => {
  assert.equal(renditionFor(able(), asset()).name, "web");
  assert.equal(renditionFor(able({ longestSide: null }), asset()).name, "original");
  assert.equal(renditionFor(able({ longestSide: 2000 }), asset()).name, "web", "the limit itself is allowed");
  const unknown = { ...asset(), renditions: [{ ...rendition("any", 0, 0), width: null, height: null }, rendition("thumb", 30, 20)] };
  assert.equal(renditionFor(able(), unknown).name, "thumb");
});

test("what cannot be placed has its reason", () => {
  const only = (type: string, side: number) => ({ ...asset(), renditions: [rendition("only", side, 10, type)] });
  assert.equal(refusalOf(able(), asset()), null);
  assert.match(refusalOf(able(), only("image/tiff", 10)) ?? "", /Figma takes no files of the type image\/tiff/);
  assert.match(refusalOf(able(), only("image/jpeg", 4097)) ?? "", /4096 pixels/);
  assert.match(refusalOf(able(), { ...asset(), renditions: [] }) ?? "", /no file/);
  assert.match(refusalOf(able({ place: false }), asset()) ?? "", /cannot place/);
  assert.equal(refusalOf(able(), only("video/mp4", 10)), null);
  assert.throws(() => renditionFor(able(), only("image/jpeg", 4097)), HostRefusal);
  assert.throws(() => admit(able(), rendition("x", 4097, 1)), HostRefusal);
});

test("files are fetched without cookies, and only what was expected is taken", async () => {
  const asked: any[] = [];
  const answering = (status: number, type: string, body: string) => async (url: any, how: any) => (asked.push([url, how]), new Response(body, { status, headers: { "content-type": type } }));
  const web = rendition("web", 1, 1);
  assert.deepEqual([...(await fetchingBytes(answering(200, "image/jpeg", "abc"))(web))], [97, 98, 99]);
  assert.deepEqual(asked, [[web.url, { credentials: "omit" }]]);
  for (const [status, type, body, sentence] of [
    [200, "text/html", "<p>Sign in</p>", /sent text\/html where image\/jpeg/], [200, "image/jpeg", "", /empty file/],
    [403, "text/plain", "", /expired/], [410, "text/plain", "", /expired/], [404, "text/plain", "", /no such file/], [503, "text/plain", "", /answered 503/],
  ] as const) {
    await assert.rejects(fetchingBytes(answering(status, type, body))(web), (failure: any) => failure instanceof HostRefusal && sentence.test(failure.message));
  }
  await assert.rejects(fetchingBytes(async () => { throw new TypeError("failed to fetch"); })(web), /did not answer/);
});

test("a link goes through text and back, without what is secret, and foreign text is none", () => {
  const link = linkOf(SERVER, asset(), rendition("web", 1, 1), { placement: PLACEMENT }, new Date("2026-11-29T12:00:00.123Z"));
  assert.equal(link.at, "2026-11-29T12:00:00Z");
  assert.deepEqual(linkIn(linkText(link)), link);
  assert.ok(!linkText(link).includes("signed"));
  assert.deepEqual(linkIn(linkText({ ...link, token: "secret" } as any)), link);
  for (const foreign of ["", "null", "[]", "{}", "not json", JSON.stringify({ ...link, asset: 3 }), JSON.stringify({ ...link, asset: "" }), JSON.stringify({ ...link, asset: "x".repeat(2001) })])
    assert.equal(linkIn(foreign), null);
});

test("file names tell the placement, whatever the title", () => {
  for (const title of ["Kinder auf dem Schulweg", "../../etc/passwd", "日本語", "a".repeat(500), ""]) {
    const name = fileNameOf(asset("a", title), rendition("web", 1, 1), PLACEMENT);
    assert.match(name, /^[A-Za-z0-9-]+\.jpg$/);
    assert.equal(placementIn(name), PLACEMENT);
    assert.ok(name.length < 110);
  }
  assert.equal(placementIn("stock-photo--12.jpg"), "");
  assert.match(newPlacementId(), /^[0-9a-f]{32}$/);
  assert.notEqual(newPlacementId(), newPlacementId());
});

test("links go into XMP and out again, whoever wrote the packet anew", () => {
  const link = linkOf(`${SERVER}?a=1&b='2'`, asset("a<1>\"$&"), rendition("web", 1, 1), { placement: PLACEMENT });
  const packet = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Poster</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>';
  const once = withLinks(packet, { [PLACEMENT]: link });
  assert.ok(once.includes("<dc:title>Poster</dc:title>"));
  assert.deepEqual(linksIn(once), { [PLACEMENT]: link });
  const twice = withLinks(once, {});
  assert.deepEqual(linksIn(twice), {});
  assert.ok(!twice.includes("rights-of"), "the old links are gone");
  assert.deepEqual(linksIn(withLinks("", { [PLACEMENT]: link })), { [PLACEMENT]: link });
  const value = /thesaury:links="([^"]*)"/.exec(once)?.[1] ?? "";
  const rewritten = once.replace(/<rdf:Description rdf:about="" xmlns:thesaury="([^"]*)" thesaury:links="[^"]*"\/>/, (_, space) => `<rdf:Description rdf:about="" xmlns:ns1="${space}"><ns1:links>${value}</ns1:links></rdf:Description>`);
  assert.deepEqual(linksIn(rewritten), { [PLACEMENT]: link });
  assert.deepEqual(linksIn(withLinks(rewritten, {})), {});
  assert.deepEqual([linksIn(""), linksIn(packet), linksIn(once.replace(value, "{broken"))], [{}, {}, {}]);
});
