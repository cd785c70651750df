// The pictures of a board are put in order: dragged by a handle, or by arrow keys on it. Buttons beside the handle work without this script.
import { htmx } from "./exchange";

const PAUSE = 500; // milliseconds without a key before a place is kept

interface Carrying {
  item: HTMLElement;
  pointer: number;
  left: number;
  top: number;
  moved: boolean;
}

let carrying: Carrying | undefined;
let timer = 0;
let stepping: HTMLElement | undefined;
let kept = Promise.resolve(); // places are kept one after the other: each answer shows the whole board
let gripped = "";
let chipped = "";

function wall(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#board [data-orders]");
}

function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#board [data-asset]")];
}

/** Keep where an item stands now; the answer shows the board as everybody sees it, and says the place. */
function keep(item: HTMLElement): void {
  const next = item.nextElementSibling;
  const asset = item.dataset["asset"] ?? "";
  const before = next instanceof HTMLElement ? (next.dataset["asset"] ?? "") : "";
  const grip = item.querySelector<HTMLElement>("[data-grip]")?.id ?? "";
  const send = async (): Promise<void> => {
    const address = wall()?.dataset["orders"];
    const revision = document.getElementById("board")?.dataset["revision"] ?? "";
    gripped = grip;
    if (address) await htmx.ajax("post", address, { target: "#board", swap: "outerHTML", values: { asset, before, revision } });
  };
  kept = kept.then(send).catch(() => undefined); // what failed is said already, and the next is tried all the same
}

/** Keep where the picture stands that was moved by keys. */
function keepStepped(): void {
  window.clearTimeout(timer);
  if (stepping) keep(stepping);
  stepping = undefined;
}

function under(x: number, y: number): HTMLElement | undefined {
  return items().find((one) => {
    const place = one.getBoundingClientRect();
    return one !== carrying?.item && x >= place.left && x <= place.right && y >= place.top && y <= place.bottom;
  });
}

/** Draw the item where the pointer is, whatever place it has in the wall by now. */
function follow(event: PointerEvent): void {
  if (!carrying) return;
  const { item } = carrying;
  item.style.transform = "";
  const place = item.getBoundingClientRect();
  item.style.transform = `translate(${event.clientX - carrying.left - place.left}px, ${event.clientY - carrying.top - place.top}px)`;
}

function lift(event: PointerEvent): void {
  const grip = (event.target as Element).closest<HTMLElement>("[data-grip]");
  const item = grip?.closest<HTMLElement>("[data-asset]");
  if (!grip || !item || event.button !== 0 || carrying) return;
  event.preventDefault();
  keepStepped();
  grip.focus();
  const place = item.getBoundingClientRect();
  carrying = { item, pointer: event.pointerId, left: event.clientX - place.left, top: event.clientY - place.top, moved: false };
  item.classList.add("carried");
}

function carry(event: PointerEvent): void {
  if (!carrying || event.pointerId !== carrying.pointer) return;
  event.preventDefault();
  const over = under(event.clientX, event.clientY);
  if (over) {
    const all = items();
    if (all.indexOf(over) > all.indexOf(carrying.item)) over.after(carrying.item);
    else over.before(carrying.item);
    carrying.moved = true;
  }
  follow(event);
  const edge = 60; // pixels from the edge of the window in which it scrolls
  if (event.clientY < edge + 70) window.scrollBy(0, -12);
  else if (event.clientY > window.innerHeight - edge) window.scrollBy(0, 12);
}

function drop(event: PointerEvent): void {
  if (!carrying || event.pointerId !== carrying.pointer) return;
  const { item, moved } = carrying;
  carrying = undefined;
  item.classList.remove("carried");
  item.style.transform = "";
  if (moved) keep(item);
}

function stepped(event: KeyboardEvent): void {
  const grip = (event.target as Element).closest<HTMLElement>("[data-grip]");
  const item = grip?.closest<HTMLElement>("[data-asset]");
  if (!grip || !item || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = items();
  const at = all.indexOf(item);
  const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const other = all[to];
  if (!other || to === at) return;
  if (stepping !== item) keepStepped();
  if (to > at) other.after(item);
  else other.before(item);
  grip.focus();
  item.scrollIntoView({ block: "nearest" });
  stepping = item;
  window.clearTimeout(timer);
  timer = window.setTimeout(keepStepped, PAUSE);
}

/** An answer may come while a picture is carried: then it is the one in its place that is. */
function carryOn(): void {
  if (!carrying || carrying.item.isConnected) return;
  const { asset } = carrying.item.dataset;
  const item = items().find((one) => one.dataset["asset"] === asset);
  carrying = item && { ...carrying, item };
  item?.classList.add("carried");
}

/** Show what only a script can do, and tell the other parts of the page what is on the board now. */
function ready(): void {
  const board = document.getElementById("board");
  if (!board) return;
  for (const grip of board.querySelectorAll<HTMLElement>("[data-grip]")) grip.hidden = items().length < 2;
  const on = new Set((board.dataset["on"] ?? "").split(" "));
  for (const pick of document.querySelectorAll<HTMLElement>("[data-pick]")) {
    const there = on.has(pick.dataset["pick"] ?? "");
    const focused = pick.contains(document.activeElement);
    for (const part of pick.querySelectorAll<HTMLElement>("[data-when]")) part.hidden = (part.dataset["when"] === "on") !== there;
    if (focused) pick.querySelector<HTMLElement>("[data-when]:not([hidden]) button")?.focus();
  }
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-newest]")) field.value = board.dataset["revision"] ?? "";
  carryOn();
  refocus();
}

/** What had the focus may be another element by now, or gone: then the next best has it. */
function refocus(): void {
  if (document.activeElement !== document.body) return;
  if (gripped) document.getElementById(gripped)?.focus();
  else if (chipped) (document.getElementById(chipped) ?? document.getElementById("h-brief"))?.focus();
  gripped = chipped = "";
}

/** The buttons of a chip go with the answer, the chip itself may stay. */
function changed(event: Event): void {
  chipped = (event.target as Element).closest(".brief-chip")?.querySelector("summary")?.id ?? "";
}

/** Let the pictures of a board be ordered. */
export function ordering(): void {
  if (!document.getElementById("board")) return;
  ready();
  document.addEventListener("htmx:afterSwap", ready);
  document.addEventListener("submit", changed);
  document.addEventListener("pointerdown", lift);
  document.addEventListener("pointermove", carry, { passive: false });
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
  document.addEventListener("keydown", stepped);
}
