// Another concept in the place of a suggestion: a dialog with a combobox (ARIA 1.2) over all labels; the server fills the list.

function part<T extends HTMLElement>(within: ParentNode, selector: string): T | null {
  return within.querySelector<T>(selector);
}

function open(desk: HTMLElement, link: HTMLElement): boolean {
  const dialog = part<HTMLDialogElement>(desk, "#other");
  const shown = part<HTMLInputElement>(desk, "#other [name=shown]");
  const lead = part<HTMLElement>(desk, "#other [data-lead]");
  if (!dialog || !shown || !lead) return false;
  shown.value = link.dataset["other"] ?? "";
  const relation = part<HTMLInputElement>(desk, "#other [name=relation]");
  if (relation) relation.value = part<HTMLInputElement>(desk, "[type=radio][name=relation]:checked")?.value ?? "";
  lead.textContent = (lead.dataset["lead"] ?? "").replace("{name}", link.dataset["name"] ?? "");
  dialog.showModal();
  part<HTMLInputElement>(dialog, "[name=q]")?.focus();
  return true;
}

function options(desk: HTMLElement): HTMLElement[] {
  return [...desk.querySelectorAll<HTMLElement>("#other-list [data-iri]")];
}

function move(desk: HTMLElement, input: HTMLInputElement, by: number): void {
  const all = options(desk);
  if (!all.length) return;
  const place = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = all[(place + by + all.length + (place < 0 && by < 0 ? 1 : 0)) % all.length];
  for (const one of all) one.setAttribute("aria-selected", String(one === next));
  next?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", next?.id ?? "");
}

function take(desk: HTMLElement, option: HTMLElement | undefined): void {
  const chosen = part<HTMLInputElement>(desk, "#other [name=chosen]");
  if (!option || !chosen) return;
  chosen.value = option.dataset["iri"] ?? "";
  chosen.form?.requestSubmit();
}

function pressed(desk: HTMLElement, input: HTMLInputElement, event: KeyboardEvent): void {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(desk, input, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault(); // only a concept that is chosen is sent
    take(desk, options(desk).find((one) => one.getAttribute("aria-selected") === "true") ?? undefined);
  }
}

/** Let the dialog of this desk open and choose. */
export function choosing(desk: HTMLElement): void {
  desk.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLElement>("[data-other]");
    const mouse = event as MouseEvent;
    if (link && !mouse.ctrlKey && !mouse.metaKey && open(desk, link)) event.preventDefault();
    take(desk, target.closest<HTMLElement>("#other-list [data-iri]") ?? undefined);
  });
  desk.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.id === "other-q") pressed(desk, event.target, event);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const input = part<HTMLInputElement>(desk, "#other-q");
    if (!input || (event.target as Element).id !== "other-list") return;
    input.setAttribute("aria-expanded", String(options(desk).length > 0));
    input.removeAttribute("aria-activedescendant");
  });
}
