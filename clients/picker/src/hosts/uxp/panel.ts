/** A UXP program as seen from the panel's page, which lies in a WebView of the plug-in. */
import type { Dragged, Placed } from "../host";
import type { Channel, Peer } from "../peer";
import type { RemoteHost } from "../remote";
import { connected } from "../remote";

/** What UXP puts into the window of a WebView whose messages are let through. */
export interface UxpBridge {
  postMessage(message: string): void;
}

/** Messages to and from the plug-in, as text: what the bridge makes of other values differs by version. */
export function webviewChannel(at: Window, bridge: UxpBridge): Channel {
  return {
    send: (message) => bridge.postMessage(JSON.stringify(message)),
    receive: (heard) => at.addEventListener("message", (event) => heard(unpacked(event.data))),
  };
}

/** The WebView's other end, in the plug-in. Only messages of that WebView are heard. */
export function pluginChannel(at: EventTarget, webview: UxpBridge, own: (source: unknown) => boolean): Channel {
  return {
    send: (message) => webview.postMessage(JSON.stringify(message)),
    receive: (heard) => {
      at.addEventListener("message", (event) => {
        const { data, source } = event as MessageEvent;
        if (own(source)) heard(unpacked(data));
      });
    },
  };
}

export function uxpHost(at: Window, bridge: UxpBridge): Promise<RemoteHost> {
  const carried = new Map<string, (placed: Placed) => void>();
  return connected(webviewChannel(at, bridge), {
    answers: { landed: (placed: Placed) => carried.get(placed.link.placement)?.(placed) },
    // A drag cannot leave a WebView. It begins in a strip of the plug-in's own below it, where the file waits to be taken.
    dragging: (peer, element, asset, dropped) => offering(peer, carried, element, asset, dropped),
  });
}

function offering(
  peer: Peer,
  carried: Map<string, (placed: Placed) => void>,
  element: HTMLElement,
  asset: () => Promise<Dragged>,
  dropped: (placed: Placed) => void,
): () => void {
  element.setAttribute("draggable", "true");
  const offer = async () => {
    const dragged = await asset();
    carried.set(dragged.options.placement, dropped);
    await peer.ask("offer", dragged);
  };
  const start = (event: Event) => {
    event.preventDefault();
    void offer().catch((failure: Error) => peer.ask("notify", failure.message));
  };
  element.addEventListener("dragstart", start);
  return () => element.removeEventListener("dragstart", start);
}

function unpacked(data: unknown): unknown {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
