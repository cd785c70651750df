// htmx, set up for a strict policy: it evaluates nothing, adds no style of its own, and asks this origin alone.
import htmx from "htmx.org";
import { say } from "./said";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages of a signed-in person do not stay in the browser's storage
htmx.config.refreshOnHistoryMiss = true;
htmx.config.defaultSettleDelay = 0; // what comes works at once: a key pressed in between would leave the page
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "4(00|09|12|22)", swap: true, error: false }, // a sentence that says what to do, in the place of the answer
  { code: "[45]..", swap: false, error: true },
];

/** Say that the server did not answer as it should. */
export function failed(): void {
  say(document.body.dataset["failed"] ?? "", "failed");
}

/** A page that nobody looks at asks for nothing again and again. */
function resting(event: Event): void {
  const asks = (event.target as Element).getAttribute("hx-trigger") ?? "";
  if (document.hidden && asks.startsWith("every")) event.preventDefault();
}

interface Asking {
  target?: Element;
  xhr: XMLHttpRequest;
}

/** What waits for an answer is busy: for those who listen by its name, for those who look by a bar over the page. */
function busy(event: Event, now: boolean): void {
  const asking = event.target as Element;
  const target = (event as CustomEvent<Asking>).detail.target ?? asking;
  const polled = (asking.getAttribute("hx-trigger") ?? "").startsWith("every");
  if (now && !polled && !event.defaultPrevented) target.setAttribute("aria-busy", "true");
  else target.removeAttribute("aria-busy");
}

let asked = 0;
const shown = new Map<string, number>(); // which request stands in each place
const overtaken = new WeakSet<XMLHttpRequest>();

/** Of several requests for one place the last one stands there in the end, in whatever order they are answered. */
function ordered(event: Event): void {
  const asking = (event as CustomEvent<Asking>).detail;
  const id = asking.target?.id;
  if (!id) return;
  const mine = ++asked;
  asking.xhr.addEventListener("readystatechange", () => {
    const { xhr, target } = asking;
    if (xhr.readyState !== XMLHttpRequest.DONE || !target) return;
    if (xhr.status === 200) {
      if (mine < (shown.get(id) ?? 0)) return void overtaken.add(xhr);
      shown.set(id, mine);
    }
    if (!target.isConnected) asking.target = document.getElementById(id) ?? target; // an answer before this one replaced it
  });
}

function late(event: Event): void {
  const { detail } = event as CustomEvent<Asking & { shouldSwap: boolean }>;
  if (overtaken.has(detail.xhr)) detail.shouldSwap = false;
}

document.addEventListener("htmx:beforeRequest", resting);
document.addEventListener("htmx:beforeRequest", ordered);
document.addEventListener("htmx:beforeSwap", late);
document.addEventListener("htmx:beforeRequest", (event) => busy(event, true));
document.addEventListener("htmx:afterRequest", (event) => busy(event, false));
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:timeout", failed);
document.addEventListener("htmx:afterSwap", (event) => {
  // What an answer wants read aloud, it carries itself.
  const spoken = (event.target as Element).querySelector<HTMLElement>("[data-say]");
  if (spoken) say(spoken.dataset["say"] ?? "", "quiet" in spoken.dataset ? "quiet" : "told");
});

export { htmx };
