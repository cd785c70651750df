/** Figma as seen from the plug-in's page, an iframe of null origin: it fetches for the main code, and drags begin here. */
import type { FetchBytes } from "../fetching";
import type { Dragged, Placed, Rendition, Theme } from "../host";
import { HostRefusal } from "../host";
import type { Channel, Peer } from "../peer";
import type { RemoteHost } from "../remote";
import { connected } from "../remote";
import type { Point } from "./document";

/** Messages to and from the main code. Only those of the window above are heard: another frame can send to this one as well. */
export function figmaChannel(at: Window): Channel {
  return {
    // Figma's window has no origin a plug-in may name, so "*" it is; nothing secret is sent but what this file's plug-in keeps itself.
    send: (message) => at.parent.postMessage({ pluginMessage: message }, "*"),
    receive: (heard) => {
      at.addEventListener("message", (event) => {
        if (event.source === at.parent && typeof event.data === "object" && event.data !== null) heard(event.data.pluginMessage);
      });
    },
  };
}

export async function figmaHost(at: Window, bytes: FetchBytes): Promise<RemoteHost> {
  const drags = new Map<string, (point: Point) => Promise<void>>();
  const host = await connected(figmaChannel(at), {
    answers: {
      fetch: (rendition: Rendition) => bytes(rendition),
      dropped: async (placement: string, point: Point) => {
        await drags.get(placement)?.(point);
        drags.delete(placement);
      },
    },
    dragging: (peer, element, asset, dropped) => dragging(at, drags, peer, element, asset, dropped),
  });
  return themed(at, host);
}

function dragging(
  at: Window,
  drags: Map<string, (point: Point) => Promise<void>>,
  peer: Peer,
  element: HTMLElement,
  asset: () => Promise<Dragged>,
  dropped: (placed: Placed) => void,
): () => void {
  element.setAttribute("draggable", "true");
  const ended = async (event: DragEvent) => {
    if (event.view?.length === 0 || event.dataTransfer?.dropEffect === "none") return; // let go within the panel
    const { clientX, clientY } = event;
    const dragged = await asset().catch((failure: unknown) => told(peer, failure));
    if (dragged === null) return;
    drags.set(dragged.options.placement, async (point) => {
      const placed = await peer
        .ask<Placed>("placeAt", point, dragged.asset, dragged.rendition, dragged.options)
        .catch((failure: unknown) => told(peer, failure));
      if (placed !== null) dropped(placed);
    });
    const pluginDrop = { clientX, clientY, items: [], files: [], dropMetadata: { thesaury: dragged.options.placement } };
    at.parent.postMessage({ pluginDrop }, "*");
  };
  const heard = (event: DragEvent) => void ended(event);
  element.addEventListener("dragend", heard);
  return () => element.removeEventListener("dragend", heard);
}

async function told(peer: Peer, failure: unknown): Promise<null> {
  await peer.ask("notify", failure instanceof HostRefusal ? failure.message : "The asset could not be placed. Try again.");
  return null;
}

/** The host, with the theme Figma writes on the page's root. */
function themed(at: Window, host: RemoteHost): RemoteHost {
  const root = at.document.documentElement;
  const theme = (): Theme => (root.classList.contains("figma-dark") ? "dark" : "light");
  return Object.assign(host, {
    theme,
    onThemeChange: (changed: (theme: Theme) => void) => {
      const watcher = new MutationObserver(() => changed(theme()));
      watcher.observe(root, { attributes: true, attributeFilter: ["class"] });
      return () => watcher.disconnect();
    },
  });
}
