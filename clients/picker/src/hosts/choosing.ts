/** Which file of an asset a host can take. */
import type { AssetToPlace, Capabilities, Rendition } from "./host";
import { HostRefusal } from "./host";

/** Why a host cannot place an asset, as a sentence; null where it can. */
export function refusalOf(able: Capabilities, asset: AssetToPlace): string | null {
  if (!able.place) return `${programme(able)} cannot place assets from this panel.`;
  const files = asset.renditions.filter((one) => takes(able, one.type));
  if (asset.renditions.length === 0) return "There is no file of this asset that may be downloaded.";
  if (files.length === 0) return `${programme(able)} takes no files of the type ${asset.renditions[0]?.type ?? "unknown"}.`;
  if (!files.some((one) => fits(able, one)))
    return `${programme(able)} takes pictures of ${able.longestSide} pixels a side at most, and every file of this asset is larger.`;
  return null;
}

/** The largest file of the asset that the host takes; files of unknown size come last. Throws `HostRefusal` where there is none. */
export function renditionFor(able: Capabilities, asset: AssetToPlace): Rendition {
  const refusal = refusalOf(able, asset);
  if (refusal !== null) throw new HostRefusal(refusal);
  const files = asset.renditions.filter((one) => takes(able, one.type) && fits(able, one));
  return files.reduce((best, one) => (area(one) > area(best) ? one : best));
}

/** Throws `HostRefusal` where the host cannot take this very file. */
export function admit(able: Capabilities, rendition: Rendition): void {
  if (!takes(able, rendition.type)) throw new HostRefusal(`${programme(able)} takes no files of the type ${rendition.type}.`);
  if (fits(able, rendition)) return;
  const most = `the ${able.longestSide} pixels a side that ${programme(able)} takes`;
  throw new HostRefusal(`This file is larger than ${most}. Choose a smaller one.`);
}

/** How people call the host. */
export function programme(able: Capabilities): string {
  return PROGRAMMES[able.host];
}

const PROGRAMMES = {
  browser: "This page",
  photoshop: "Photoshop",
  indesign: "InDesign",
  premiere: "Premiere",
  express: "Adobe Express",
  figma: "Figma",
};

function takes(able: Capabilities, type: string): boolean {
  const kind = type.split("/")[0];
  return able.types.some((one) => one === type || one === `${kind}/*`);
}

function fits(able: Capabilities, rendition: Rendition): boolean {
  if (able.longestSide === null) return true;
  return Math.max(rendition.width ?? 0, rendition.height ?? 0) <= able.longestSide;
}

function area(rendition: Rendition): number {
  return (rendition.width ?? 0) * (rendition.height ?? 0);
}
