/** The open document against the rights and versions of today: the worst first, with what to do. */
import { el } from "../dom";
import { programme } from "../hosts/choosing";
import type { CheckedShape } from "../shapes";
import { dayIn } from "../texts";
import type { Look } from "./look";
import { stateBadge } from "./look";

export function checkForm(look: Look): HTMLElement {
  const { desk, host, say } = look;
  const able = host.capabilities();
  if (!able.readDocument) return el("p", { class: "empty" }, say("checkNot", { host: programme(able) }));
  return el("div", { class: "form" }, el("p", { class: "quiet" }, say("checkWhy")), el("button", { id: "check-go", class: "button", onclick: () => void desk.check() }, say("checkGo")));
}

export function checked(look: Look, found: readonly CheckedShape[] | null): Node[] {
  const { desk, say } = look;
  if (!found) return [];
  if (found.length === 0) return [el("p", { class: "empty" }, say("checkNone"))];
  return [
    el("ul", { class: "hits" }, ...found.map((one, at) => line(look, one, at))),
    el("div", { class: "part" }, el("button", { id: "csv", class: "button soft", onclick: () => save(look) }, say("csv")),
      desk.state.csv !== "" && el("label", {}, say("copyCsv"), el("textarea", { id: "csv-text", readonly: true, rows: 4, ".value": desk.state.csv }))),
  ];
}

function line(look: Look, one: CheckedShape, at: number): HTMLElement {
  const { desk, host, say, language, connection } = look;
  const title = one.asset?.title || one.name || one.found;
  return el("li", { class: "hit" },
    one.asset && el("span", { class: "thumb" }, el("img", { src: connection.address(one.asset.thumbnail), alt: "", loading: "lazy" })),
    el("div", { class: "about" },
      el("h3", {}, title),
      stateBadge(one.state, one.by ? `${one.word}, ${say("by", { day: dayIn(language, one.by) })}` : one.word),
      el("p", { class: "quiet" }, one.sentence),
      one.todo !== "" && el("p", {}, one.todo),
      el("div", { class: "deeds" },
        ...one.instead.slice(0, 3).map((each) =>
          host.capabilities().replace && el("button", { id: `replace-${at}-${each.asset}`, class: "button small", onclick: () => void desk.replace(one, each) },
            say("replace", { title: each.title || each.asset }), each.newer ? ` (${say("newer")})` : null)),
        one.state !== "fine" && el("button", { id: `other-${at}`, class: "button soft small", onclick: () => desk.alternative(one) }, say("alternative")))));
}

/** As a file where the program around lets one be saved; else to be copied. */
function save(look: Look): void {
  const { desk, host } = look;
  if (host.capabilities().host !== "browser") return desk.showCsv();
  const url = URL.createObjectURL(new Blob([desk.checkedCsv()], { type: "text/csv;charset=utf-8" }));
  el("a", { href: url, download: "document-check.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
