/** A host on the other side of a message channel: the panel's page sees the same interface as everywhere. */
import type {
  AssetToPlace, Capabilities, DocumentInfo, Dragged, HostAdapter, HostStorage, Placed, PlacedAsset, PlaceOptions, Rendition, Theme,
} from "./host";
import { HostRefusal } from "./host";
import type { Answers, Channel } from "./peer";
import { Peer } from "./peer";

/** What a host says of itself at the start. */
export interface Hello {
  readonly able: Capabilities;
  readonly theme: Theme;
  readonly server: string;
}

/** How a drag leaves the panel's page; each host has its own way. Gives a function that ends it. */
export type Dragging = (peer: Peer, element: HTMLElement, asset: () => Promise<Dragged>, dropped: (placed: Placed) => void) => () => void;

export interface Ways {
  readonly dragging?: Dragging;
  /** What the plug-in may ask of the page, beside a change of theme. */
  readonly answers?: Answers;
}

/** Meets the plug-in on the other side. Throws `HostRefusal` where it does not answer within ten seconds. */
export async function connected(channel: Channel, ways: Ways = {}, clock: Clock = globalThis): Promise<RemoteHost> {
  const heard = new Set<(theme: Theme) => void>();
  const seen = { theme: "light" as Theme };
  const themed = (theme: Theme) => {
    seen.theme = theme;
    for (const one of heard) one(theme);
  };
  const peer = new Peer(channel, { ...ways.answers, themed });
  const hello = await within(clock, peer.ask<Hello>("hello"));
  seen.theme = hello.theme;
  return new RemoteHost(peer, hello, seen, heard, ways.dragging);
}

/** What of a clock is needed to give up waiting. */
export interface Clock {
  setTimeout(work: () => void, milliseconds: number): unknown;
  clearTimeout(timer: never): void;
}

async function within<T>(clock: Clock, answer: Promise<T>): Promise<T> {
  let timer: unknown;
  const late = new Promise<never>((_, failed) => {
    timer = clock.setTimeout(() => failed(new HostRefusal("The plug-in does not answer. Close the panel and open it again.")), 10_000);
  });
  return Promise.race([answer, late]).finally(() => clock.clearTimeout(timer as never));
}

export class RemoteHost implements HostAdapter {
  readonly storage: HostStorage;
  readonly server: string;
  readonly #peer: Peer;
  readonly #hello: Hello;
  readonly #seen: { readonly theme: Theme };
  readonly #heard: Set<(theme: Theme) => void>;
  readonly #dragging: Dragging | undefined;

  constructor(peer: Peer, hello: Hello, seen: { readonly theme: Theme }, heard: Set<(theme: Theme) => void>, dragging?: Dragging) {
    this.#peer = peer;
    this.#hello = hello;
    this.#seen = seen;
    this.#heard = heard;
    this.#dragging = dragging;
    this.server = hello.server;
    this.storage = {
      get: (key) => peer.ask("get", key),
      set: (key, value) => peer.ask("set", key, value),
      remove: (key) => peer.ask("remove", key),
    };
  }

  capabilities(): Capabilities {
    return this.#hello.able;
  }

  placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    return this.#peer.ask("place", asset, rendition, options);
  }

  getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    return this.#peer.ask("placed");
  }

  replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    return this.#peer.ask("replace", ref, asset, rendition, options);
  }

  startDrag(element: HTMLElement, asset: () => Promise<Dragged>, dropped: (placed: Placed) => void): () => void {
    return this.#dragging?.(this.#peer, element, asset, dropped) ?? (() => undefined);
  }

  theme(): Theme {
    return this.#seen.theme;
  }

  onThemeChange(changed: (theme: Theme) => void): () => void {
    this.#heard.add(changed);
    return () => void this.#heard.delete(changed);
  }

  openUrl(url: string): Promise<void> {
    return this.#peer.ask("open", url);
  }

  notify(sentence: string): Promise<void> {
    return this.#peer.ask("notify", sentence);
  }

  documentInfo(): Promise<DocumentInfo> {
    return this.#peer.ask("document");
  }
}

/** Lets the page on the other side use a host. `more` are answers that only this host gives. */
export function serve(host: HostAdapter, server: string, channel: Channel, more: Answers = {}): Peer {
  const peer: Peer = new Peer(channel, {
    ...more,
    hello: (): Hello => ({ able: host.capabilities(), theme: host.theme(), server }),
    place: (asset: AssetToPlace, rendition: Rendition, options: PlaceOptions) => host.placeAsset(asset, rendition, options),
    placed: () => host.getPlacedAssets(),
    replace: (ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions) =>
      host.replaceAsset(ref, asset, rendition, options),
    get: (key: string) => host.storage.get(key),
    set: (key: string, value: string) => host.storage.set(key, value),
    remove: (key: string) => host.storage.remove(key),
    open: (url: string) => host.openUrl(url),
    notify: (sentence: string) => host.notify(sentence),
    document: () => host.documentInfo(),
  });
  host.onThemeChange((theme) => void peer.ask("themed", theme).catch(() => undefined));
  return peer;
}
