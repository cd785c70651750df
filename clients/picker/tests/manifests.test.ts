// Adobe's own rules for manifests of Express add-ons, from its package (MIT), over the manifest that our command is held to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { AddOnManifestValidator } from "@adobe/ccweb-add-on-manifest";

const kept = () => JSON.parse(readFileSync(join(process.cwd(), "../../tests/data/panels/express.manifest.json"), "utf8"));
const additional = { sourceId: "test", isDeveloperAddOn: true } as never;
const verdict = (manifest: object) => new AddOnManifestValidator().validateDeveloperSchema(manifest, additional);

test("Adobe's validator takes our Express manifest, as one in development and as one to be given out", () => {
  const { success, errorDetails, warningDetails } = verdict(kept());
  assert.deepEqual([success, errorDetails ?? [], warningDetails ?? []], [true, [], []]);
  assert.equal(new AddOnManifestValidator().validateManifestSchema(kept(), additional).success, true);
});

test("and refuses one with a permission that is none", () => {
  const broken = kept();
  broken.entryPoints[0].permissions.sandbox = ["allow-everything"];
  assert.equal(verdict(broken).success, false);
});
