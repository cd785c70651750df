// Keys of a page: single letters, which rest while somebody types and while a dialog is open. Enter is left to what is in focus.

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]";

/** Let keys do things; a key is named as in KeyboardEvent.key, letters small. Returns what takes it back. */
export function keys(deeds: Readonly<Record<string, (event: KeyboardEvent) => void>>): () => void {
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as Element;
    if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && target.closest("a, button, summary")) return;
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!deed) return;
    event.preventDefault();
    deed(event);
  }
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
