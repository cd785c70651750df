// A run as it goes on: told by server-sent events, or looked at every few seconds where these do not come; read aloud now and then only.
import { htmx } from "./exchange";
import { say } from "./said";

const SPOKEN = 8000; // milliseconds between two sentences read aloud
const LOOK = 2000; // milliseconds between two looks without events
const SHORTEST = 400; // milliseconds between two looks, however many events come
const TWICE = 5000; // milliseconds in which a form that was sent is not sent again

/** Keep the part of a page that shows a run up to date until the run is over. */
export function live(): void {
  const place = document.querySelector<HTMLElement>("[data-live]");
  if (!place) return;
  let spoken = Date.now();
  let looked = 0;
  let waiting = 0;
  let timer = 0;
  let over = false;

  function look(): void {
    const left = looked + SHORTEST - Date.now();
    if (left > 0) {
      if (!waiting) waiting = window.setTimeout(look, left);
      return;
    }
    window.clearTimeout(waiting);
    waiting = 0;
    looked = Date.now();
    htmx.trigger(place as HTMLElement, "stands");
  }

  function poll(): void {
    source?.close();
    if (!timer && !over) timer = window.setInterval(() => !document.hidden && look(), LOOK);
  }

  function shown(): void {
    const standing = document.getElementById("standing");
    if (!standing) return;
    const ended = !("goesOn" in standing.dataset);
    if (ended || Date.now() - spoken > SPOKEN) {
      say(standing.dataset["says"] ?? "");
      spoken = Date.now();
    }
    if (!ended || over) return;
    over = true;
    window.clearInterval(timer);
    source?.close();
    // Buttons and failures are another page's by now; the place on it stays, and what was said is read to its end.
    window.setTimeout(() => !document.querySelector("dialog[open]") && window.location.reload(), 1200);
  }

  const source = "EventSource" in window ? new EventSource(place.dataset["live"] ?? "") : null;
  if (source) {
    source.addEventListener("progress", look);
    source.addEventListener("end", look);
    source.addEventListener("error", () => source.readyState === EventSource.CLOSED && poll());
  } else poll();
  place.addEventListener("htmx:afterSettle", shown);
  place.addEventListener("htmx:sendError", poll);
}

/** Show of a schedule's fields those that its kind needs. */
export function scheduling(): void {
  const kind = document.querySelector<HTMLSelectElement>("[data-schedule] #kind");
  if (!kind) return;
  const choose = (): void => {
    for (const part of document.querySelectorAll<HTMLElement>("[data-schedule] [data-for]")) {
      part.hidden = !(part.dataset["for"] ?? "").split(" ").includes(kind.value);
    }
  };
  kind.addEventListener("change", choose);
  choose();
}

/** A form is sent once, however often its button is pressed. One that asks another system takes a while (data-waits): its button says so. */
export function waiting(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const waits = form.matches("[data-waits]");
    if (event.defaultPrevented || !(waits || form.getAttribute("method") === "post")) return;
    if (form.ariaBusy === "true") {
      event.preventDefault();
      return;
    }
    form.ariaBusy = "true";
    if (waits) event.submitter?.setAttribute("aria-disabled", "true");
    else window.setTimeout(() => (form.ariaBusy = null), TWICE);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[aria-busy]")) {
      form.ariaBusy = null;
      for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}
