// Builds the scripts of the panels. `thesaury panel make` puts them into a package, with the customer's server written in.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { broken } from "./uxp_limits.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PANELS = join(HERE, "../panels");
const OUT = process.env.THESAURY_PANELS_OUT ?? join(HERE, "../../src/thesaury/panels/built");

const bundled = (host, from, to, more) =>
  build({
    entryPoints: [join(PANELS, host, "src", from)],
    outfile: join(OUT, host, to),
    bundle: true,
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    ...more,
  });

const page = { format: "iife", target: "es2022" };
const adobe = ["uxp", "photoshop", "indesign", "premierepro"];
const sandbox = ["add-on-sdk-document-sandbox", "express-document-sdk"];
const plugin = await bundled("uxp", "plugin.ts", "index.js", { format: "iife", target: "es2020", external: adobe });
await bundled("uxp", "page.ts", "panel.js", page);
await bundled("express", "panel.ts", "panel.js", { format: "esm", target: "es2022", external: ["https://*"] });
await bundled("express", "code.ts", "code.js", { format: "esm", target: "es2020", external: sandbox });
await bundled("figma", "code.ts", "code.js", { format: "iife", target: "es2019" });
await bundled("figma", "panel.ts", "panel.js", page);

for (const [host, file] of [["uxp", "index.html"], ["uxp", "panel.html"], ["express", "index.html"], ["figma", "ui.html"]]) {
  await copyFile(join(PANELS, host, file), join(OUT, host, file));
}
for (const host of ["uxp", "express", "figma"]) await copyFile(join(PANELS, "panel.css"), join(OUT, host, "panel.css"));

const sources = [...Object.keys(plugin.metafile.inputs).map((one) => join(process.cwd(), one)), join(PANELS, "uxp/index.html")];
const found = (await Promise.all(sources.map(async (one) => broken(one, await readFile(one, "utf8"))))).flat();
for (const line of found) console.error(line);
process.exitCode = found.length === 0 ? 0 : 1;
