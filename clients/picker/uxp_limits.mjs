// What UXP's own runtime does not have, refused in the code and markup that run there. (The page in a plug-in's WebView is free of it.)
// As a command: node uxp_limits.mjs FILE ... prints what is refused, and ends with 1 where something is.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const LIMITS = [
  [/<\s*canvas\b|(["'`])canvas\1|\bgetContext\s*\(|\b(?:HTML|Offscreen)Canvas\w*/, "canvas: UXP draws none; ask the server for a picture"],
  [/<\s*iframe\b|(["'`])iframe\1|\bHTMLIFrameElement\b/, "iframe: UXP has none; use a WebView"],
  [/\bdata-[a-z][\w-]*\s*=|(["'`[])data-[a-z][\w-]*|\.dataset\b/, "data-*: UXP keeps no data attributes; keep the value in a map"],
  [/(?:^|[\s;{"'`])float\s*:|\bcssFloat\b|\.style\.float\b/, "float: UXP lays out by flex alone"],
];

/** What of a file UXP cannot do, a line for each place: `file:line: what`. Comments are left out. */
export function broken(file, text) {
  return uncommented(text)
    .split("\n")
    .flatMap((line, at) => LIMITS.filter(([limit]) => limit.test(line)).map(([, what]) => `${file}:${at + 1}: ${what}`));
}

function uncommented(text) {
  const blank = (comment) => comment.replace(/[^\n]/g, " ");
  const line = (all, before) => before + blank(all.slice(before.length));
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, blank).replace(/(^|[^:"'`])\/\/.*$/gm, line);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = (await Promise.all(process.argv.slice(2).map(async (one) => broken(one, await readFile(one, "utf8"))))).flat();
  for (const line of found) console.log(line);
  process.exitCode = found.length === 0 ? 0 : 1;
}
