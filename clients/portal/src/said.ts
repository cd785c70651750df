// The one live region of a page: what happened, read aloud, and shown for a while.
const SHOWN = 6000; // milliseconds

let timer = 0;

/** Say a sentence; one that failed stays until the next, a quiet one is read aloud alone: who looks sees it on the page. */
export function say(sentence: string, manner: "told" | "quiet" | "failed" = "told"): void {
  const region = document.getElementById("said");
  if (!region || !sentence) return;
  window.clearTimeout(timer);
  region.textContent = sentence;
  region.dataset["manner"] = manner;
  if (manner !== "failed") timer = window.setTimeout(() => (region.textContent = ""), SHOWN);
}
