/** What the plug-in's main code does: serves the document to the page, and tells it where something was dropped. */
import type { FetchBytes } from "../fetching";
import type { AssetToPlace, PlaceOptions, Rendition } from "../host";
import type { Channel, Peer } from "../peer";
import { serve } from "../remote";
import type { Figma, Point } from "./document";
import { FigmaHost } from "./document";

interface Drop {
  readonly absoluteX: number;
  readonly absoluteY: number;
  readonly dropMetadata?: { readonly thesaury?: unknown };
}

/** What of the `figma` object the main code uses beside the document. */
export interface FigmaShell extends Figma {
  readonly ui: { postMessage(message: unknown): void; on(event: "message", heard: (message: unknown) => void): void };
  on(event: "drop", heard: (drop: Drop) => boolean): void;
}

export function mainCode(figma: FigmaShell, server: string): void {
  const channel: Channel = {
    send: (message) => figma.ui.postMessage(message),
    receive: (heard) => figma.ui.on("message", heard),
  };
  const bytes: FetchBytes = async (rendition) => page.ask("fetch", rendition);
  const host = new FigmaHost(server, figma, bytes);
  const page: Peer = serve(host, server, channel, {
    placeAt: (at: Point, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions) => host.placeAt(at, asset, rendition, options),
  });
  figma.on("drop", (drop) => {
    const placement = drop.dropMetadata?.thesaury;
    if (typeof placement !== "string") return true; // somebody else's
    void page.ask("dropped", placement, { x: drop.absoluteX, y: drop.absoluteY }).catch(() => undefined);
    return false;
  });
}
