/** Adobe Express: assets are added or dragged with their place-link stamped on node and media, which the document's sandbox reads back. */
import { admit } from "../choosing";
import type { FetchBytes } from "../fetching";
import type {
  AssetToPlace, Capabilities, DocumentInfo, Dragged, HostAdapter, HostStorage, Placed, PlacedAsset, PlaceLink, PlaceOptions, Rendition,
  Theme,
} from "../host";
import { HostRefusal } from "../host";
import { LINK_KEY, linkFrom, linkOf, linkText } from "../link";

/** What is stamped on the node, and on the media all its copies share. */
export interface Stamp {
  readonly nodeAddOnData: Readonly<Record<string, string>>;
  readonly mediaAddOnData: Readonly<Record<string, string>>;
}

interface Media {
  readonly title: string;
  readonly author?: string;
}

export interface DragCompletion {
  readonly blob: Blob;
  readonly attributes: Media;
  readonly importAddOnData: Stamp;
}

/** What the part of the add-on in the document's sandbox answers. */
export interface ExpressDocument {
  placed(): Promise<readonly { ref: string; link: unknown }[]>;
  replace(ref: string, blob: Blob, link: string): Promise<boolean>;
}

/** What of the add-on SDK we use. */
export interface ExpressSdk {
  readonly app: {
    readonly document: {
      addImage(blob: Blob, attributes: Media, stamp: Stamp): Promise<void>;
      addAnimatedImage(blob: Blob, attributes: Media, stamp: Stamp): Promise<void>;
      addVideo(blob: Blob, attributes: Media, stamp: Stamp): Promise<void>;
      id(): Promise<string | undefined>;
      title(): Promise<string>;
    };
    readonly ui: { readonly theme: string };
    enableDragToDocument(
      element: HTMLElement,
      callbacks: { previewCallback: () => URL; completionCallback: () => Promise<readonly DragCompletion[]> },
    ): () => void;
    on(event: string, heard: (data: never) => void): void;
    off(event: string, heard: (data: never) => void): void;
  };
  readonly instance: {
    readonly clientStorage: {
      getItem(key: string): Promise<unknown>;
      setItem(key: string, value: string): Promise<void>;
      removeItem(key: string): Promise<void>;
    };
  };
}

const ABLE: Capabilities = {
  host: "express",
  place: true,
  open: false,
  drag: true,
  readDocument: true,
  replace: true,
  remembers: true,
  types: ["image/jpeg", "image/png", "image/webp", "image/svg+xml", "image/gif", "video/mp4", "video/quicktime"],
  longestSide: 8000,
};

export class ExpressHost implements HostAdapter {
  readonly storage: HostStorage;
  readonly #server: string;
  readonly #sdk: ExpressSdk;
  readonly #document: ExpressDocument;
  readonly #bytes: FetchBytes;
  readonly #open: (url: string) => void;

  constructor(server: string, sdk: ExpressSdk, document: ExpressDocument, bytes: FetchBytes, open: (url: string) => void) {
    this.#server = server;
    this.#sdk = sdk;
    this.#document = document;
    this.#bytes = bytes;
    this.#open = open;
    const kept = sdk.instance.clientStorage;
    this.storage = {
      get: async (key) => {
        const value = await kept.getItem(key);
        return typeof value === "string" ? value : null;
      },
      set: (key, value) => kept.setItem(key, value),
      remove: (key) => kept.removeItem(key),
    };
  }

  capabilities(): Capabilities {
    return ABLE;
  }

  async placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (options.manner === "open") throw new HostRefusal("Adobe Express opens no pictures as designs. Place it on the page.");
    const link = linkOf(this.#server, asset, rendition, options);
    const blob = await this.#blob(rendition);
    await this.#add(rendition.type, blob, attributes(asset), stamp(link));
    // Express names no node for what it added: the placement's id finds it again.
    return { ref: link.placement, link, remembered: true };
  }

  async getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    return (await this.#document.placed()).flatMap(({ ref, link }) => {
      const read = linkFrom(link);
      return read === null ? [] : [{ ref, name: read.asset, link: read }];
    });
  }

  async replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (!rendition.type.startsWith("image/") || rendition.type === "image/gif")
      throw new HostRefusal("Adobe Express replaces still pictures only. Place the other one beside it and delete this one.");
    const link = linkOf(this.#server, asset, rendition, options);
    if (!(await this.#document.replace(ref, await this.#blob(rendition), linkText(link))))
      throw new HostRefusal("The picture to replace is not in this design any more.");
    return { ref, link, remembered: true };
  }

  startDrag(element: HTMLElement, asset: () => Promise<Dragged>, dropped: (placed: Placed) => void): () => void {
    const image = element instanceof HTMLImageElement ? element : element.querySelector("img");
    return this.#sdk.app.enableDragToDocument(element, {
      previewCallback: () => new URL(image?.src || `${this.#server}/favicon.ico`),
      completionCallback: async () => {
        const dragged = await asset();
        admit(ABLE, dragged.rendition);
        const link = linkOf(this.#server, dragged.asset, dragged.rendition, dragged.options);
        const blob = await this.#blob(dragged.rendition);
        // Asked for only once the drop has happened, so this is the placement.
        dropped({ ref: link.placement, link, remembered: true });
        return [{ blob, attributes: attributes(dragged.asset), importAddOnData: stamp(link) }];
      },
    });
  }

  theme(): Theme {
    return themeOf(this.#sdk.app.ui.theme);
  }

  onThemeChange(changed: (theme: Theme) => void): () => void {
    const heard = ({ theme }: { theme: string }) => changed(themeOf(theme));
    this.#sdk.app.on("themechange", heard);
    return () => this.#sdk.app.off("themechange", heard);
  }

  async openUrl(url: string): Promise<void> {
    if (new URL(url).protocol !== "https:") throw new HostRefusal("Only addresses that begin with https are opened.");
    this.#open(url);
  }

  async notify(): Promise<void> {
    // Messages of Express itself are for Adobe's partners: the panel's status line says it.
  }

  async documentInfo(): Promise<DocumentInfo> {
    const { document } = this.#sdk.app;
    return { id: (await document.id()) ?? "", name: await document.title() };
  }

  async #blob(rendition: Rendition): Promise<Blob> {
    return new Blob([await this.#bytes(rendition)], { type: rendition.type });
  }

  #add(type: string, blob: Blob, media: Media, stamped: Stamp): Promise<void> {
    const { document } = this.#sdk.app;
    if (type === "image/gif") return document.addAnimatedImage(blob, media, stamped);
    return type.startsWith("video/") ? document.addVideo(blob, media, stamped) : document.addImage(blob, media, stamped);
  }
}

function stamp(link: PlaceLink): Stamp {
  const all = { [LINK_KEY]: linkText(link) };
  return { nodeAddOnData: all, mediaAddOnData: all };
}

function attributes(asset: AssetToPlace): Media {
  return asset.creator === "" ? { title: asset.title } : { title: asset.title, author: asset.creator };
}

function themeOf(theme: string): Theme {
  return theme.startsWith("dark") ? "dark" : "light";
}
