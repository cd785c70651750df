// The search box suggests while somebody types: a combobox with a list (ARIA 1.2). Without this file it is a plain search box.
// All words come from the page; all suggestions come from this workspace, and nothing is loaded from elsewhere.
(() => {
  "use strict";
  const PAUSE = 120; // milliseconds without a key before the server is asked
  const box = document.getElementById("q");
  const sheet = document.getElementById("q-sheet");
  if (!box || !sheet || !window.AbortController) return;
  const list = document.getElementById("q-list");
  const meant = document.getElementById("q-meant");
  const said = document.getElementById("q-said");
  const words = JSON.parse(sheet.dataset.words);
  let found = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  const filled = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);
  const counted = (forms, count) => filled(forms[count === 1 ? 0 : 1], { count: count.toLocaleString("en") });

  function part(className, text, language) {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    if (language) span.lang = language;
    span.dir = "auto";
    return span;
  }

  // A phrase of the page around a label, which may be in another language.
  function around(className, phrase, label) {
    const [before, after] = phrase.split("{label}");
    const whole = part(className, before);
    whole.append(part("", label.text, label.language), after);
    return whole;
  }

  // Spans count characters, not the halves of which some consist here.
  function marked(label, spans) {
    const letters = Array.from(label.text);
    const whole = part("label", "", label.language);
    let done = 0;
    for (const [start, end] of spans) {
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(start, end).join("");
      whole.append(letters.slice(done, start).join(""), mark);
      done = end;
    }
    whole.append(letters.slice(done).join(""));
    return whole;
  }

  function option(one, place) {
    const item = document.createElement("li");
    item.id = `q-option-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const about = document.createElement("span");
    about.className = "about";
    if (one.preferred) about.append(around("use", words.use, one.preferred), " ");
    about.append(part("kind", words.kinds[one.kind] ?? one.kind));
    if (one.parent) about.append(" ", around("under", words.under, one.parent));
    const kept = one.text.slice(0, Math.max(0, one.text.lastIndexOf((one.preferred ?? one.label).text)));
    const label = marked(one.label, one.spans);
    if (kept) label.prepend(part("kept", kept)); // what stands in the box before the words that are completed
    item.append(label, " ", part("count", counted(words.assets, one.count)), " ", about);
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    item.addEventListener("click", () => choose(place));
    return item;
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    sheet.hidden = true;
    box.setAttribute("aria-expanded", "false");
    move(-1);
  }

  function show(completions) {
    found = completions;
    list.replaceChildren(...found.map(option));
    active = -1;
    box.removeAttribute("aria-activedescendant");
    sheet.hidden = found.length === 0;
    meant.hidden = !found.some((one) => one.corrected);
    box.setAttribute("aria-expanded", String(found.length > 0));
    const sentence = found.length ? counted(words.found, found.length) : words.none;
    said.textContent = meant.hidden ? sentence : `${meant.textContent}: ${sentence}`;
  }

  function move(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = to;
    const item = list.children[active];
    if (!item) return box.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    return box.setAttribute("aria-activedescendant", item.id);
  }

  function choose(place) {
    box.value = found[place].text;
    close();
    box.form.requestSubmit();
  }

  async function ask() {
    asking?.abort();
    const typed = box.value;
    if (!typed.trim()) {
      close();
      said.textContent = "";
      return;
    }
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`/api/complete?${new URLSearchParams({ q: typed })}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { completions } = await answer.json();
      if (mine === asking && !mine.signal.aborted && document.activeElement === box) show(completions);
    } catch {
      if (mine.signal.aborted) return; // something newer was asked, or nothing is wanted any more
      close();
      said.textContent = words.failed;
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  function key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !sheet.hidden;
    const last = found.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (!open) ask();
      else if (down) move(active === last ? -1 : active + 1);
      else move(active === -1 ? last : active - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // the first one closes the list, only the next one empties the box
      close();
    } else if (event.key === "Tab" || event.key === "Enter") {
      close();
    }
  }

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", (event) => event.isComposing || soon());
  box.addEventListener("compositionend", soon);
  box.addEventListener("keydown", key);
  box.addEventListener("blur", close);
})();
