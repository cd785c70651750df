// Deeds that the server did not take: each waits with what it would have sent, until it is tried again or let go.

interface Sender {
  ajax(verb: "post", path: string, context: { target: string; swap: string; values: Record<string, unknown> }): Promise<unknown>;
}

interface Deed {
  path: string;
  values: Record<string, unknown>;
  name: string;
}

interface Asked {
  requestConfig: { verb: string; path: string; formData: FormData; triggeringEvent?: SubmitEvent };
  successful?: boolean;
  target: Element;
}

const waiting: Deed[] = [];
let trying: Deed | undefined;

function values(form: FormData): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name);
    found[name] = all.length > 1 ? all : all[0];
  }
  return found;
}

function shown(box: HTMLElement, filled: (text: string, gaps: Record<string, string>) => string): void {
  const text = box.querySelector("p");
  const last = waiting[waiting.length - 1];
  box.hidden = !last;
  if (!last || !text) return;
  const one = filled(box.dataset["one"] ?? "", { deed: last.name });
  const more = waiting.length > 1 ? ` ${filled(box.dataset["more"] ?? "", { count: String(waiting.length) })}` : "";
  text.textContent = one + more;
}

/** Keep deeds of this desk that fail. */
export function keeping(desk: HTMLElement, sender: Sender, filled: (text: string, gaps: Record<string, string>) => string): void {
  const box = document.getElementById("unkept");
  if (!box) return;

  function failed(event: Event): void {
    const { requestConfig: asked, target } = (event as CustomEvent<Asked>).detail;
    if (asked.verb !== "post" || target !== desk || !box) return;
    const submitter = asked.triggeringEvent?.submitter;
    const again = trying;
    trying = undefined;
    if (!again || !waiting.includes(again))
      waiting.push({ path: asked.path, values: values(asked.formData), name: submitter?.dataset["deed"] ?? submitter?.textContent?.trim() ?? "" });
    shown(box, filled);
  }

  async function again(): Promise<void> {
    while (waiting.length && !trying) {
      const deed = (trying = waiting[0]);
      if (!deed || !box) return;
      await sender.ajax("post", deed.path, { target: "#desk", swap: "innerHTML", values: deed.values });
      if (trying !== deed) return; // it failed once more, and waits still
      trying = undefined;
      waiting.shift();
      shown(box, filled);
    }
  }

  for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(kind, failed);
  box.addEventListener("click", (event) => {
    const wanted = (event.target as Element).closest<HTMLElement>("[data-unkept]")?.dataset["unkept"];
    if (wanted === "again") void again();
    if (wanted !== "drop") return;
    waiting.length = 0;
    shown(box, filled);
  });
  window.addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
}
