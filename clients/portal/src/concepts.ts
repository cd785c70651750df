// A field in which a concept is chosen: a combobox with a list (ARIA 1.2). Without this script the label is typed out.
import { counted, words } from "./words";

const PAUSE = 120; // milliseconds without a key before the server is asked

interface Found {
  text: string;
  concept: string | null;
  label: { text: string; language?: string };
  preferred: { text: string } | null;
  parent: { text: string } | null;
}

class Chooser {
  private timer = 0;
  private active = -1;
  private asked = 0;

  constructor(
    private readonly form: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly chosen: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {}

  listen(): void {
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => {
      this.chosen.value = "";
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), PAUSE);
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  private async ask(): Promise<void> {
    const typed = this.input.value.trim();
    const mine = ++this.asked;
    if (!typed) return this.close();
    try {
      const answer = await fetch(`/api/v1/complete?${new URLSearchParams({ q: typed, lang: document.documentElement.lang })}`);
      const { completions } = (await answer.json()) as { completions: Found[] };
      if (mine === this.asked && document.activeElement === this.input) this.show(completions.filter((one) => one.concept));
    } catch {
      if (mine === this.asked) this.close(); // the label can still be typed out
    }
  }

  private show(found: Found[]): void {
    this.list.replaceChildren(
      ...found.map((one, place) => {
        const option = document.createElement("span");
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dir = "auto";
        option.textContent = (one.preferred ?? one.label).text;
        option.dataset["concept"] = one.concept ?? "";
        const beside = [one.preferred ? one.label.text : "", one.parent?.text ?? ""].filter(Boolean).join(" · ");
        if (beside) {
          const about = document.createElement("small");
          about.textContent = ` ${beside}`;
          option.append(about);
        }
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => this.choose(option));
        return option;
      }),
    );
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    const told = words(this.form);
    const said = this.form.querySelector("[data-said]");
    if (said) said.textContent = found.length ? counted(told.forms("found"), found.length) : told.text("none");
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.asked++; // an answer that is on its way opens nothing any more
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private choose(option: HTMLElement): void {
    this.input.value = option.firstChild?.textContent ?? "";
    this.chosen.value = option.dataset["concept"] ?? "";
    this.close();
    this.input.form?.requestSubmit();
  }

  private key(event: KeyboardEvent): void {
    const options = this.list.children;
    if (this.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      options[this.active]?.setAttribute("aria-selected", "false");
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
      const option = options[this.active];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) this.input.setAttribute("aria-activedescendant", option.id);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(options[this.active] as HTMLElement);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }
}

function begin(within: ParentNode): void {
  for (const form of within.querySelectorAll<HTMLElement>("form[data-concepts]:not([data-ready])")) {
    const input = form.querySelector<HTMLInputElement>("input[name=words]");
    const chosen = form.querySelector<HTMLInputElement>("input[name=concept]");
    const list = form.querySelector<HTMLElement>("[role=listbox]");
    if (!input || !chosen || !list) continue;
    form.dataset["ready"] = "";
    new Chooser(form, input, chosen, list).listen();
  }
}

/** Let every field in which a concept is chosen have its list, those that come later too. */
export function concepts(): void {
  begin(document);
  document.addEventListener("htmx:afterSwap", () => begin(document));
}
