// The search box suggests while somebody types: a combobox with a list (ARIA 1.2). Without this script it is a plain search box.
// All words come from the page; all suggestions come from this workspace.
import { filled, counted, words, type Words } from "./words";

const PAUSE = 120; // milliseconds without a key before the server is asked

interface Label {
  text: string;
  language?: string;
}

interface Completion {
  text: string;
  label: Label;
  spans: [number, number][];
  kind: string;
  count: number;
  preferred?: Label;
  parent?: Label;
  corrected?: boolean;
}

function part(className: string, text: string, language?: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  if (language) span.lang = language;
  span.dir = "auto";
  return span;
}

// A phrase of the page around a label, which may be in another language.
function around(className: string, phrase: string, label: Label): HTMLSpanElement {
  const [before, after] = phrase.split("{label}");
  const whole = part(className, before ?? "");
  whole.append(part("", label.text, label.language), after ?? "");
  return whole;
}

// Spans count characters, not the halves of which some consist here.
function marked(label: Label, spans: [number, number][]): HTMLSpanElement {
  const letters = Array.from(label.text);
  const whole = part("label", "", label.language);
  let done = 0;
  for (const [start, end] of spans) {
    const mark = document.createElement("mark");
    mark.textContent = letters.slice(start, end).join("");
    whole.append(letters.slice(done, start).join(""), mark);
    done = end;
  }
  whole.append(letters.slice(done).join(""));
  return whole;
}

class Box {
  private found: Completion[] = [];
  private active = -1;
  private timer = 0;
  private asking: AbortController | undefined;
  private readonly words: Words;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly sheet: HTMLElement,
    private readonly list: HTMLElement,
    private readonly meant: HTMLElement,
    private readonly said: HTMLElement,
  ) {
    this.words = words(sheet);
  }

  listen(): void {
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", (event) => (event as InputEvent).isComposing || this.soon());
    input.addEventListener("compositionend", () => this.soon());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  private option(one: Completion, place: number): HTMLLIElement {
    const item = document.createElement("li");
    item.id = `q-option-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const about = part("about", "");
    about.removeAttribute("dir");
    if (one.preferred) about.append(around("use", this.words.text("use"), one.preferred), " ");
    about.append(part("kind", this.words.group("kinds")[one.kind] ?? one.kind));
    if (one.parent) about.append(" ", around("under", this.words.text("under"), one.parent));
    const kept = one.text.slice(0, Math.max(0, one.text.lastIndexOf((one.preferred ?? one.label).text)));
    const label = marked(one.label, one.spans);
    if (kept) label.prepend(part("kept", kept)); // what stands in the box before the words that are completed
    item.append(label, " ", part("count", counted(this.words.forms("assets"), one.count)), " ", about);
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    item.addEventListener("click", () => this.choose(place));
    return item;
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    this.sheet.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.move(-1);
  }

  private show(completions: Completion[]): void {
    this.found = completions;
    this.list.replaceChildren(...completions.map((one, place) => this.option(one, place)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.sheet.hidden = completions.length === 0;
    this.meant.hidden = !completions.some((one) => one.corrected);
    this.input.setAttribute("aria-expanded", String(completions.length > 0));
    const sentence = completions.length ? counted(this.words.forms("found"), completions.length) : this.words.text("none");
    this.said.textContent = this.meant.hidden ? sentence : `${this.meant.textContent}: ${sentence}`;
  }

  private move(to: number): void {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = to;
    const item = this.list.children[to];
    if (!item) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  private choose(place: number): void {
    const chosen = this.found[place];
    if (!chosen) return;
    this.input.value = chosen.text;
    this.close();
    this.input.form?.requestSubmit();
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const typed = this.input.value;
    if (!typed.trim()) {
      this.close();
      this.said.textContent = "";
      return;
    }
    const mine = (this.asking = new AbortController());
    try {
      const answer = await fetch(`/api/v1/complete?${new URLSearchParams({ q: typed, lang: document.documentElement.lang })}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { completions } = (await answer.json()) as { completions: Completion[] };
      if (mine === this.asking && !mine.signal.aborted && document.activeElement === this.input) this.show(completions);
    } catch {
      if (mine.signal.aborted) return; // something newer was asked, or nothing is wanted any more
      this.close();
      this.said.textContent = filled(this.words.text("failed"), {});
    }
  }

  private soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !this.sheet.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.step(event.key === "ArrowDown", open);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // the first one closes the list, only the next one empties the box
      this.close();
    } else if (event.key === "Tab" || event.key === "Enter") {
      this.close();
    }
  }

  private step(down: boolean, open: boolean): void {
    const last = this.found.length - 1;
    if (!open) void this.ask();
    else if (down) this.move(this.active === last ? -1 : this.active + 1);
    else this.move(this.active === -1 ? last : this.active - 1);
  }
}

/** Let the search box of this page suggest. */
export function completing(): void {
  const at = (id: string): HTMLElement | null => document.getElementById(id);
  const [input, sheet, list, meant, said] = [at("q"), at("q-sheet"), at("q-list"), at("q-meant"), at("q-said")];
  if (!(input instanceof HTMLInputElement) || !sheet || !list || !meant || !said) return;
  new Box(input, sheet, list, meant, said).listen();
}
