/** `<thesaury-picker>`: the picker as an element of any page, and what panels of other programs put up. */
import { Connection } from "./connection";
import { Desk } from "./desk";
import { el, Region } from "./dom";
import { BrowserHost } from "./hosts/browser";
import type { AssetToPlace, HostAdapter, PlannedUse, Rendition } from "./hosts/host";
import type { Tab } from "./state";
import { STYLE } from "./style";
import type { Language } from "./texts";
import { languageOf, saying } from "./texts";
import { briefChips, briefForm, searchForm } from "./views/asking";
import { checked, checkForm } from "./views/checking";
import { details } from "./views/details";
import type { Look } from "./views/look";
import { blockedDrawer, facets, hits, reviewDrawer } from "./views/results";
import { connectionBar, useBar } from "./views/top";

const TABS: readonly Tab[] = ["search", "brief", "check"];

/** What `thesaury-select` brings. */
export interface Selected {
  readonly asset: AssetToPlace;
  readonly rendition: Rendition;
  readonly use: PlannedUse;
  readonly placement: string;
}

/** Attributes: `server`, `channel`, `regions` (parted by blanks), `first-day`, `last-day`, `language`, `data-language`, `theme`, `tokens` (`page`:
 * the page gives them). Events: `thesaury-ready`, `thesaury-select`, `thesaury-expired`. */
export class ThesauryPicker extends HTMLElement {
  /** The program around; a plain page without one. Set it before the element is put up. */
  host: HostAdapter | null = null;
  /** The origin of the page that holds our frame; set by the frame alone. */
  heldBy = "";
  /** How the page around calls the document that assets are selected for; else our own address stands in its place. */
  document = "";

  #desk: Desk | null = null;
  #connection: Connection | null = null;
  #held: HostAdapter | null = null;
  #token = "";
  #end: (() => void) | null = null;
  #language: Language = "en";
  #render: () => void = () => undefined;

  connectedCallback(): void {
    if (this.#desk) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    wear(root);
    const server = (this.getAttribute("server") ?? "").replace(/\/+$/, "");
    const host = this.host ?? new BrowserHost({ server: server || location.origin, document: () => this.document });
    this.#held = host;
    this.#language = languageOf(this.getAttribute("language") ?? (document.documentElement.lang || navigator.language));
    const languages = () => ({ ui: this.#language, data: this.getAttribute("data-language") ?? "" });
    this.#connection = new Connection({ server, storage: host.storage, languages, ...(this.heldBy ? { heldBy: this.heldBy } : {}) });
    this.#desk = new Desk(this.#connection, host, () => saying(this.#language), {
      changed: () => this.#soon(),
      expired: () => this.#tell("thesaury-expired", {}),
      selected: (asset, rendition, placed, use) => this.#tell("thesaury-select", { asset, rendition, use, placement: placed.link.placement }),
    }, usual());
    if (!this.hasAttribute("theme")) this.setAttribute("theme", host.theme());
    const themed = host.onThemeChange((theme) => this.setAttribute("theme", theme));
    this.#end = themed;
    this.#build(root);
    void this.#begin();
  }

  disconnectedCallback(): void {
    this.#end?.();
  }

  /** A token that the page was given by its server; it may be set again when it has expired. */
  set token(token: string) {
    this.#token = token;
    if (this.#desk) void this.#desk.useToken(token);
  }

  /** Asks for something: what a person would type. */
  ask(part: { query?: string; brief?: string; use?: Partial<PlannedUse>; profile?: string; topics?: readonly string[]; audience?: string }): void {
    const desk = this.#desk;
    if (!desk) return;
    const { profile, topics, audience } = part;
    const keeping = { ...(profile !== undefined && { profile }), ...(topics !== undefined && { topics }), ...(audience !== undefined && { audience }) };
    const keeps = Object.keys(keeping).length > 0;
    if (keeps) desk.keepTo(keeping);
    if (part.use) void desk.setUse(part.use);
    else if (keeps && part.brief === undefined && part.query === undefined) void desk.evaluate();
    if (part.brief !== undefined) {
      desk.type({ briefText: part.brief });
      desk.show("brief");
      this.#rebuild();
      void desk.readBrief();
    } else if (part.query !== undefined) {
      desk.type({ query: part.query });
      desk.show("search");
      this.#rebuild();
    }
  }

  async logOut(): Promise<void> {
    await this.#desk?.logOut();
  }

  speak(language: string): void {
    this.setAttribute("language", language);
    this.#language = languageOf(language);
    if (this.#desk) this.#rebuild();
  }

  async #begin(): Promise<void> {
    const given = (name: string) => this.getAttribute(name) ?? "";
    const regions = given("regions").split(/\s+/).filter(Boolean);
    const use: Partial<{ -readonly [name in keyof PlannedUse]: PlannedUse[name] }> = {};
    if (given("channel")) use.channel = given("channel");
    if (regions.length) use.regions = regions;
    if (given("first-day")) use.firstDay = given("first-day");
    if (given("last-day")) use.lastDay = given("last-day");
    await this.#desk?.start(use);
    if (this.#token && !this.#connection?.connected) await this.#desk?.useToken(this.#token);
    this.#tell("thesaury-ready", {});
  }

  #waiting = false;

  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#render();
    });
  }

  #rebuild(): void {
    if (this.shadowRoot) this.#build(this.shadowRoot);
  }

  #look(): Look {
    const [desk, connection, host] = [this.#desk, this.#connection, this.#held];
    if (!desk || !connection || !host) throw new Error("The picker is not put up.");
    return { desk, connection, host, say: saying(this.#language), language: this.#language, given: this.getAttribute("tokens") === "page" };
  }

  /** Puts the parts up once; what is shown in them follows what is known. */
  #build(root: ShadowRoot): void {
    const look = this.#look();
    const { desk, say } = look;
    const place = (name: string, props: object = {}) => el("div", { class: name, ...props });
    const [bar, use, form, chips, filters, list, review, blocked] = ["top", "use", "form-place", "part", "filters", "list", "review", "blocked"].map((name) => new Region(place(name))) as [Region, Region, Region, Region, Region, Region, Region, Region];
    const status = place("status", { role: "status", "aria-live": "polite" });
    const trouble = new Region(place("trouble", { role: "alert" }));
    const sheet = el("dialog", { "aria-labelledby": "details-title", oncancel: (event: Event) => (event.preventDefault(), desk.closeDetails()) });
    const inSheet = new Region(sheet);
    const tabs = el("div", { class: "tabs", role: "tablist", "aria-label": say("picker"), onkeydown: (event: Event) => this.#arrow(event as KeyboardEvent) });
    const inTabs = new Region(tabs);
    const body = el("div", { class: "body", id: "panel", role: "tabpanel" }, form.place, chips.place, filters.place, status, list.place, review.place, blocked.place);
    for (const old of [...root.children]) if (old.tagName !== "STYLE") old.remove();
    root.append(el("div", { role: "region", "aria-label": say("picker"), lang: this.#language }, bar.place, use.place, tabs, trouble.place, body), sheet);

    this.#render = () => {
      const { state } = desk;
      const { tab } = state;
      bar.show([state.standing, state.able], () => connectionBar(look));
      use.show([state.use, state.able, state.keeping], () => useBar(look));
      inTabs.show([tab], () => TABS.map((one) => el("button", { id: `tab-${one}`, role: "tab", "aria-selected": String(one === tab), "aria-controls": "panel", tabindex: one === tab ? "0" : "-1", onclick: () => desk.show(one) }, say(one))));
      body.setAttribute("aria-labelledby", `tab-${tab}`);
      form.show([tab, tab === "brief" ? state.campaigns : null], () => [tab === "search" ? searchForm(look) : tab === "brief" ? briefForm(look) : checkForm(look)]);
      typed(form.place, state.query, state.briefText);
      chips.show([tab === "brief" ? state.brief : null], () => (tab === "brief" && state.brief ? briefChips(look, state.brief) : []));
      filters.show([tab === "search" ? state.facets : null], () => (tab === "search" ? facets(look, state.facets) : []));
      if (status.textContent !== state.said) status.textContent = state.said;
      body.setAttribute("aria-busy", String(state.busy));
      trouble.show([state.trouble], () => (state.trouble ? [el("div", { class: "notice" }, el("p", {}, state.trouble.sentence), state.trouble.again && el("div", { class: "buttons" }, el("button", { id: "again", class: "button", onclick: () => void desk.again() }, say("again"))))] : []));
      const shown = [tab, state.found, state.busy && !state.found, state.refused, state.noted, state.placing, state.able, state.gaps];
      list.show(tab === "check" ? [tab, state.checked, state.csv] : shown, () => (tab === "check" ? checked(look, state.checked) : hits(look)));
      review.show([tab, state.review, state.reviewCount], () => reviewDrawer(look));
      blocked.show([tab, state.blocked], () => blockedDrawer(look, tab === "check" ? null : state.blocked));
      inSheet.show([state.details, state.placing, state.refused], () => (state.details ? details(look, state.details) : []));
      if (state.details && !sheet.open) sheet.showModal();
      if (!state.details && sheet.open) sheet.close();
    };
    this.#render();
  }

  #arrow(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const desk = this.#desk;
    if (!step || !desk) return;
    const next = TABS[(TABS.indexOf(desk.state.tab) + step + TABS.length) % TABS.length] ?? "search";
    desk.show(next);
    this.#render();
    this.shadowRoot?.getElementById(`tab-${next}`)?.focus();
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** What was typed elsewhere (a file that was read, a search from the check) stands in the boxes, too. */
function typed(form: HTMLElement, query: string, brief: string): void {
  for (const [id, text] of [["query", query], ["brief", brief]] as const) {
    const box = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`);
    if (box && box.value !== text) box.value = text;
  }
}

/** A sheet of the element's own: it needs no leave of the page's policy where it is made by script. */
function wear(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root && typeof CSSStyleSheet === "function") {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } else {
    root.prepend(el("style", {}, STYLE));
  }
}

/** Today, on a website, where the reader's browser is at home. */
function usual(): PlannedUse {
  const region = /-([A-Z]{2})\b/.exec(navigator.language)?.[1];
  return { channel: "website", regions: region ? [region] : [], firstDay: "", lastDay: "" };
}

if (!customElements.get("thesaury-picker")) customElements.define("thesaury-picker", ThesauryPicker);
