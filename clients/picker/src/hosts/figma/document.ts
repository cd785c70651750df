/** Figma: an asset becomes the fill of a rectangle, its place-link plug-in data of the node. Runs in the plug-in's main code. */
import { admit } from "../choosing";
import type { FetchBytes } from "../fetching";
import type {
  AssetToPlace, Capabilities, DocumentInfo, HostAdapter, HostStorage, Placed, PlacedAsset, PlaceLink, PlaceOptions, Rendition, Theme,
} from "../host";
import { HostRefusal } from "../host";
import { LINK_KEY, linkIn, linkOf, linkText } from "../link";

export interface Paint {
  readonly type: string;
  readonly imageHash?: string | null;
  readonly scaleMode?: string;
}

export interface FigmaNode {
  readonly id: string;
  name: string;
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
  /** A symbol where several stand in one text. */
  fills?: readonly Paint[] | symbol;
  resize(width: number, height: number): void;
  setPluginData(key: string, value: string): void;
  getPluginData(key: string): string;
  setSharedPluginData(namespace: string, key: string, value: string): void;
}

export interface FigmaImage {
  readonly hash: string;
  getSizeAsync(): Promise<{ width: number; height: number }>;
}

/** What of the `figma` object we use. */
export interface Figma {
  readonly root: { readonly id: string; readonly name: string; findAllWithCriteria(criteria: object): readonly FigmaNode[] };
  readonly currentPage: { selection: readonly FigmaNode[]; appendChild(node: FigmaNode): void };
  readonly viewport: { readonly center: { x: number; y: number } };
  readonly clientStorage: {
    getAsync(key: string): Promise<unknown>;
    setAsync(key: string, value: string): Promise<void>;
    deleteAsync(key: string): Promise<void>;
  };
  createImage(bytes: Uint8Array): FigmaImage;
  createRectangle(): FigmaNode;
  getNodeByIdAsync(id: string): Promise<FigmaNode | null>;
  loadAllPagesAsync(): Promise<void>;
  notify(sentence: string): unknown;
  openExternal(url: string): void;
}

/** Where on the canvas something was dropped. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const ABLE: Capabilities = {
  host: "figma",
  place: true,
  open: false,
  drag: true,
  readDocument: true,
  replace: true,
  remembers: true,
  types: ["image/jpeg", "image/png", "image/gif"],
  longestSide: 4096,
};

export class FigmaHost implements HostAdapter {
  readonly storage: HostStorage;
  readonly #server: string;
  readonly #figma: Figma;
  readonly #bytes: FetchBytes;

  /** `bytes` asks the page of the plug-in, for the main code has no files of its own. */
  constructor(server: string, figma: Figma, bytes: FetchBytes) {
    this.#server = server;
    this.#figma = figma;
    this.#bytes = bytes;
    const kept = figma.clientStorage;
    this.storage = {
      get: async (key) => {
        const value = await kept.getAsync(key);
        return typeof value === "string" ? value : null;
      },
      set: (key, value) => kept.setAsync(key, value),
      remove: (key) => kept.deleteAsync(key),
    };
  }

  capabilities(): Capabilities {
    return ABLE;
  }

  placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    return this.placeAt(this.#figma.viewport.center, asset, rendition, options);
  }

  /** Places an asset with its middle at a point of the canvas. */
  async placeAt(at: Point, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    if (options.manner === "open") throw new HostRefusal("Figma opens no pictures as files. Place it on the page.");
    const image = await this.#image(rendition);
    const { width, height } = await image.getSizeAsync();
    const node = this.#figma.createRectangle();
    node.resize(width, height);
    node.x = at.x - width / 2;
    node.y = at.y - height / 2;
    node.fills = [{ type: "IMAGE", imageHash: image.hash, scaleMode: "FILL" }];
    this.#figma.currentPage.appendChild(node);
    this.#figma.currentPage.selection = [node];
    return this.#remembered(node, asset, linkOf(this.#server, asset, rendition, options));
  }

  async getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    await this.#figma.loadAllPagesAsync();
    return this.#figma.root.findAllWithCriteria({ pluginData: { keys: [LINK_KEY] } }).flatMap((node) => {
      const link = linkIn(node.getPluginData(LINK_KEY));
      return link === null || imagesOf(node).length === 0 ? [] : [{ ref: node.id, name: node.name, link }];
    });
  }

  async replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    const node = await this.#figma.getNodeByIdAsync(ref);
    if (node === null || !Array.isArray(node.fills)) throw new HostRefusal("The layer to replace is not in this file any more.");
    const image = await this.#image(rendition);
    const [first, ...more] = imagesOf(node);
    const paint = { ...(first ?? { scaleMode: "FILL" }), type: "IMAGE", imageHash: image.hash };
    // Other fills of the frame stay as they are: a tint over the picture is the designer's.
    const others = (node.fills as readonly Paint[]).filter((one) => more.includes(one) || one.type !== "IMAGE");
    const place = first === undefined ? others.length : (node.fills as readonly Paint[]).indexOf(first);
    node.fills = [...others.slice(0, place), paint, ...others.slice(place)];
    return this.#remembered(node, asset, linkOf(this.#server, asset, rendition, options));
  }

  startDrag(): () => void {
    return () => undefined; // drags begin in the page of the plug-in: see `panel.ts`
  }

  theme(): Theme {
    return "light"; // the page of the plug-in knows better: see `panel.ts`
  }

  onThemeChange(): () => void {
    return () => undefined;
  }

  async openUrl(url: string): Promise<void> {
    if (!/^https:\/\//i.test(url)) throw new HostRefusal("Only addresses that begin with https are opened.");
    this.#figma.openExternal(url);
  }

  async notify(sentence: string): Promise<void> {
    this.#figma.notify(sentence);
  }

  async documentInfo(): Promise<DocumentInfo> {
    return { id: "", name: this.#figma.root.name }; // a file's key is told to private plug-ins alone
  }

  async #image(rendition: Rendition): Promise<FigmaImage> {
    admit(ABLE, rendition);
    const bytes = await this.#bytes(rendition);
    try {
      return this.#figma.createImage(bytes);
    } catch (failure) {
      throw new HostRefusal(`Figma does not take this picture: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
  }

  #remembered(node: FigmaNode, asset: AssetToPlace, link: PlaceLink): Placed {
    node.name = asset.title;
    node.setPluginData(LINK_KEY, linkText(link));
    // Shared data is for other plug-ins of the company, which may ask what a picture is; the rest of the link is ours.
    node.setSharedPluginData(LINK_KEY, "asset", link.asset);
    return { ref: node.id, link, remembered: true };
  }
}

function imagesOf(node: FigmaNode): Paint[] {
  return Array.isArray(node.fills) ? (node.fills as readonly Paint[]).filter((one) => one.type === "IMAGE") : [];
}
