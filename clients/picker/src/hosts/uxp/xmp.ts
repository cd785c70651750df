/** Place-links in XMP, the metadata packet that Adobe's programs keep with a document or a clip. */
import type { PlaceLink } from "../host";
import { linkFrom } from "../link";

const NAMESPACE = "https://thesaury.example/xmp/placed/1/";

/** Links by what they are of: a placement's id, or a name the host's adapter chose. */
export type Links = Readonly<Record<string, PlaceLink>>;

const EMPTY =
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta><?xpacket end="w"?>';

/** The packet with these links in place of those it had. All else in it stays as it was. */
export function withLinks(packet: string, links: Links): string {
  const whole = packet.includes("</rdf:RDF>") ? packet : EMPTY;
  const prefix = prefixIn(whole);
  const bare = prefix === null ? whole : removed(whole, prefix);
  const own = `<rdf:Description rdf:about="" xmlns:thesaury="${NAMESPACE}" thesaury:links="${escaped(JSON.stringify(links))}"/>`;
  return bare.replace("</rdf:RDF>", () => `${own}</rdf:RDF>`);
}

/** The links a packet holds; none where it holds none, or something that is none of ours. */
export function linksIn(packet: string): Links {
  const prefix = prefixIn(packet);
  if (prefix === null) return {};
  // Programs write a packet anew in their own manner: the value is an attribute in one, an element in another.
  const found = attribute(prefix).exec(packet)?.[2] ?? element(prefix).exec(packet)?.[1];
  if (found === undefined) return {};
  try {
    const kept = Object.entries(JSON.parse(unescaped(found)) as object);
    return Object.fromEntries(kept.map(([of, link]) => [of, linkFrom(link)]).filter(([, link]) => link !== null));
  } catch {
    return {};
  }
}

function removed(packet: string, prefix: string): string {
  return packet.replace(attribute(prefix), "").replace(element(prefix), "");
}

function prefixIn(packet: string): string | null {
  const at = packet.indexOf(`"${NAMESPACE}"`);
  return at < 0 ? null : (/xmlns:([A-Za-z_][\w.-]*)=$/.exec(packet.slice(0, at))?.[1] ?? null);
}

function attribute(prefix: string): RegExp {
  return new RegExp(`\\s${prefix}:links=(["'])(.*?)\\1`, "s");
}

function element(prefix: string): RegExp {
  return new RegExp(`<${prefix}:links>(.*?)</${prefix}:links>`, "s");
}

const MARKS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
}

function unescaped(text: string): string {
  const back = Object.fromEntries(Object.entries(MARKS).map(([mark, code]) => [code, mark]));
  return text.replace(/&#(x?)([0-9A-Fa-f]+);|&\w+;/g, (code, hex: string | undefined, digits: string | undefined) =>
    digits === undefined ? (back[code] ?? code) : String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
  );
}
