/** One asset in full: its picture, its rights axis by axis, and the files it can be had as. */
import { el } from "../dom";
import type { Details } from "../shapes";
import type { Look } from "./look";
import { badgeWords, stateBadge } from "./look";
import { placing } from "./results";

export function details(look: Look, one: Details): Node[] {
  const { connection, say, desk } = look;
  const { rights } = one;
  const badge = { decision: rights.decision, word: rights.word, sentence: rights.sentence, until: rights.until };
  const lines = [...rights.obligations, ...rights.caps, rights.change, ...rights.alternatives].filter(Boolean);
  return [
    el("div", { class: "head" }, el("h2", { id: "details-title", tabindex: "-1" }, one.title || one.asset), el("button", { id: "close", class: "button soft small", onclick: () => desk.closeDetails() }, say("close"))),
    el("figure", {}, el("img", { src: connection.address(one.preview), alt: one.alt })),
    one.description && el("p", {}, one.description),
    one.creator && el("p", { class: "quiet" }, say("made", { name: one.creator })),
    one.width && one.height ? el("p", { class: "quiet" }, `${one.type} · ${say("pixels", { width: one.width, height: one.height })}`) : el("p", { class: "quiet" }, one.type),
    one.concepts.length > 0 && el("p", { class: "quiet" }, one.concepts.map((each) => each.label).join(", ")),
    el("p", {}, stateBadge(rights.decision, badgeWords(badge, look))),
    el("table", {}, el("caption", {}, rights.asked),
      el("tbody", {}, ...rights.axes.map((row) => el("tr", {}, el("th", { scope: "row" }, row.axis), el("td", {}, stateBadge(row.result === "yes" ? "permit" : row.result === "no" ? "deny" : "needs_review", row.word), " ", row.sentence))))),
    ...lines.map((line) => el("p", { class: "quiet" }, line)),
    el("p", { class: "quiet" }, rights.notice),
    rights.decision === "permit" && placing(look, one, "details-"),
  ].filter((node): node is HTMLElement => node instanceof HTMLElement);
}
