// Buttons that copy a text (data-copies="id"); they show only where the browser can.
import { say } from "./said";

function shown(within: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const button of within.querySelectorAll<HTMLElement>("[data-copies]")) button.hidden = false;
}

/** Let every such button copy, those that come later too. */
export function copying(): void {
  shown(document);
  document.addEventListener("htmx:afterSwap", (event) => shown(event.target as Element));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copies]");
    const text = button && document.getElementById(button.dataset["copies"] ?? "")?.textContent;
    if (button && text) void navigator.clipboard.writeText(text).then(() => say(button.dataset["said"] ?? ""));
  });
}
