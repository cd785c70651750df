// Filters on narrow pages: they open above the hits and stay open while values are chosen; without this script each choice closes them.

const root = document.documentElement;

/** Let the links that open and close the filters do so without leaving the page. */
export function filters(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(".open-filters, .close-filters");
    if (!link) return;
    event.preventDefault();
    if (link.classList.contains("open-filters")) open();
    else close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (event.target as Element).closest("#filters")) close();
  });
}

function open(): void {
  root.dataset["filters"] = "open";
  const filters = document.getElementById("filters");
  filters?.focus({ preventScroll: true });
  filters?.scrollIntoView();
}

function close(): void {
  delete root.dataset["filters"];
  if (location.hash === "#filters") history.replaceState(history.state, "", location.pathname + location.search);
  const opener = document.querySelector<HTMLElement>(".open-filters");
  opener?.focus();
  opener?.scrollIntoView({ block: "center" });
}
