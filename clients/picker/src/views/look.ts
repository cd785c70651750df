/** What all parts of the panel draw with. */
import type { Connection } from "../connection";
import type { Desk } from "../desk";
import type { HostAdapter } from "../hosts/host";
import type { Badge } from "../shapes";
import { el } from "../dom";
import type { Language, Say } from "../texts";
import { dayIn } from "../texts";

export interface Look {
  readonly desk: Desk;
  readonly host: HostAdapter;
  readonly connection: Connection;
  readonly say: Say;
  readonly language: Language;
  /** Whether the page around gives the tokens: then there is nothing to approve here. */
  readonly given: boolean;
}

const SIGNS: Readonly<Record<string, string>> = { permit: "✓", fine: "✓", deny: "✕", denied: "✕", ended: "✕", gone: "✕", unknown: "?", needs_review: "?", review: "?", ends_soon: "!", replaced: "↻" };

/** A sign, a word and until when: never by colour alone. */
export function badgeWords(badge: Badge, look: Look): string {
  if (badge.decision !== "permit") return badge.word;
  return `${badge.word}, ${badge.until ? look.say("untilDay", { day: dayIn(look.language, badge.until) }) : look.say("openEnd")}`;
}

export function stateBadge(state: string, words: string): HTMLElement {
  return el("span", { class: `badge ${state}` }, sign(state), el("span", {}, words));
}

export function sign(state: string): HTMLElement {
  return el("span", { "aria-hidden": "true" }, SIGNS[state] ?? "•");
}
