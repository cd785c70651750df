// What the frame believes, and of whom.
import assert from "node:assert/strict";
import { test } from "node:test";
import { believed, toFrame } from "../../src/messages";

const page = { name: "the page above" };
const allowed = ["https://cms.example"];

test("only the page above, of an allowed origin, is believed", () => {
  const heard = { source: page, origin: "https://cms.example", data: {} };
  assert.equal(believed(heard, page, allowed), true);
  assert.equal(believed({ ...heard, origin: "https://evil.example" }, page, allowed), false);
  assert.equal(believed({ ...heard, origin: "https://cms.example.evil.example" }, page, allowed), false);
  assert.equal(believed({ ...heard, origin: "null" }, page, [...allowed, "null"]), false, "a frame without an origin may be anybody's");
  assert.equal(believed({ ...heard, source: { name: "another frame" } }, page, allowed), false);
  assert.equal(believed(heard, page, []), false);
});

test("messages are read strictly, and what is odd in them is left out", () => {
  assert.deepEqual(toFrame({ thesaury: 1, type: "token", token: "t" }), { type: "token", token: "t" });
  for (const odd of [null, "token", 7, {}, { type: "token", token: "t" }, { thesaury: 2, type: "token", token: "t" }, { thesaury: 1, type: "token", token: 7 }, { thesaury: 1, type: "token", token: "t".repeat(20_001) }, { thesaury: 1, type: "eval" }])
    assert.equal(toFrame(odd), null);
  const said = { thesaury: 1, type: "configure", query: "lake", theme: "pink", language: 7, use: { channel: "print", regions: ["DE", 7], firstDay: "2026-12-01" }, html: "<b>" };
  assert.deepEqual(toFrame(said), { type: "configure", query: "lake", use: { channel: "print", firstDay: "2026-12-01" } });
});

test("what a page keeps the picker to is read, and a list that is none is left out", () => {
  const said = { thesaury: 1, type: "configure", profile: "web", topics: ["https://terms.example/a"], audience: "families", document: "https://cms.example/?p=7" };
  assert.deepEqual(toFrame(said), { type: "configure", profile: "web", audience: "families", document: "https://cms.example/?p=7", topics: ["https://terms.example/a"] });
  for (const topics of ["https://terms.example/a", [7], ["x".repeat(20_001)], Array(101).fill("x")])
    assert.deepEqual(toFrame({ thesaury: 1, type: "configure", topics }), { type: "configure" });
});
