/** What the panel knows and shows; it is changed by its desk alone, and every change makes a new value. */
import type { PlannedUse } from "./hosts/host";
import type { Able, Blocked, Brief, CheckedShape, Details, DeviceCode, Facet, Hit } from "./shapes";

/** What the page around keeps the panel to: a publishing channel (`profile`), concepts, an audience. The server holds it. */
export interface Keeping {
  readonly profile: string;
  readonly topics: readonly string[];
  readonly audience: string;
}

export const FREE: Keeping = { profile: "", topics: [], audience: "" };

export type Tab = "search" | "brief" | "check";

/** How the panel stands with the server. */
export type Standing =
  | { readonly is: "away" }
  | { readonly is: "asking"; readonly code: DeviceCode }
  | { readonly is: "connected" }
  | { readonly is: "expired" };

/** One list of hits, and how far it goes on. */
export interface Listed {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly more: string;
}

export interface State {
  readonly tab: Tab;
  readonly standing: Standing;
  readonly able: Able | null;
  readonly use: PlannedUse;
  readonly keeping: Keeping;
  readonly query: string;
  readonly briefText: string;
  readonly campaign: string;
  readonly campaigns: readonly { readonly id: string; readonly name: string }[];
  readonly brief: Brief | null;
  readonly digest: string;
  readonly chosen: readonly (readonly [string, string])[];
  readonly facets: readonly Facet[];
  readonly found: Listed | null;
  readonly reviewCount: number;
  readonly review: Listed | null;
  readonly blocked: Blocked | null;
  readonly gaps: readonly string[];
  readonly busy: boolean;
  /** A sentence on what went wrong; `again` says whether asking again may help. */
  readonly trouble: { readonly sentence: string; readonly again: boolean } | null;
  readonly said: string;
  readonly placing: string;
  /** Why assets cannot be placed any more, by id: rights that changed since the list was loaded, a host that refused. */
  readonly refused: ReadonlyMap<string, string>;
  readonly noted: ReadonlyMap<string, "pinned" | "rejected">;
  readonly details: Details | null;
  readonly checked: readonly CheckedShape[] | null;
  readonly csv: string;
}

export function beginning(use: PlannedUse): State {
  return {
    tab: "search",
    standing: { is: "away" },
    able: null,
    use,
    keeping: FREE,
    query: "",
    briefText: "",
    campaign: "",
    campaigns: [],
    brief: null,
    digest: "",
    chosen: [],
    facets: [],
    found: null,
    reviewCount: 0,
    review: null,
    blocked: null,
    gaps: [],
    busy: false,
    trouble: null,
    said: "",
    placing: "",
    refused: new Map(),
    noted: new Map(),
    details: null,
    checked: null,
    csv: "",
  };
}

/** The use as parts of a question. */
export function useQuery(use: PlannedUse): [string, string][] {
  const days: [string, string][] = [["first_day", use.firstDay], ["last_day", use.lastDay]];
  return [["channel", use.channel], ...use.regions.map((one): [string, string] => ["region", one]), ...days.filter(([, day]) => day !== "")];
}

/** What it is kept to, as parts of a question; nothing where it is kept to nothing. */
export function keepingQuery({ profile, topics, audience }: Keeping): [string, string][] {
  const named: [string, string][] = [["profile", profile], ["audience", audience]];
  return [...named.filter(([, value]) => value !== ""), ...topics.map((one): [string, string] => ["topic", one])];
}

export function keepingBody({ profile, topics, audience }: Keeping): object {
  return { ...(profile && { profile }), ...(topics.length && { topics }), ...(audience && { audience }) };
}

export function useBody(use: PlannedUse): object {
  return { channel: use.channel, regions: use.regions, first_day: use.firstDay, last_day: use.lastDay };
}

/** The next of the three: what is wished becomes required, then excluded, then wished again. */
export function nextWanting(brief: Brief, concept: string): Brief {
  const next = { wished: "required", required: "excluded", excluded: "wished" } as const;
  const concepts = brief.concepts.map((one) => (one.concept === concept ? { ...one, wanting: next[one.wanting], source: "person" } : one));
  return { ...brief, concepts };
}

export function withoutConcept(brief: Brief, concept: string): Brief {
  const concepts = brief.concepts.filter((one) => one.concept !== concept);
  const sections = brief.sections.map((one) => ({ ...one, concepts: one.concepts.filter((iri) => iri !== concept) }));
  return { ...brief, concepts, sections };
}

export function withoutFormat(brief: Brief, format: string): Brief {
  return { ...brief, formats: brief.formats.filter((one) => one.value !== format) };
}

/** What the brief says of its use, in the place of what was chosen; where it says nothing, the choice stays. */
export function useOf(brief: Brief, use: PlannedUse): PlannedUse {
  return {
    channel: brief.channels[0]?.value ?? use.channel,
    regions: brief.regions.length ? brief.regions.map((one) => one.value) : use.regions,
    firstDay: brief.first_day?.value ?? (brief.last_day ? "" : use.firstDay),
    lastDay: brief.last_day?.value ?? (brief.first_day ? "" : use.lastDay),
  };
}
