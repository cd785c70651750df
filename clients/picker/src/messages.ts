/** What the frame of the picker and the page that holds it say to each other, and what of it is believed.
 *
 * Every message is `{ thesaury: 1, type, ... }`. The frame hears only the window above it, and only from an origin that the server allows;
 * it answers only to that origin. A page does the same the other way round: it hears only the window of its frame, from the server's origin. */
import type { PlannedUse } from "./hosts/host";

export const VERSION = 1;

/** From the page to the frame. */
export type ToFrame =
  | { readonly type: "configure"; readonly use?: Partial<PlannedUse>; readonly query?: string; readonly brief?: string; readonly language?: string; readonly dataLanguage?: string; readonly theme?: "light" | "dark" | ""; readonly campaign?: string; readonly profile?: string; readonly topics?: readonly string[]; readonly audience?: string; readonly document?: string }
  | { readonly type: "token"; readonly token: string }
  | { readonly type: "logout" };

/** From the frame to the page. */
export type FromFrame =
  | { readonly type: "ready" }
  | { readonly type: "configured" }
  | { readonly type: "select"; readonly asset: object; readonly rendition: object; readonly use: PlannedUse; readonly placement: string }
  | { readonly type: "resize"; readonly height: number }
  | { readonly type: "expired" };

const LONGEST = 20_000;
const MOST_TOPICS = 100;

/** A message of the page, if it is one; null for everything else, whoever sent it. What is too long is none. */
export function toFrame(data: unknown): ToFrame | null {
  if (typeof data !== "object" || data === null) return null;
  const said = data as Record<string, unknown>;
  if (said.thesaury !== VERSION) return null;
  if (said.type === "token") return typeof said.token === "string" && said.token.length <= LONGEST ? { type: "token", token: said.token } : null;
  if (said.type === "logout") return { type: "logout" };
  return said.type === "configure" ? configured(said) : null;
}

function configured(said: Record<string, unknown>): ToFrame {
  const text = (name: string) => (typeof said[name] === "string" && said[name].length <= LONGEST ? said[name] : undefined);
  const theme = text("theme");
  const use = useFrom(said.use);
  const told: Record<string, unknown> = { type: "configure" };
  for (const name of ["query", "brief", "language", "dataLanguage", "campaign", "profile", "audience", "document"]) if (text(name) !== undefined) told[name] = text(name);
  if (theme === "light" || theme === "dark" || theme === "") told.theme = theme;
  if (use !== undefined) told.use = use;
  const { topics } = said;
  if (Array.isArray(topics) && topics.length <= MOST_TOPICS && topics.every((one) => typeof one === "string" && one.length <= LONGEST)) told.topics = topics;
  return told as ToFrame;
}

/** The parts of a planned use that can be read; the server says what is no channel, region or day. */
export function useFrom(value: unknown): Partial<PlannedUse> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const said = value as Record<string, unknown>;
  const use: { -readonly [name in keyof PlannedUse]?: PlannedUse[name] } = {};
  if (typeof said.channel === "string") use.channel = said.channel;
  if (Array.isArray(said.regions) && said.regions.every((one) => typeof one === "string")) use.regions = said.regions as string[];
  if (typeof said.firstDay === "string") use.firstDay = said.firstDay;
  if (typeof said.lastDay === "string") use.lastDay = said.lastDay;
  return use;
}

/** What a browser calls a message's way: who sent it, from where. */
export interface Heard {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

/** Whether a message came from the page above, which has to be of an origin that the server allows. */
export function believed(event: Heard, above: unknown, allowed: readonly string[]): boolean {
  return event.source === above && event.origin !== "null" && allowed.includes(event.origin);
}
