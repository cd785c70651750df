/** The panel of Photoshop, InDesign and Premiere: a WebView with the picker, and below it a line of the plug-in's own. */
import type { Dragged, HostAdapter, Placed } from "../../../picker/src/hosts/host";
import type { Peer } from "../../../picker/src/hosts/peer";
import { serve } from "../../../picker/src/hosts/remote";
import type { Carried } from "../../../picker/src/hosts/uxp/dragging";
import { dragging } from "../../../picker/src/hosts/uxp/dragging";
import { pluginChannel } from "../../../picker/src/hosts/uxp/panel";
import type { Opened, Parts } from "./entry";

/** A `webview` element, as UXP knows it. */
export interface WebView extends HTMLElement {
  postMessage(message: string): void;
}

/** A host that can have files ready to be dragged: Premiere. */
interface Carrying extends HostAdapter {
  carried(dragged: Dragged): Promise<Carried>;
}

export function panelOf(host: HostAdapter, server: string, at: Window): Parts {
  return {
    open(root): Opened {
      const webview = at.document.createElement("webview") as unknown as WebView;
      const line = at.document.createElement("p");
      root.setAttribute("style", "display: flex; flex-direction: column; height: 100%; margin: 0; padding: 0;");
      webview.setAttribute("style", "flex: 1; width: 100%;");
      webview.setAttribute("uxpAllowInspector", "false");
      line.setAttribute("style", "display: none; margin: 0; padding: 8px; cursor: grab;");
      root.appendChild(webview);
      root.appendChild(line);
      return {
        async start() {
          const peer: Peer = serve(host, server, pluginChannel(at, webview, (source) => isOf(webview, source)), {
            offer: (dragged: Dragged) => offer(host as Carrying, line, dragged, (placed) => void peer.ask("landed", placed)),
          });
          webview.setAttribute("src", "plugin:/panel.html");
        },
        close() {
          webview.remove();
          line.remove();
        },
        failed(sentence) {
          say(line, sentence);
        },
      };
    },
  };
}

let last = () => {};

async function offer(host: Carrying, line: HTMLElement, dragged: Dragged, landed: (placed: Placed) => void): Promise<void> {
  last();
  say(line, `Fetching ${dragged.asset.title} ...`);
  try {
    const carried = await host.carried(dragged);
    say(line, `${dragged.asset.title}: drag this line to the timeline or into the project.`);
    last = dragging(line, async () => carried, (placed) => {
      say(line, `${dragged.asset.title} is in the project.`);
      landed(placed);
    });
  } catch (failure) {
    say(line, failure instanceof Error ? failure.message : String(failure));
  }
}

function say(line: HTMLElement, sentence: string): void {
  line.textContent = sentence;
  line.style.display = "block";
}

// The bridge lets local pages through alone, and this WebView is the only one. Some versions name no source.
function isOf(webview: WebView, source: unknown): boolean {
  const { window, contentWindow } = webview as { window?: unknown; contentWindow?: unknown };
  return source === null || source === undefined || source === webview || source === window || source === contentWindow;
}
