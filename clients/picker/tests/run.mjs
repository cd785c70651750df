// Runs the tests in node's own runner: node tests/run.mjs [OUT]. The tests are TypeScript; esbuild makes them ready first.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), "thesaury-tests-"));
try {
  const entryPoints = readdirSync(HERE, { recursive: true }).filter((one) => one.endsWith(".test.ts")).map((one) => join(HERE, one));
  const shape = { bundle: true, platform: "node", format: "esm", outExtension: { ".js": ".mjs" } };
  buildSync({ entryPoints, outdir: out, logLevel: "warning", ...shape });
  const made = readdirSync(out, { recursive: true }).filter((one) => one.endsWith(".mjs")).map((one) => join(out, one));
  const ran = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...made], { stdio: "inherit", cwd: join(HERE, "..") });
  process.exitCode = ran.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
