/** What the panel interface answers, as the picker uses it. */

/** An answer on rights in one line. `until` is the last day on which it holds, null where no end is known. */
export interface Badge {
  readonly decision: "permit" | "deny" | "needs_review";
  readonly word: string;
  readonly sentence: string;
  readonly until: string | null;
}

export interface FileShape {
  readonly name: string;
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Signed and short-lived; empty where the file is only named. */
  readonly url: string;
}

export interface AssetShape {
  readonly asset: string;
  readonly title: string;
  readonly alt: string;
  readonly creator: string;
  readonly record: string;
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Why it is not to be used whatever its rights say (a draft, withdrawn, superseded), as a sentence; empty where nothing speaks against it. */
  readonly standing?: string;
  readonly thumbnail: string;
  readonly preview: string;
  readonly renditions: readonly FileShape[];
}

export interface Hit extends AssetShape {
  readonly why: readonly string[];
  readonly doubles: number;
  readonly rights: Badge | null;
  /** Of a recommendation: its place from 1, its section, the parts of its score, how it was used. */
  readonly place?: number;
  readonly section?: string;
  readonly parts?: Readonly<Record<string, number>>;
  readonly usage?: { readonly sentence: string };
}

export interface Blocked {
  readonly total: number;
  /** Of so many the reasons were counted. */
  readonly of: number;
  readonly reasons: readonly { readonly reason: string; readonly label: string; readonly count: number }[];
}

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly chosen: boolean;
}

export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

export interface Found {
  readonly total: number;
  /** How many assets that match need review. */
  readonly review: number;
  readonly hits: readonly Hit[];
  readonly more?: string;
  readonly blocked?: Blocked;
  readonly facets?: readonly Facet[];
  /** The publishing channel the panel is kept to, and what it is called in the tables of rights. */
  readonly profile?: ProfileShape;
}

export interface ProfileShape {
  readonly name: string;
  readonly title: string;
  readonly channel: string;
}

export type Wanting = "required" | "wished" | "excluded";

export interface Quote {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Said {
  readonly value: string;
  readonly label?: string;
  readonly quotes: readonly Quote[];
  readonly source: string;
}

export interface BriefConcept {
  readonly concept: string;
  readonly label?: string;
  readonly wanting: Wanting;
  readonly weight: number;
  readonly quotes: readonly Quote[];
  readonly source: string;
}

export interface Brief {
  readonly text: string;
  readonly title: string;
  readonly campaign: string;
  readonly concepts: readonly BriefConcept[];
  readonly regions: readonly Said[];
  readonly channels: readonly Said[];
  readonly formats: readonly Said[];
  readonly first_day: Said | null;
  readonly last_day: Said | null;
  readonly sections: readonly { readonly title: string; readonly concepts: readonly string[] }[];
  /** What could not be read, or was assumed, in sentences. */
  readonly notes?: readonly { readonly code: string; readonly about: string; readonly sentence?: string }[];
}

export interface Recommended {
  readonly brief: Brief;
  /** Names the brief in feedback. */
  readonly digest: string;
  readonly fitting: number;
  readonly picks: readonly Hit[];
  readonly review: readonly Hit[];
  readonly blocked: Blocked;
  readonly gaps: readonly { readonly sentence: string }[];
  readonly profile?: ProfileShape;
}

export interface AxisRow {
  readonly axis: string;
  readonly result: "yes" | "no" | "unknown";
  readonly word: string;
  readonly sentence: string;
}

export interface RightsTable {
  readonly decision: Badge["decision"];
  readonly word: string;
  readonly asked: string;
  readonly sentence: string;
  readonly until: string | null;
  readonly axes: readonly AxisRow[];
  readonly obligations: readonly string[];
  readonly caps: readonly string[];
  readonly change: string;
  readonly alternatives: readonly string[];
  readonly notice: string;
}

export interface Details extends AssetShape {
  readonly description: string;
  readonly sources: readonly string[];
  readonly concepts: readonly { readonly iri: string; readonly label: string }[];
  readonly rights: RightsTable;
}

export interface ToPlace {
  readonly id: string;
  readonly title: string;
  readonly creator: string;
  readonly record: string;
  readonly rights: string;
  readonly renditions: readonly FileShape[];
}

export interface CheckedShape {
  readonly ref: string;
  readonly name: string;
  readonly found: string;
  readonly state: string;
  readonly word: string;
  readonly sentence: string;
  readonly todo: string;
  readonly by: string | null;
  readonly asset: AssetShape | null;
  readonly instead: readonly (AssetShape & { readonly newer: boolean; readonly rights: Badge | null })[];
}

export interface Named {
  readonly id: string;
  readonly label: string;
  readonly group?: boolean;
}

export interface Able {
  readonly name: string;
  readonly person: { readonly name: string; readonly address: string };
  readonly may: { readonly place: boolean };
  readonly channels: readonly Named[];
  readonly regions: readonly Named[];
  readonly world: string;
}

export interface DeviceCode {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

export interface Tokens {
  readonly state?: "waiting" | "refused" | "approved";
  readonly token: string;
  readonly expires_in: number;
  readonly refresh_token: string;
}
