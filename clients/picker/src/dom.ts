/** Elements made in one call, and put in the place of others without losing the focus. */

type Child = Node | string | null | undefined | false;
type Props = Readonly<Record<string, unknown>>;

/** An element with attributes, properties (`.value`), listeners (`onclick`) and children; what is false, null or undefined is left out. */
export function el<K extends keyof HTMLElementTagNameMap>(name: K, props: Props = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value as EventListener);
    else if (key.startsWith(".")) (made as unknown as Record<string, unknown>)[key.slice(1)] = value;
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  if (made instanceof HTMLFormElement) submittedByClick(made);
  return made;
}

/** A program may keep its panel in a frame that is not allowed to send forms, where a browser never tells of a submit. The click on the button, which
 * Enter makes too, tells of it instead; nothing is sent in any case. */
function submittedByClick(form: HTMLFormElement): void {
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("button");
    if (button?.type !== "submit" || !form.contains(button)) return;
    event.preventDefault();
    if (form.reportValidity()) form.dispatchEvent(new SubmitEvent("submit", { submitter: button, cancelable: true }));
  });
}

/** Puts these in the place of what an element holds. Who had the focus, or its next of kin by id, has it afterwards. */
export function swap(place: HTMLElement, ...children: readonly Child[]): void {
  const root = place.getRootNode() as Document | ShadowRoot;
  const focused = root.activeElement;
  const id = focused && place.contains(focused) ? focused.id : "";
  place.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  if (id) (root.getElementById(id) as HTMLElement | null)?.focus();
}

/** A part of the panel that is made anew only when what it shows is another thing. */
export class Region {
  readonly place: HTMLElement;
  #shown: readonly unknown[] | null = null;

  constructor(place: HTMLElement) {
    this.place = place;
  }

  show(about: readonly unknown[], make: () => readonly Child[]): void {
    if (this.#shown && this.#shown.length === about.length && about.every((one, at) => Object.is(one, this.#shown?.[at]))) return;
    this.#shown = about;
    swap(this.place, ...make());
  }
}
