/** The bytes of a rendition, by its signed address. */
import type { Rendition } from "./host";
import { HostRefusal } from "./host";

export type FetchBytes = (rendition: Rendition) => Promise<Uint8Array<ArrayBuffer>>;

/** Fetches without cookies: the signed address is all it takes. Throws `HostRefusal` where the file cannot be had. */
export function fetchingBytes(fetching: typeof fetch = (...all) => fetch(...all)): FetchBytes {
  return async (rendition) => {
    const answer = await asked(fetching, rendition.url);
    if (!answer.ok) throw new HostRefusal(sentenceOf(answer.status));
    const type = (answer.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    // A sign-in page of a proxy comes with status 200, too: it must not end up in somebody's layout.
    if (type !== "" && type !== "application/octet-stream" && type.split("/")[0] !== rendition.type.split("/")[0])
      throw new HostRefusal(`The server sent ${type} where ${rendition.type} was expected, so nothing was placed.`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length === 0) throw new HostRefusal("The server sent an empty file, so nothing was placed.");
    return bytes;
  };
}

async function asked(fetching: typeof fetch, url: string): Promise<Response> {
  try {
    return await fetching(url, { credentials: "omit" });
  } catch {
    throw new HostRefusal("The file could not be fetched: the server did not answer. Nothing was placed; try again.");
  }
}

function sentenceOf(status: number): string {
  if (status === 401 || status === 403 || status === 410)
    return "The address of the file has expired or is no longer permitted. Search anew and place it again.";
  if (status === 404) return "The server has no such file any more, so nothing was placed.";
  return `The file could not be fetched (the server answered ${status}). Nothing was placed; try again.`;
}
