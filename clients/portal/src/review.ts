// The review room by keyboard: what is in front of the reader, single letters, the next picture fetched ahead, and deeds that failed kept.
import { htmx } from "./exchange";
import { keys } from "./keys";
import { say } from "./said";
import { choosing } from "./review_other";
import { filled } from "./words";
import { keeping } from "./review_unkept";

type Deeds = Readonly<Record<string, () => void>>;

let desk: HTMLElement;
let busy = false;

const offers = (): HTMLElement[] => [...desk.querySelectorAll<HTMLElement>("[data-offer]")];
const now = (): HTMLElement | undefined => desk.querySelector<HTMLElement>("[data-offer].now") ?? offers()[0];
const picked = (): boolean => desk.dataset["review"] === "concept" || desk.querySelector("[name=chosen]:checked") !== null;

// The offer in front: its keys are shown, its words are marked in the texts.
function front(offer: HTMLElement): void {
  for (const other of offers()) other.classList.toggle("now", other === offer);
  const number = offer.dataset["offer"] ?? "";
  for (const mark of desk.querySelectorAll<HTMLElement>("mark[data-of]"))
    mark.classList.toggle("spoke", (mark.dataset["of"] ?? "").split(" ").includes(number));
}

function go(to: HTMLElement | undefined): void {
  if (!to) return;
  front(to);
  to.focus();
}

function step(by: number): void {
  const all = offers();
  const current = now();
  const next = current ? all[all.indexOf(current) + by] : undefined;
  if (next) go(next);
  else if (desk.dataset["review"] === "queue") press(by > 0 ? "n" : "p");
}

// What a key does is what its button does: that of the offer in front, or that of the page.
function press(key: string, within: ParentNode = desk): void {
  if (!busy) within.querySelector<HTMLElement>(`[data-key="${key}"]`)?.click();
}

function decide(key: string): void {
  const bulk = picked() ? desk.querySelector<HTMLElement>(`[data-bulk="${key}"]`) : null;
  if (bulk) {
    if (!busy) bulk.click();
  } else if (now()) press(key, now());
}

function select(): void {
  const box = now()?.querySelector<HTMLInputElement>("[name=chosen]");
  if (!box || box.disabled) return;
  box.checked = !box.checked;
  say(`${box.checked ? "✓" : "–"} ${box.getAttribute("aria-label") ?? box.closest("label")?.textContent?.trim() ?? ""}`);
}

function help(): void {
  const dialog = document.getElementById("keys");
  if (dialog instanceof HTMLDialogElement) dialog.showModal(); // closing gives the focus back to where it was
}

function preload(): void {
  const ahead = desk.querySelector<HTMLElement>("[data-preload]");
  const shown = desk.querySelector<HTMLImageElement>(".mat img");
  if (!ahead) return;
  const image = new Image();
  image.sizes = shown?.sizes ?? "";
  image.srcset = ahead.dataset["srcset"] ?? "";
  image.src = ahead.dataset["preload"] ?? "";
}

// The same picture stays as it is, so that it never flickers between two decisions on it.
let mat: HTMLElement | null = null;

function swapped(event: Event): void {
  if (event.target !== desk) return;
  const fresh = desk.querySelector<HTMLElement>(".mat");
  if (fresh && mat && fresh.id === mat.id) fresh.replaceWith(mat);
  const notice = desk.querySelector<HTMLElement>("#notice p");
  if (notice) say(notice.textContent ?? "");
  const first = desk.querySelector<HTMLElement>("[data-focus]");
  if (first?.dataset["offer"]) go(first);
  else first?.focus();
  preload();
}

// What reviewers of suggestions do by key.
function judging(): Deeds {
  return {
    j: () => step(1),
    k: () => step(-1),
    n: () => press("n"),
    p: () => press("p"),
    a: () => decide("a"),
    r: () => decide("r"),
    e: () => now() && press("e", now()),
    s: () => now() && press("s", now()),
    u: () => press("u"),
    "*": () => press("*"),
    x: select,
    "1": () => press("1"),
    "2": () => press("2"),
    "3": () => press("3"),
    "4": () => press("4"),
    "?": help,
  };
}

// What who brings a client in does by key: whatever has a key on the page, and rows of a list.
function deciding(): Deeds {
  const shown = [..."npruoe023456789=cbwt"].map((key): [string, () => void] => [key, () => press(key)]);
  return {
    ...Object.fromEntries(shown),
    j: () => step(1),
    k: () => step(-1),
    a: () => press("Enter"),
    Enter: () => press("Enter"),
    x: select,
    "*": everyRow,
    "?": help,
  };
}

// Marks every row of a list, or none where all are marked.
function everyRow(): void {
  const boxes = [...desk.querySelectorAll<HTMLInputElement>("[name=chosen]")];
  const marked = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = marked;
}

/** Let the review room be worked by keyboard; does nothing on other pages. */
export function reviewing(): void {
  const found = document.querySelector<HTMLElement>("#desk[data-review]");
  if (!found) return;
  desk = found;
  document.documentElement.classList.add("scripted");
  keeping(desk, htmx, filled);
  choosing(desk);
  desk.addEventListener("focusin", (event) => {
    const offer = (event.target as Element).closest<HTMLElement>("[data-offer]");
    if (offer) front(offer);
  });
  document.addEventListener("htmx:beforeSwap", () => (mat = desk.querySelector<HTMLElement>(".mat")));
  document.addEventListener("htmx:afterSwap", swapped);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if ((event as CustomEvent<{ target: Element }>).detail.target === desk) busy = true;
  });
  document.addEventListener("htmx:afterRequest", () => (busy = false));
  keys(desk.dataset["review"] === "onboarding" ? deciding() : judging());
  preload();
}
