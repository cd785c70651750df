/** The picker in a frame: it speaks with the page above by messages, and with no other, and only if the server allows its origin. */
import "./element";
import type { Selected, ThesauryPicker } from "./element";
import type { FromFrame } from "./messages";
import { believed, toFrame, VERSION } from "./messages";

const allowed = origins();
const picker = document.createElement("thesaury-picker") as ThesauryPicker;
picker.setAttribute("tokens", "page");
picker.setAttribute("server", location.origin);

/** The origin of the page above, known as soon as it has said something that is believed. */
let above = "";
let up = false;

addEventListener("message", (event) => {
  if (!believed(event, window.parent, allowed)) return;
  const said = toFrame(event.data);
  if (said === null || (above !== "" && event.origin !== above)) return;
  above = event.origin;
  if (said.type === "configure") {
    if (said.language) picker.speak(said.language);
    if (said.dataLanguage) picker.setAttribute("data-language", said.dataLanguage);
    if (said.theme) picker.setAttribute("theme", said.theme);
    if (said.document !== undefined) picker.document = said.document;
    putUp();
    picker.ask(said);
    tell({ type: "configured" });
  } else if (said.type === "token") {
    picker.heldBy = above;
    picker.token = said.token;
    putUp();
  } else {
    void picker.logOut();
  }
});

picker.addEventListener("thesaury-select", (event) => {
  const { asset, rendition, use, placement } = (event as CustomEvent<Selected>).detail;
  tell({ type: "select", asset, rendition, use, placement });
});
picker.addEventListener("thesaury-expired", () => tell({ type: "expired" }));

const bare = new CSSStyleSheet();
bare.replaceSync("html, body { margin: 0; min-height: 100%; }");
document.adoptedStyleSheets = [bare];

// Before an origin is believed nobody is told anything but that the frame is there, and only if it may be there.
const first = window.location.ancestorOrigins?.[0];
for (const origin of first === undefined ? allowed : allowed.filter((one) => one === first))
  if (window.parent !== window) window.parent.postMessage({ thesaury: VERSION, type: "ready" }, origin);

function putUp(): void {
  if (up) return;
  up = true;
  picker.heldBy = above;
  document.body.replaceChildren(picker);
  new ResizeObserver(() => tell({ type: "resize", height: Math.ceil(picker.getBoundingClientRect().height) })).observe(picker);
}

function tell(message: FromFrame): void {
  if (above !== "") window.parent.postMessage({ thesaury: VERSION, ...message }, above);
}

function origins(): string[] {
  const told: unknown = JSON.parse(document.querySelector<HTMLMetaElement>('meta[name="thesaury-origins"]')?.content ?? "[]");
  return Array.isArray(told) ? told.filter((one): one is string => typeof one === "string") : [];
}
