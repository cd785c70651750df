// The rule that keeps out of UXP what UXP does not have: what it refuses, and what it lets through.
import assert from "node:assert/strict";
import { test } from "node:test";
// @ts-expect-error a script of the build, without types
import { broken } from "../uxp_limits.mjs";

const kinds = (text: string) => broken("sample", text).map((line: string) => line.split(": ")[1]);

test("canvas, frames, data attributes and floats are refused, with their line", () => {
  assert.deepEqual(broken("sample.js", 'const one = 1;\nconst paper = document.createElement("canvas");'), ["sample.js:2: canvas: UXP draws none; ask the server for a picture"]);
  for (const [text, kind] of [
    ["<canvas id=x></canvas>", "canvas"], ["paper.getContext('2d')", "canvas"], ["new OffscreenCanvas(1, 1)", "canvas"],
    ["<iframe src=x>", "iframe"], ["document.createElement('iframe')", "iframe"],
    ['<p data-id="3">', "data-*"], ["element.dataset.id", "data-*"], ["element.setAttribute('data-id', x)", "data-*"], ["query('[data-id]')", "data-*"],
    ["img { float: left; }", "float"], ["const css = `a{float:right}`", "float"], ["element.style.cssFloat = 'left'", "float"],
  ]) assert.deepEqual(kinds(text as string), [kind], text);
});

test("words that only look alike, and comments, are let through", () => {
  for (const text of [
    "Number.parseFloat(x)", "const floating = { afloat: 1 };", "const metadata = data - 1;", "form data - lists", "// draws on a canvas, float: left",
    "/* <iframe>\n data-x= */", "<!-- <canvas> -->", "const url = 'https://example.com/float'; // float: left",
  ]) assert.deepEqual(broken("sample", text), [], text);
});
