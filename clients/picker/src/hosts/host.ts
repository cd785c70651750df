/** What the panel asks of the program it runs in. One adapter per host implements this; all else of the panel is shared. */

export type HostName = "browser" | "photoshop" | "indesign" | "premiere" | "express" | "figma";

export type Theme = "light" | "dark";

/** What a host can do. What it cannot do is shown greyed, with the sentence of `refusalOf`. */
export interface Capabilities {
  readonly host: HostName;
  /** Puts an asset into the open document. */
  readonly place: boolean;
  /** Opens an asset as a document of its own. */
  readonly open: boolean;
  /** True drag from the panel into the document. */
  readonly drag: boolean;
  /** Finds the assets of ours that stand in the open document, so that the document can be checked. */
  readonly readDocument: boolean;
  /** Puts another asset in the place of one, keeping its frame. */
  readonly replace: boolean;
  /** The host keeps the place-link (see `PlaceLink`) with what was placed. */
  readonly remembers: boolean;
  /** Media types it can place, as `image/jpeg` or `video/*`. */
  readonly types: readonly string[];
  /** The longest side it takes, in pixels; null where it sets no limit. */
  readonly longestSide: number | null;
}

/** One file an asset can be had as. `url` is signed and short-lived: ask for it when it is needed, and keep it nowhere. */
export interface Rendition {
  readonly name: string;
  readonly url: string;
  /** Media type, as `image/jpeg`. */
  readonly type: string;
  /** Pixels; null where nobody knows. */
  readonly width: number | null;
  readonly height: number | null;
}

/** An asset as a host needs it. */
export interface AssetToPlace {
  readonly id: string;
  readonly title: string;
  /** Who made it, as its credit line says; empty where nobody knows. */
  readonly creator: string;
  /** The record (`connection/external id`) whose file is placed. */
  readonly record: string;
  /** Digest of the rights decision that permitted it. */
  readonly rights: string;
  readonly renditions: readonly Rendition[];
}

/** What the asset is placed for: the answer on rights holds for this use only. Days are ISO 8601, empty where nobody said. */
export interface PlannedUse {
  readonly channel: string;
  readonly regions: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
}

export interface PlaceOptions {
  /** The id of this placement (`newPlacementId()`); the same when a report is repeated, so that it is counted once. */
  readonly placement: string;
  /** `open` makes a document of its own of it. */
  readonly manner?: "place" | "open";
}

/** What is remembered in the document with each asset placed, where the host allows. It holds no token and no signed address. */
export interface PlaceLink {
  /** Address of the Thesaury server, as `https://dam.example.com`. */
  readonly server: string;
  readonly asset: string;
  readonly record: string;
  readonly rights: string;
  readonly rendition: string;
  readonly placement: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/** An asset of ours found in the open document. `ref` is the host's own name of the place, good for `replaceAsset` while the document is
 * open. */
export interface PlacedAsset {
  readonly ref: string;
  /** How the host calls it: the layer, link or node. */
  readonly name: string;
  readonly link: PlaceLink;
}

/** What placing came to. */
export interface Placed {
  readonly ref: string;
  readonly link: PlaceLink;
  /** False where the host keeps no link: such an asset is not found again by `getPlacedAssets`. */
  readonly remembered: boolean;
}

export interface DocumentInfo {
  /** The host's id of the document, or its name where it has no id; empty where none is open. */
  readonly id: string;
  readonly name: string;
}

/** Keeps few, small texts: the token and what waits to be reported. Safe where the host has safe storage. */
export interface HostStorage {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface HostAdapter {
  capabilities(): Capabilities;

  /** Puts the asset into the open document.
   *
   * Throws `HostRefusal` with a sentence for the person where it cannot: no document open, a type the host does not take, a file that
   * could not be fetched. Then nothing was placed. */
  placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed>;

  /** The assets of ours in the open document, in the host's order; empty where none is open or the host cannot tell. */
  getPlacedAssets(): Promise<readonly PlacedAsset[]>;

  /** Puts another asset in the place `ref`, keeping its frame. Throws `HostRefusal` as `placeAsset` does; then the old one still stands. */
  replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed>;

  /** Makes an element of the panel a source of drags, where `capabilities().drag`. `asset` is asked when a drag begins, `dropped` told
   * what was placed. Gives a function that ends it. */
  startDrag(element: HTMLElement, asset: () => Promise<Dragged>, dropped: (placed: Placed) => void): () => void;

  theme(): Theme;
  /** Calls `changed` at each change of the host's theme, until the function it gives is called. */
  onThemeChange(changed: (theme: Theme) => void): () => void;

  /** Opens an https address in the person's own browser. Throws `HostRefusal` for any other scheme. */
  openUrl(url: string): Promise<void>;

  readonly storage: HostStorage;

  /** Says a sentence in the host's own manner (a toast, an alert), where it has one. */
  notify(sentence: string): Promise<void>;

  documentInfo(): Promise<DocumentInfo>;
}

/** What a drag carries. */
export interface Dragged {
  readonly asset: AssetToPlace;
  readonly rendition: Rendition;
  readonly options: PlaceOptions;
}

/** The host cannot do it; the message is a whole sentence for the person who asked. */
export class HostRefusal extends Error {
  override readonly name = "HostRefusal";
}

/** A fresh id for one placement. */
export function newPlacementId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
