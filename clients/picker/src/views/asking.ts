/** The two ways to ask: words, and a brief with the chips it was read to. */
import { el } from "../dom";
import type { Brief } from "../shapes";
import type { Look } from "./look";
import { chip } from "./top";

/** The search box. It is made once: what is typed stays, whatever else changes. */
export function searchForm(look: Look): HTMLElement {
  const { desk, say } = look;
  const box = el("input", { id: "query", type: "search", maxlength: 400, autocomplete: "off", ".value": desk.state.query, placeholder: say("searchBox"), "aria-label": say("searchBox"),
    oninput: (event: Event) => desk.type({ query: (event.target as HTMLInputElement).value }) });
  const submit = (event: Event) => {
    event.preventDefault();
    void desk.search();
  };
  return el("form", { class: "form", role: "search", onsubmit: submit }, el("div", { class: "line" }, box, el("button", { id: "go", class: "button" }, say("go"))));
}

/** The brief box, the file and the campaign. */
export function briefForm(look: Look): HTMLElement {
  const { desk, say } = look;
  const { campaigns, campaign, briefText } = desk.state;
  const submit = (event: Event) => {
    event.preventDefault();
    void desk.readBrief();
  };
  const read = (event: Event) => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) void desk.readBrief(file);
  };
  return el("form", { class: "form", onsubmit: submit },
    el("label", {}, say("briefBox"),
      el("textarea", { id: "brief", rows: 5, maxlength: 100000, placeholder: say("briefHint"), ".value": briefText, oninput: (event: Event) => desk.type({ briefText: (event.target as HTMLTextAreaElement).value }) })),
    el("label", {}, say("file"), el("input", { id: "file", type: "file", accept: ".docx,.pdf,.pptx,.txt,.md", onchange: read })),
    campaigns.length > 0 && el("label", {}, say("campaign"),
      el("select", { id: "campaign", onchange: (event: Event) => void desk.chooseCampaign((event.target as HTMLSelectElement).value) },
        el("option", { value: "" }, say("noCampaign")),
        ...campaigns.map((one) => el("option", { value: one.id, selected: one.id === campaign }, one.name)))),
    el("button", { id: "brief-go", class: "button" }, say("briefGo")));
}

/** What the brief was understood as. A press makes a concept required, then excluded, then wished again. */
export function briefChips(look: Look, brief: Brief): Node[] {
  const { desk, say } = look;
  const concepts = brief.concepts.map((one) => {
    const name = one.label ?? one.concept;
    const quoted = one.quotes[0] ? say("fromWords", { words: one.quotes[0].text }) : "";
    const title = [`${name}: ${say(one.wanting)}`, quoted].filter(Boolean).join(", ");
    return el("li", { class: `chip ${one.wanting}` },
      el("button", { id: `wanting-${one.concept}`, type: "button", title, "aria-label": say("change", { name, wanting: say(one.wanting) }), onclick: () => void desk.changeConcept(one.concept) },
        one.wanting === "wished" ? name : `${name} (${say(one.wanting)})`),
      el("button", { id: `drop-${one.concept}`, type: "button", "aria-label": say("without", { name }), onclick: () => void desk.dropConcept(one.concept) }, "×"));
  });
  const formats = brief.formats.map((one) => chip(one.value, say("without", { name: one.value }), () => void desk.dropFormat(one.value), `format-${one.value}`));
  const channels = brief.channels.slice(1).map((one) => chip(one.label ?? one.value, "", false, ""));
  const notes = (brief.notes ?? []).flatMap((one) => (one.sentence ? [el("li", { class: "quiet" }, one.sentence)] : []));
  return [
    el("h2", {}, say("understood")),
    el("ul", { class: "chips" }, ...concepts, ...[...formats, ...channels].map((one) => el("li", {}, one))),
    ...(notes.length ? [el("ul", {}, ...notes)] : []),
  ];
}
