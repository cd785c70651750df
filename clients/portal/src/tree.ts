// A vocabulary as a tree by the ARIA pattern: the page brings nested lists of links, which work alone; here they get roles and keys,
// and what lies below a concept is asked for when it is opened.
import { failed, htmx } from "./exchange";
import { say } from "./said";
import { counted, words, type Words } from "./words";

const NODE = '[role="treeitem"]';
const RESTS = 700; // milliseconds after which typed letters begin a new word

type Node = HTMLAnchorElement;

/** A part of a page; null where it does not come. */
async function text(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

class Tree {
  private readonly words: Words;
  private typed = "";
  private resting = 0;
  private groups = 0;
  private shows = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly browser: HTMLElement,
  ) {
    this.words = words(browser);
    root.setAttribute("role", "tree");
    this.dress(root);
    const current = root.querySelector<Node>("a[aria-current]");
    if (current) {
      current.removeAttribute("aria-current");
      this.choose(current);
    }
    const first = current ?? this.nodes()[0];
    if (first) first.tabIndex = 0;
    if (current) this.reveal(current);
    root.addEventListener("keydown", (event) => this.pressed(event));
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("focusin", (event) => this.focused(event));
  }

  /** Give everything below an element its roles; what has them already keeps them. */
  private dress(within: Element): void {
    for (const item of within.querySelectorAll("li")) item.setAttribute("role", "none");
    for (const link of within.querySelectorAll<Node>("a")) {
      if (link.getAttribute("role")) continue;
      const data = link.dataset;
      link.setAttribute("role", "treeitem");
      link.tabIndex = -1;
      link.setAttribute("aria-level", data["level"] ?? "1");
      link.setAttribute("aria-selected", "false");
      if (data["place"]) link.setAttribute("aria-posinset", data["place"]);
      if (data["size"]) link.setAttribute("aria-setsize", data["size"]);
      const group = this.group(link);
      if (group) this.own(link, group);
      else if (data["below"]) link.setAttribute("aria-expanded", "false");
    }
  }

  private own(link: Node, group: HTMLElement): void {
    group.id = `branch-${++this.groups}`;
    group.setAttribute("role", "group");
    link.setAttribute("aria-owns", group.id);
    link.setAttribute("aria-expanded", "true");
  }

  private group(link: Node): HTMLElement | null {
    const next = link.nextElementSibling;
    return next instanceof HTMLUListElement ? next : null;
  }

  /** All that can be reached now, from top to bottom. */
  private nodes(): Node[] {
    return [...this.root.querySelectorAll<Node>(NODE)].filter((node) => !node.closest("ul[hidden]"));
  }

  private focus(node: Node | undefined | null): void {
    node?.focus();
  }

  private focused(event: FocusEvent): void {
    const node = (event.target as Element).closest<Node>(NODE);
    if (!node) return;
    for (const other of this.root.querySelectorAll<Node>('[tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
  }

  /** Scroll the side of the tree, not the page, to where the node is. */
  private reveal(node: Node): void {
    const side = this.root.parentElement;
    if (!side || side.scrollHeight <= side.clientHeight) return;
    const [at, from] = [node.getBoundingClientRect(), side.getBoundingClientRect()];
    if (at.bottom > from.bottom || at.top < from.top) side.scrollTop += at.top - from.top - from.height / 2;
  }

  private choose(node: Node): void {
    for (const other of this.root.querySelectorAll(`${NODE}[aria-selected="true"]`)) other.setAttribute("aria-selected", "false");
    node.setAttribute("aria-selected", "true");
  }

  private clicked(event: MouseEvent): void {
    const node = (event.target as Element).closest<Node>(NODE);
    if (!node || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (node.dataset["stretch"]) void this.stretch(node);
    else if ((event.target as Element).closest(".twist") && node.dataset["below"]) void this.toggle(node);
    else void this.show(node);
    this.focus(node);
  }

  private pressed(event: KeyboardEvent): void {
    const node = (event.target as Element).closest<Node>(NODE);
    if (!node || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // A space within a word that is being typed belongs to it.
    const deed = event.key === " " && this.typed ? () => this.letter(" ", node) : this.deed(event.key, node);
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  private deed(key: string, node: Node): (() => void) | null {
    const nodes = this.nodes();
    const at = nodes.indexOf(node);
    switch (key) {
      case "ArrowDown": return () => this.focus(nodes[at + 1]);
      case "ArrowUp": return () => this.focus(nodes[at - 1]);
      case "Home": return () => this.focus(nodes[0]);
      case "End": return () => this.focus(nodes[nodes.length - 1]);
      case "ArrowRight": return () => this.inward(node);
      case "ArrowLeft": return () => this.outward(node);
      case "Enter":
      case " ": return () => (node.dataset["stretch"] ? void this.stretch(node) : void this.show(node));
      case "*": return () => this.beside(node);
    }
    return key.length === 1 && key.trim() ? () => this.letter(key, node) : null;
  }

  private inward(node: Node): void {
    if (!node.dataset["below"]) return;
    if (node.getAttribute("aria-expanded") === "true") this.focus(this.group(node)?.querySelector<Node>(NODE));
    else void this.open(node);
  }

  private outward(node: Node): void {
    if (node.getAttribute("aria-expanded") === "true") this.close(node);
    else this.focus(node.closest("ul")?.previousElementSibling as Node | null);
  }

  private beside(node: Node): void {
    const level = node.closest("ul");
    for (const item of level?.children ?? []) {
      const link = item.querySelector<Node>(":scope > a");
      if (link?.dataset["below"] && link.getAttribute("aria-expanded") === "false") void this.open(link, false);
    }
  }

  private letter(key: string, node: Node): void {
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => (this.typed = ""), RESTS);
    this.typed += key.toLocaleLowerCase();
    const nodes = this.nodes();
    const again = [...this.typed].every((sign) => sign === this.typed[0]);
    const sought = again ? (this.typed[0] ?? "") : this.typed;
    const from = nodes.indexOf(node) + (again ? 1 : 0);
    const found = [...nodes.slice(from), ...nodes.slice(0, from)].find((one) => this.name(one).startsWith(sought));
    this.focus(found);
  }

  private name(node: Node): string {
    return (node.querySelector(".node-name") ?? node).textContent?.trim().toLocaleLowerCase() ?? "";
  }

  private async toggle(node: Node): Promise<void> {
    if (node.getAttribute("aria-expanded") === "true") this.close(node);
    else await this.open(node);
  }

  private close(node: Node): void {
    node.setAttribute("aria-expanded", "false");
    this.group(node)?.setAttribute("hidden", "");
  }

  private async open(node: Node, aloud = true): Promise<void> {
    const held = this.group(node);
    if (held) {
      held.hidden = false;
      node.setAttribute("aria-expanded", "true");
      return;
    }
    if (node.getAttribute("aria-busy") === "true") return;
    const items = await this.asked(node, node.dataset["below"] ?? "");
    if (!items) return;
    const group = document.createElement("ul");
    group.append(...items);
    node.after(group);
    this.own(node, group);
    this.dress(group);
    const size = Number(group.querySelector<HTMLElement>("a[data-size]")?.dataset["size"] ?? "0");
    if (aloud) say(counted(this.words.forms("loaded"), size));
  }

  /** More of the same level, in the place of the link that led to it. */
  private async stretch(node: Node): Promise<void> {
    const items = await this.asked(node, node.getAttribute("href") ?? "");
    const place = node.closest("li");
    if (!items || !place) return;
    const later = node.dataset["stretch"] === "later";
    // The stretch that came names its own neighbours; the one that leads back to what is here already is not needed.
    const needed = items.filter((item) => !item.querySelector(`a[data-stretch="${later ? "earlier" : "later"}"]`));
    place.replaceWith(...needed);
    for (const item of needed) this.dressed(item);
    this.focus((later ? needed[0] : needed[needed.length - 1])?.querySelector<Node>(NODE));
  }

  private dressed(item: Element): void {
    item.setAttribute("role", "none");
    this.dress(item);
  }

  private async asked(node: Node, address: string): Promise<Element[] | null> {
    node.setAttribute("aria-busy", "true");
    const part = await text(address);
    node.removeAttribute("aria-busy");
    if (part === null) {
      say(this.words.text("failed"), "failed");
      return null;
    }
    const page = new DOMParser().parseFromString(part, "text/html");
    return [...page.body.querySelectorAll(":scope > li")].map((item) => document.adoptNode(item));
  }

  /** Show the concept beside the tree; the address holds it, so Back and sharing work. */
  private async show(node: Node): Promise<void> {
    this.choose(node);
    this.browser.classList.add("chosen");
    const asked = new URLSearchParams({ iri: node.dataset["iri"] ?? "", scheme: this.root.dataset["scheme"] ?? "" });
    const side = document.getElementById("chosen");
    if (!side) return;
    const mine = ++this.shows;
    side.setAttribute("aria-busy", "true");
    const part = await text(`/vocabulary/chosen/part?${asked}`);
    if (mine !== this.shows) return; // the reader went on meanwhile
    side.removeAttribute("aria-busy");
    if (part === null) return failed();
    htmx.swap(side, part, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
    this.shown(node, side);
  }

  private shown(node: Node, side: HTMLElement): void {
    const title = side.querySelector<HTMLElement>("[data-title]")?.dataset["title"];
    if (!title) return;
    if (location.pathname + location.search !== new URL(node.href).pathname + new URL(node.href).search)
      history.pushState({ concept: title }, "", node.href);
    document.title = [title, ...document.title.split(" – ").slice(-2)].join(" – "); // the scheme and the product stay
    side.scrollTop = 0;
    // Where the tree makes room for the concept, the reader is led to it.
    if (!this.root.offsetParent) side.focus();
  }
}

/** Make trees of the lists that ask for it; a choice of scheme goes at once; Back goes back to what was chosen. */
export function trees(): void {
  for (const root of document.querySelectorAll<HTMLElement>("[data-tree]")) {
    const browser = root.closest<HTMLElement>("[data-browser]");
    if (browser) new Tree(root, browser);
  }
  if (document.querySelector("[data-tree]")) window.addEventListener("popstate", () => location.reload());
  for (const choice of document.querySelectorAll<HTMLSelectElement>("select[data-goes]"))
    choice.addEventListener("change", () => choice.form?.submit());
}
