// Dialogs open by a button that names them (data-opens="id") and give the focus back when they close.

function opened(event: MouseEvent): void {
  const opener = (event.target as Element).closest<HTMLElement>("[data-opens]");
  if (!opener) return;
  const dialog = document.getElementById(opener.dataset["opens"] ?? "");
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  event.preventDefault();
  dialog.showModal();
  dialog.addEventListener("close", () => opener.focus(), { once: true });
}

function closed(event: MouseEvent): void {
  const target = event.target as Element;
  const dialog = target.closest("dialog");
  if (!dialog) return;
  if (target === dialog || target.closest("[data-closes]")) dialog.close();
}

/** Say on the buttons of a popover whether it is open; browsers tell it to their own tree alone, and not all of them. */
function expanding(): void {
  for (const opener of document.querySelectorAll<HTMLElement>("[popovertarget]")) {
    const opens = document.getElementById(opener.getAttribute("popovertarget") ?? "");
    opener.setAttribute("aria-expanded", "false");
    opens?.addEventListener("beforetoggle", (event) => {
      opener.setAttribute("aria-expanded", String((event as ToggleEvent).newState === "open"));
    });
  }
}

/** Watch the page for buttons that open and close dialogs. */
export function menus(): void {
  document.addEventListener("click", opened);
  document.addEventListener("click", closed);
  expanding();
}
