/** A plain page as a host: what is placed goes to the page's own log, and everything else is emulated. */
import { admit } from "./choosing";
import type {
  AssetToPlace, Capabilities, DocumentInfo, Dragged, HostAdapter, HostStorage, Placed, PlacedAsset, PlaceOptions, Rendition, Theme,
} from "./host";
import { HostRefusal } from "./host";
import { LINK_KEY, linkFrom, linkOf, linkText } from "./link";

/** The type of a drag's data that holds the place-link. */
export const DRAG_TYPE = `application/x-${LINK_KEY}+json`;

const ABLE: Capabilities = {
  host: "browser",
  place: true,
  open: true,
  drag: true,
  readDocument: true,
  replace: true,
  remembers: true,
  types: ["image/*", "video/*", "application/pdf"],
  longestSide: null,
};

export interface BrowserSetting {
  /** Address of the Thesaury server. */
  readonly server: string;
  /** How the page calls what assets are placed in; the page's own address where it says nothing. */
  readonly document?: () => string;
  /** Told of each placement: the page puts the asset where it belongs. */
  readonly placed?: (placed: Placed, asset: AssetToPlace, rendition: Rendition) => void;
  readonly window?: Window;
}

export class BrowserHost implements HostAdapter {
  readonly storage: HostStorage;
  readonly #setting: BrowserSetting;
  readonly #window: Window;

  constructor(setting: BrowserSetting) {
    this.#setting = setting;
    this.#window = setting.window ?? window;
    this.storage = new SessionStorage(this.#window);
  }

  capabilities(): Capabilities {
    return ABLE;
  }

  async placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (options.manner === "open") await this.openUrl(rendition.url);
    return this.#keep(asset, rendition, options, options.placement);
  }

  async getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    return this.#log();
  }

  async replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (!this.#log().some((one) => one.ref === ref)) throw new HostRefusal("What should be replaced is not on this page any more.");
    return this.#keep(asset, rendition, options, ref);
  }

  startDrag(element: HTMLElement, asset: () => Promise<Dragged>, dropped: (placed: Placed) => void): () => void {
    let ready: Dragged | null = null;
    // The browser wants the data within the event, so it is asked for as soon as somebody is about to drag.
    const prepare = () => void asset().then((one) => (ready = one), () => (ready = null));
    const start = (event: DragEvent) => {
      if (ready === null || event.dataTransfer === null) return event.preventDefault();
      event.dataTransfer.effectAllowed = "copy";
      event.dataTransfer.setData("text/uri-list", ready.rendition.url);
      event.dataTransfer.setData("text/plain", ready.asset.title);
      event.dataTransfer.setData(DRAG_TYPE, linkText(linkOf(this.#setting.server, ready.asset, ready.rendition, ready.options)));
    };
    const end = (event: DragEvent) => {
      if (ready === null || event.dataTransfer?.dropEffect === "none") return;
      dropped(this.#keep(ready.asset, ready.rendition, ready.options, ready.options.placement));
      ready = null;
    };
    return listening(element, [["pointerdown", prepare], ["dragstart", start as Listener], ["dragend", end as Listener]]);
  }

  theme(): Theme {
    return this.#window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  onThemeChange(changed: (theme: Theme) => void): () => void {
    const query = this.#window.matchMedia("(prefers-color-scheme: dark)");
    const heard = () => changed(this.theme());
    query.addEventListener("change", heard);
    return () => query.removeEventListener("change", heard);
  }

  async openUrl(url: string): Promise<void> {
    const { protocol, hostname } = new URL(url, this.#setting.server);
    const near = protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname);
    if (protocol !== "https:" && !near) throw new HostRefusal("Only addresses that begin with https are opened.");
    this.#window.open(new URL(url, this.#setting.server).href, "_blank", "noopener");
  }

  async notify(): Promise<void> {
    // A page has no manner of its own to say things: the panel's own status line says it.
  }

  async documentInfo(): Promise<DocumentInfo> {
    const { document, location } = this.#window;
    return { id: this.#setting.document?.() || `${location.origin}${location.pathname}`, name: document.title };
  }

  #keep(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions, ref: string): Placed {
    const placed: Placed = { ref, link: linkOf(this.#setting.server, asset, rendition, options), remembered: true };
    const others = this.#log().filter((one) => one.ref !== ref);
    keptIn(this.#window)?.setItem(LOG, JSON.stringify([...others, { ref, name: asset.title, link: placed.link }]));
    this.#setting.placed?.(placed, asset, rendition);
    return placed;
  }

  #log(): PlacedAsset[] {
    const text = keptIn(this.#window)?.getItem(LOG) ?? "[]";
    return (JSON.parse(text) as PlacedAsset[]).filter((one) => linkFrom(one.link) !== null);
  }
}

const LOG = "thesaury.placed";

type Listener = (event: Event) => void;

export function listening(element: EventTarget, heard: readonly (readonly [string, Listener])[]): () => void {
  for (const [name, listener] of heard) element.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of heard) element.removeEventListener(name, listener);
  };
}

// A frame of null origin has no storage of its own: asking for it throws.
const memories = new WeakMap<Window, Map<string, string>>();

function keptIn(at: Window): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    return at.sessionStorage;
  } catch {
    const memory = memories.get(at) ?? new Map<string, string>();
    memories.set(at, memory);
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

/** The storage of this tab, which ends with it; the memory of this page where a frame may keep nothing. */
class SessionStorage implements HostStorage {
  readonly #window: Window;

  constructor(at: Window) {
    this.#window = at;
  }

  async get(key: string): Promise<string | null> {
    return keptIn(this.#window).getItem(key);
  }

  async set(key: string, value: string): Promise<void> {
    keptIn(this.#window).setItem(key, value);
  }

  async remove(key: string): Promise<void> {
    keptIn(this.#window).removeItem(key);
  }
}
