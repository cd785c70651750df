/** The place-link: what a document remembers of each asset placed in it. */
import type { AssetToPlace, PlaceLink, PlaceOptions, Rendition } from "./host";

/** The key that links are kept under, in labels, plugin data and add-on data. */
export const LINK_KEY = "thesaury";

const FIELDS = ["server", "asset", "record", "rights", "rendition", "placement", "at"] as const;

export function linkOf(server: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions, now = new Date()): PlaceLink {
  return {
    server,
    asset: asset.id,
    record: asset.record,
    rights: asset.rights,
    rendition: rendition.name,
    placement: options.placement,
    at: now.toISOString().replace(/\.\d+Z$/, "Z"),
  };
}

export function linkText(link: PlaceLink): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, link[field]])));
}

/** The link a text holds; null where it is none of ours. Documents come from anywhere, so nothing else of the text is kept. */
export function linkIn(text: string | null | undefined): PlaceLink | null {
  return text ? linkFrom(parsed(text)) : null;
}

export function linkFrom(value: unknown): PlaceLink | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = value as Record<string, unknown>;
  if (!FIELDS.every((field) => typeof fields[field] === "string" && fields[field].length <= 2000)) return null;
  if (fields.asset === "" || fields.placement === "") return null;
  return Object.fromEntries(FIELDS.map((field) => [field, fields[field]])) as unknown as PlaceLink;
}

/** A name for the file of a placement that a person recognises, and that the placement can be told by. */
export function fileNameOf(asset: AssetToPlace, rendition: Rendition, placement: string): string {
  const plain = asset.title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${plain || "asset"}--${placement}.${ENDINGS[rendition.type] ?? "bin"}`;
}

/** The placement a file name tells of; empty where it is none of ours. */
export function placementIn(fileName: string): string {
  return /--([0-9a-f]{32})\.[a-z0-9]+$/.exec(fileName)?.[1] ?? "";
}

const ENDINGS: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/tiff": "tif",
  "image/svg+xml": "svg",
  "image/vnd.adobe.photoshop": "psd",
  "application/pdf": "pdf",
  "application/postscript": "eps",
  "video/mp4": "mp4",
  "video/quicktime": "mov",
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
