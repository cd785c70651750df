// What stands around an asset or a concept: who clicks a thing sees what is around it too, in the drawing and in the list beside it.
import { drawn } from "./drawn";
import { specOf } from "./spec";

export function surroundings(): void {
  const figure = document.querySelector<HTMLElement>("[data-around]");
  if (!figure) return;
  const web = drawn(figure);
  let growing = false;
  web?.chart.on("click", (at) => {
    const id = at.dataType === "node" ? (at.data as { id?: string }).id : "";
    if (!id || growing) return; // one after the other, or the first would be lost
    growing = true;
    grow(id)
      .catch(failed)
      .finally(() => (growing = false));
  });

  async function grow(id: string): Promise<void> {
    const address = new URL(window.location.href);
    const known = [address.searchParams.get("about"), ...address.searchParams.getAll("also")];
    if (known.includes(id)) return;
    address.searchParams.append("also", id);
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) return failed();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector<HTMLElement>("[data-around]");
    const list = page.getElementById("around-list");
    if (!next || !list) return;
    history.replaceState(null, "", address);
    web?.show(specOf(next));
    document.getElementById("around-list")?.replaceWith(list);
  }
}

/** The sentence of every page for an answer that did not come, in its one live region. */
function failed(): void {
  const region = document.getElementById("said");
  if (!region) return;
  region.textContent = document.body.dataset["failed"] ?? "";
  region.dataset["manner"] = "failed";
}
