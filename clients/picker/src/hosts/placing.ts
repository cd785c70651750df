/** Placing and reporting in one: what a Place button does. */
import { renditionFor } from "./choosing";
import type { AssetToPlace, HostAdapter, Placed, Rendition } from "./host";
import { newPlacementId } from "./host";
import type { Purpose, Reporting } from "./reporting";
import { reportOf } from "./reporting";

export interface Wish {
  readonly asset: AssetToPlace;
  /** The file the person chose; the largest the host takes without one. */
  readonly rendition?: Rendition;
  readonly manner?: "place" | "open";
  /** The placed asset this one takes the place of. */
  readonly instead?: string;
}

/** Places an asset and reports it. Throws `HostRefusal` where nothing was placed; then nothing is reported either. */
export async function place(host: HostAdapter, reporting: Reporting, wish: Wish, purpose: Purpose): Promise<Placed> {
  const rendition = wish.rendition ?? renditionFor(host.capabilities(), wish.asset);
  const options = { placement: newPlacementId(), manner: wish.manner ?? "place" } as const;
  const placed =
    wish.instead === undefined
      ? await host.placeAsset(wish.asset, rendition, options)
      : await host.replaceAsset(wish.instead, wish.asset, rendition, options);
  await told(host, reporting, placed, purpose);
  return placed;
}

/** Reports what a drag placed. */
export async function told(host: HostAdapter, reporting: Reporting, placed: Placed, purpose: Purpose): Promise<void> {
  const { id, name } = await host.documentInfo();
  await reporting.report(reportOf(placed, host.capabilities().host, id || name, purpose));
}
