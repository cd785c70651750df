/** The lists: what may be used, what needs review, what is blocked and why, and the facets to choose by. */
import { el } from "../dom";
import { refusalOf } from "../hosts/choosing";
import { newPlacementId } from "../hosts/host";
import { told } from "../hosts/placing";
import type { AssetShape, Blocked, Facet, Hit } from "../shapes";
import type { Look } from "./look";
import { badgeWords, sign } from "./look";

export function facets(look: Look, found: readonly Facet[]): Node[] {
  const { desk, say } = look;
  if (found.length === 0) return [];
  const chosen = found.flatMap((one) => one.values).filter((one) => one.chosen).length;
  const parts = found.map((facet) =>
    el("fieldset", { class: "facet" }, el("legend", { class: "label" }, facet.label),
      ...facet.values.map((one, at) =>
        el("label", {},
          el("input", { id: `facet-${facet.name}-${at}`, type: "checkbox", ".checked": one.chosen, onchange: () => void desk.toggle(facet.name, one.value) }),
          el("span", {}, one.label),
          el("span", { class: "count" }, String(one.count))))));
  return [el("details", { class: "drawer", ".open": chosen > 0 }, el("summary", { id: "filters" }, chosen ? say("filtersOn", { count: chosen }) : say("filters")), ...parts)];
}

/** The hits that may be used, or what is there instead of them. */
export function hits(look: Look): (Node | false)[] {
  const { desk, say } = look;
  const { found, busy, gaps } = desk.state;
  if (!found) return [el("p", { class: "empty" }, busy ? say("loading") : say("begin"))];
  if (found.hits.length === 0) return [el("div", { class: "empty" }, el("p", {}, say("none")), el("p", {}, say("noneHint"))), ...missing(look, gaps)];
  return [
    el("ul", { class: "hits" }, ...found.hits.map((one) => hit(look, one, true))),
    found.more !== "" && el("p", { class: "part" }, el("button", { id: "more", class: "button soft", onclick: () => void desk.more() }, say("more"))),
    ...missing(look, gaps),
  ];
}

function missing(look: Look, gaps: readonly string[]): Node[] {
  if (gaps.length === 0) return [];
  return [el("div", { class: "part" }, el("h2", {}, look.say("gaps")), el("ul", {}, ...gaps.map((one) => el("li", { class: "quiet" }, one))))];
}

/** The drawer of what needs review: closed until somebody opens it. */
export function reviewDrawer(look: Look): Node[] {
  const { desk, say } = look;
  const { reviewCount, review, tab } = desk.state;
  if (reviewCount === 0 || tab === "check") return [];
  const opened = (event: Event) => {
    if ((event.target as HTMLDetailsElement).open && !desk.state.review) void desk.openReview();
  };
  return [
    el("details", { class: "drawer", ontoggle: opened, ".open": tab === "search" && review !== null },
      el("summary", { id: "review" }, say("review", { count: reviewCount })),
      el("p", { class: "quiet" }, say("reviewWhy")),
      review ? el("ul", {}, ...review.hits.map((one) => hit(look, one, false))) : el("p", { class: "quiet" }, say("loading")),
      review !== null && review.more !== "" && el("button", { id: "review-more", class: "button soft small", onclick: () => void desk.openReview() }, say("more"))),
  ];
}

export function blockedDrawer(look: Look, blocked: Blocked | null): Node[] {
  const { say } = look;
  if (!blocked || blocked.total === 0) return [];
  return [
    el("details", { class: "drawer" },
      el("summary", { id: "blocked" }, `${say("blocked", { count: blocked.total })}: ${blocked.reasons.map((one) => `${one.label} ${one.count}`).join(", ")}`),
      blocked.of < blocked.total && el("p", { class: "quiet" }, say("blockedOf", { count: blocked.of })),
      el("ul", {}, ...blocked.reasons.map((one) => el("li", {}, `${one.label}: ${one.count}`)))),
  ];
}

function hit(look: Look, one: Hit, usable: boolean): HTMLElement {
  const { connection, say, desk } = look;
  const title = one.title || one.asset;
  const open = () => void desk.openDetails(one.asset);
  const picture = el("img", { src: connection.address(one.thumbnail), alt: "", loading: "lazy", draggable: "false" });
  const thumb = el("button", { id: `see-${one.asset}`, class: "thumb", "aria-label": say("details", { title }), onclick: open }, picture);
  if (usable && look.host.capabilities().drag && refusalHere(look, one) === null) draggable(look, picture, one);
  return el("li", { class: "hit" },
    thumb,
    el("div", { class: "about" },
      el("h3", {}, title),
      one.rights && el("button", { id: `rights-${one.asset}`, class: `badge ${one.rights.decision}`, title: one.rights.sentence, "aria-label": `${badgeWords(one.rights, look)}. ${say("rightsOf", { title })}`, onclick: open },
        sign(one.rights.decision), el("span", {}, badgeWords(one.rights, look))),
      one.why[0] && el("p", { class: "quiet" }, one.why[0]),
      one.doubles > 0 && el("p", { class: "quiet" }, say("doubles", { count: one.doubles })),
      usable && placing(look, one),
      usable && one.place !== undefined && liking(look, one)));
}

/** Select, place and open, each with the reason why not where it cannot be. */
export function placing(look: Look, one: AssetShape, rendition = ""): HTMLElement {
  const { desk, host, say } = look;
  const able = host.capabilities();
  const title = one.title || one.asset;
  const plain = able.host === "browser";
  const refusal = refusalHere(look, one);
  const busy = desk.state.placing !== "";
  const why = `why-${rendition}${one.asset}`;
  const deed = (manner: "place" | "open", name: string, label: string) =>
    el("button", { id: `${manner}-${rendition}${one.asset}`, class: `button small${manner === "open" ? " soft" : ""}`, "aria-disabled": refusal !== null || busy ? "true" : null, "aria-describedby": refusal !== null ? why : null, "aria-label": label,
      onclick: () => refusal === null && !busy && void desk.place(one, manner, rendition) }, name);
  const first = deed("place", say(plain ? "select" : "place"), say(plain ? "selectOf" : "placeOf", { title }));
  return el("div", {},
    el("div", { class: "deeds" }, first, able.open && !plain && deed("open", say("open"), say("openOf", { title }))),
    refusal !== null && el("p", { id: why, class: "refusal" }, refusal));
}

/** Why this asset cannot be placed here, as a sentence; null where it can. */
function refusalHere({ desk, host, say }: Look, one: AssetShape): string | null {
  if (one.standing) return one.standing;
  if (desk.state.able?.may.place === false) return desk.state.refused.get(one.asset) ?? say("notAllowed");
  const asset = { id: one.asset, title: one.title || one.asset, creator: one.creator, record: one.record, rights: "", renditions: one.renditions };
  return desk.state.refused.get(one.asset) ?? refusalOf(host.capabilities(), asset);
}

function liking(look: Look, one: Hit): HTMLElement {
  const { desk, say } = look;
  const title = one.title || one.asset;
  const noted = desk.state.noted.get(one.asset);
  const button = (liking: "pinned" | "rejected", name: string, label: string) =>
    el("button", { id: `${liking}-${one.asset}`, class: "button soft small", "aria-pressed": String(noted === liking), "aria-label": label, onclick: () => desk.like(one, liking) }, name);
  return el("div", { class: "deeds" }, button("pinned", say("pin"), say("pinOf", { title })), button("rejected", say("reject"), say("rejectOf", { title })));
}

function draggable(look: Look, element: HTMLElement, one: AssetShape): void {
  const { desk, host } = look;
  element.setAttribute("draggable", "true");
  // A placement of its own for each drag: the same asset may be dragged in twice.
  host.startDrag(element, async () => ({ ...(await desk.dragged(one.asset)), options: { placement: newPlacementId() } }), (placed) => {
    void desk.dropped(placed, (reporting) => told(host, reporting, placed, { use: desk.state.use }));
  });
}
