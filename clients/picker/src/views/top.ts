/** What is always in view: the connection, and the use that assets are wanted for. */
import { el } from "../dom";
import type { Named } from "../shapes";
import type { Look } from "./look";

/** The connection: who is connected, the code to approve, or that it has ended. */
export function connectionBar(look: Look): (Node | false)[] {
  const { desk, say } = look;
  const { standing, able } = desk.state;
  if (standing.is === "connected" && able) {
    return [
      el("div", { class: "bar" },
        el("span", {}, say("connectedAs", { name: able.person.name || able.person.address })),
        !look.given && el("button", { id: "logout", class: "button soft small", onclick: () => void desk.logOut() }, say("logout"))),
    ];
  }
  if (standing.is === "asking") {
    const address = standing.code.verification_uri.replace(/^https?:\/\//, "");
    return [
      el("div", { class: "notice plain" },
        el("p", {}, say("code", { address })),
        el("strong", { class: "code" }, standing.code.user_code),
        el("p", { class: "quiet" }, say("waiting")),
        el("div", { class: "buttons" },
          el("button", { id: "open-page", class: "button", onclick: () => void desk.openConnectPage() }, say("openPage")),
          el("button", { id: "cancel", class: "button soft", onclick: () => desk.cancelConnecting() }, say("cancel")))),
    ];
  }
  const words = standing.is === "expired" ? say(look.given ? "expiredPage" : "expired") : look.given ? "" : say("connectWhy");
  if (!words) return [];
  return [
    el("div", { class: standing.is === "expired" ? "notice" : "notice plain" },
      el("p", {}, words),
      !look.given && el("div", { class: "buttons" }, el("button", { id: "connect", class: "button", onclick: () => void desk.connect() }, say("connect")))),
  ];
}

/** Market, channel and days. Each change asks again for what is shown. */
export function useBar(look: Look): (Node | false)[] {
  const { desk, say } = look;
  const { use, able, keeping } = desk.state;
  const channels = able?.channels ?? [{ id: use.channel, label: use.channel }];
  const regions = able?.regions ?? [];
  const nameOf = (id: string) => regions.find((one) => one.id === id)?.label ?? id;
  const day = (name: "firstDay" | "lastDay", label: string) =>
    el("label", {}, label,
      el("input", { id: name, type: "date", ".value": use[name], placeholder: "2026-12-31",
        onchange: (event: Event) => void desk.setUse({ [name]: (event.target as HTMLInputElement).value.trim() }) }));
  return [
    el("h2", { class: "unseen" }, say("use")),
    !keeping.profile && el("div", { class: "row" },
      el("label", {}, el("span", { class: "unseen" }, say("channel")),
        el("select", { id: "channel", onchange: (event: Event) => void desk.setUse({ channel: (event.target as HTMLSelectElement).value }) },
          ...channels.map((one) => option(one, one.id === use.channel))))),
    el("div", { class: "chips markets", role: "group", "aria-label": say("markets") },
      ...use.regions.map((id) => chip(nameOf(id), say("without", { name: nameOf(id) }), use.regions.length > 1 && (() => void desk.setUse({ regions: use.regions.filter((one) => one !== id) })), `market-${id}`)),
      el("select", { id: "add-market", "aria-label": say("addMarket"), onchange: (event: Event) => add(look, (event.target as HTMLSelectElement).value) },
        el("option", { value: "" }, say("addMarket")),
        ...regions.filter((one) => !use.regions.includes(one.id)).map((one) => option(one, false)))),
    el("div", { class: "row" }, day("firstDay", say("from")), day("lastDay", say("until"))),
  ];
}

/** A chip, with a button that takes it away where something does. */
export function chip(text: string, without: string, away: (() => void) | false, id: string, kind = ""): HTMLElement {
  return el("span", { class: `chip ${kind}` }, el("span", {}, text), away && el("button", { id, type: "button", "aria-label": without, onclick: away }, "×"));
}

function add(look: Look, region: string): void {
  const { regions } = look.desk.state.use;
  // The whole world takes every other market in: to name one is to mean that one.
  const others = regions.filter((one) => one !== look.desk.state.able?.world);
  if (region) void look.desk.setUse({ regions: [...others, region] });
}

function option(one: Named, chosen: boolean): HTMLElement {
  return el("option", { value: one.id, selected: chosen }, one.label);
}
