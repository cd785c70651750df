// A concept and the words that speak for it show each other, by pointer and by focus.
function numbers(element: Element): string[] {
  const holding = element.closest<HTMLElement>("[data-holds]");
  if (holding) return [holding.dataset["holds"] ?? ""];
  return (element.closest<HTMLElement>("[data-speaks]")?.dataset["speaks"] ?? "").split(" ").filter(Boolean);
}

function light(event: Event): void {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const wanted = numbers(target);
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const number of wanted)
    for (const one of document.querySelectorAll(`[data-holds="${number}"], mark[data-speaks~="${number}"]`)) one.classList.add("lit");
}

/** Watch the page, where it has words that speak for concepts. */
export function evidence(): void {
  if (!document.querySelector("[data-speaks]")) return;
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
}
