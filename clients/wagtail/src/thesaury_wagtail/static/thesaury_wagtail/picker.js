/* A tab in Wagtail's image chooser: the picker in a frame, told what the page is for; what is selected there is chosen here. */
(() => {
  "use strict";
  const told = JSON.parse(document.currentScript.dataset.thesaury);
  const LONGEST = 18000;
  const PATIENCE = 15000;
  const word = (name) => told.words[name];

  /** An element with attributes and children; texts are texts. */
  const made = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const settings = () => JSON.parse(document.querySelector("#wagtail-config")?.textContent ?? "{}");

  /** Ask the site; its sentence is the error's where it says no. */
  const ask = async (address, body) => {
    const { CSRF_HEADER_NAME: header = "X-CSRFToken", CSRF_TOKEN: token = "" } = settings();
    const headers = { "Content-Type": "application/json", [header]: token };
    const reply = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
    const answer = await reply?.json().catch(() => null);
    if (!reply?.ok || !answer) throw new Error(answer?.message ?? word("no_answer"));
    return answer;
  };

  const editor = () => document.querySelector("form[data-edit-form]") ?? document.querySelector("#page-edit-form");

  /** What the page is for, as it stands in the editor, saved or not. */
  const page = (topical) => {
    const form = editor();
    const data = form ? new FormData(form) : new FormData();
    return {
      origin: location.origin,
      document: `${location.origin}${location.pathname}`,
      language: settings().ACTIVE_CONTENT_LOCALE ?? "",
      market: data.get("thesaury_market") ?? "",
      audience: data.get("thesaury_audience") ?? "",
      topics: topical ? data.getAll("thesaury_topics") : [],
    };
  };

  /** Title and text of the page: the brief. */
  const brief = () => {
    const form = editor();
    if (!form) return "";
    const title = form.querySelector("#id_title")?.value ?? "";
    const parts = [...form.querySelectorAll(".public-DraftEditor-content, textarea")].filter((one) => one.offsetParent !== null);
    const texts = parts.map((one) => (one.value ?? one.innerText).replace(/[ \t\u200b]+/g, " ").trim());
    return [title.trim(), ...texts].filter(Boolean).join("\n\n").slice(0, LONGEST);
  };

  class Tab {
    constructor(modal, body, panel) {
      this.modal = modal;
      this.body = body;
      this.token = "";
      this.frame = made("iframe", { title: word("title"), height: "640" });
      this.status = made("p", { role: "status" });
      this.topical = made("input", { type: "checkbox", class: "thesaury-picker__topics" });
      this.topical.checked = new FormData(editor() ?? undefined).getAll("thesaury_topics").length > 0;
      const suggest = made("button", { type: "button", class: "button button-small button-secondary thesaury-picker__suggest" }, word("suggest"));
      const topics = editor()?.querySelector("[name=thesaury_topics]") ? [made("label", {}, this.topical, ` ${word("topics")}`)] : [];
      const bar = made("div", { class: "thesaury-picker__bar" }, ...topics, suggest);
      panel.append(made("div", { class: "thesaury-picker" }, bar, this.status, this.frame));
      suggest.addEventListener("click", () => this.suggest());
      this.topical.addEventListener("change", () => this.narrow());
      this.heard = (event) => this.hear(event);
      addEventListener("message", this.heard);
      this.frame.src = told.frame;
      setTimeout(() => this.heardOf || this.tell(word("no_answer")), PATIENCE);
    }

    /** Only the frame is heard, and only from the server's origin; a chooser that was closed hears nothing any more. */
    hear({ source, origin, data }) {
      if (!this.frame.isConnected) return removeEventListener("message", this.heard);
      if (source !== this.frame.contentWindow || origin !== told.server || data?.thesaury !== 1) return;
      this.heardOf = true;
      if (data.type === "ready") this.configure();
      if (data.type === "configured" && this.token) this.begin();
      if (data.type === "expired") this.configure();
      if (data.type === "select") this.take(data.asset?.id);
      if (data.type === "resize" && Number.isFinite(data.height)) this.frame.height = String(Math.min(Math.max(data.height + 16, 480), 4000));
    }

    say(message) {
      this.frame.contentWindow?.postMessage({ thesaury: 1, ...message }, told.server);
    }

    tell(text) {
      this.status.textContent = text;
    }

    narrow() {
      const none = this.topical.checked && page(true).topics.length === 0;
      if (none) this.topical.checked = false;
      if (none) this.tell(word("no_topics"));
      else void this.configure();
    }

    async configure() {
      try {
        const { configure, token } = await ask(told.configure, page(this.topical.checked));
        this.token = token;
        this.tell("");
        this.say(configure);
      } catch (error) {
        this.tell(error.message);
      }
    }

    /** The frame knows what it is kept to: now it gets its token, and then what was wished for meanwhile. */
    begin() {
      this.say({ type: "token", token: this.token });
      this.begun = true;
      this.wish();
    }

    suggest() {
      this.wanted = brief();
      this.tell(this.wanted ? "" : word("nothing_to_suggest"));
      this.wish();
    }

    wish() {
      if (!this.begun || !this.wanted) return;
      this.say({ type: "configure", brief: this.wanted });
      this.wanted = "";
    }

    /** The image is chosen just as one of the results is: what the chooser was opened for stands in the address of its form. */
    async take(asset) {
      if (this.taking || typeof asset !== "string") return;
      this.taking = true;
      this.tell(word("taking"));
      try {
        const { chosen, format, several } = await ask(told.take, { asset });
        const form = this.body.querySelector("form[data-chooser-modal-creation-form]");
        const asked = new URL(form.action, location.href).searchParams;
        const address = new URL(asked.has("multiple") ? several : asked.has("select_format") ? format : chosen, location.href);
        for (const [name, value] of asked) address.searchParams.append(name, value);
        this.modal.loadUrl(`${address.pathname}${address.search}`);
      } catch (error) {
        this.tell(error.message);
      }
      this.taking = false;
    }
  }

  /** Beside the tabs of the chooser, which are there for people who may add images. */
  const added = (modal) => {
    const body = modal.body instanceof Element ? modal.body : modal.body[0];
    const tabs = body?.querySelector("[data-controller~='w-tabs'] [role='tablist']");
    const panels = body?.querySelector(".tab-content");
    if (!tabs || !panels || body.querySelector("#tab-thesaury")) return;
    const act = { "data-action": "w-tabs#select:prevent", "data-w-tabs-target": "trigger" };
    tabs.append(made("a", { id: "tab-label-thesaury", href: "#tab-thesaury", class: "w-tabs__tab", role: "tab", "aria-selected": "false", tabindex: "-1", ...act }, word("title")));
    const panel = made("section", { id: "tab-thesaury", class: "w-tabs__panel", role: "tabpanel", hidden: "", "aria-labelledby": "tab-label-thesaury", "data-w-tabs-target": "panel" });
    panels.append(panel);
    const watch = new MutationObserver(() => {
      if (panel.hidden) return;
      watch.disconnect();
      new Tab(modal, body, panel);
    });
    watch.observe(panel, { attributes: true, attributeFilter: ["hidden"] });
  };

  /** The chooser's own script comes with the forms that need it, before this one or after. */
  const joined = () => {
    const handlers = window.IMAGE_CHOOSER_MODAL_ONLOAD_HANDLERS;
    if (!handlers || handlers.thesaury) return;
    const choose = handlers.choose;
    handlers.thesaury = true;
    handlers.choose = (modal, data) => {
      choose(modal, data);
      added(modal);
    };
  };
  joined();
  for (const event of ["click", "keydown", "focusin"]) document.addEventListener(event, joined, true);
})();
