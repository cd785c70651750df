/** Reports of placements: one usage record for each, also after a retry, a lost reply or a restart of the host. */
import type { HostName, HostStorage, Placed, PlannedUse } from "./host";

/** A placement as `POST /panel/v1/placements` takes it. `id` is its idempotency key: a report sent twice is counted once. */
export interface PlacementReport {
  readonly id: string;
  readonly asset: string;
  readonly at: string;
  readonly host: HostName;
  readonly document: string;
  readonly record: string;
  readonly rendition: string;
  readonly channel: string;
  readonly regions: readonly string[];
  readonly first_day: string;
  readonly last_day: string;
  readonly rights: string;
  readonly board: string;
  readonly campaign: string;
}

/** What became of a report: `later` where asking again may help (no network, signed out, a busy server), `refused` where it never will. */
export type Sent = "taken" | "later" | "refused";

export interface Purpose {
  readonly use: PlannedUse;
  readonly board?: string;
  readonly campaign?: string;
}

export function reportOf(placed: Placed, host: HostName, document: string, purpose: Purpose): PlacementReport {
  const { link } = placed;
  return {
    id: link.placement,
    asset: link.asset,
    at: link.at,
    host,
    document,
    record: link.record,
    rendition: link.rendition,
    channel: purpose.use.channel,
    regions: purpose.use.regions,
    first_day: purpose.use.firstDay,
    last_day: purpose.use.lastDay,
    rights: link.rights,
    board: purpose.board ?? "",
    campaign: purpose.campaign ?? "",
  };
}

/** What an answer of the server means for a report. */
export function sentAs(status: number): Sent {
  if (status >= 200 && status < 300) return "taken";
  return status === 401 || status === 403 || status === 408 || status === 429 || status >= 500 ? "later" : "refused";
}

const WAITING = "thesaury.unreported";
const REFUSED = "thesaury.refused";
const KEPT_REFUSED = 50;

/** Keeps reports in the host's storage until the server has taken them. */
export class Reporting {
  readonly #storage: HostStorage;
  readonly #send: (report: PlacementReport) => Promise<Sent>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(storage: HostStorage, send: (report: PlacementReport) => Promise<Sent>) {
    this.#storage = storage;
    this.#send = send;
  }

  /** Keeps the report, then sends all that wait. Never throws for want of a server: what was not sent stays kept.
   *
   * Throws where the storage of the host fails, for then the report would be lost without a word. */
  async report(report: PlacementReport): Promise<void> {
    await this.#inTurn(async () => {
      const waiting = await this.#read(WAITING);
      if (!waiting.some((one) => one.id === report.id)) await this.#write(WAITING, [...waiting, report]);
    });
    await this.flush();
  }

  /** Sends what waits, oldest first, until one has to wait. Gives how many still wait. */
  async flush(): Promise<number> {
    return this.#inTurn(async () => {
      let waiting = await this.#read(WAITING);
      for (const report of [...waiting]) {
        const sent = await this.#send(report).catch((): Sent => "later");
        if (sent === "later") break;
        if (sent === "refused") await this.#write(REFUSED, [...(await this.#read(REFUSED)), report].slice(-KEPT_REFUSED));
        waiting = waiting.filter((one) => one.id !== report.id);
        await this.#write(WAITING, waiting);
      }
      return waiting.length;
    });
  }

  /** Reports the server would not take, the latest last: somebody may want to know. */
  async refused(): Promise<readonly PlacementReport[]> {
    return this.#read(REFUSED);
  }

  // Two reports at once would read the same list, and the later writer would lose the other's.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #read(key: string): Promise<PlacementReport[]> {
    try {
      const kept: unknown = JSON.parse((await this.#storage.get(key)) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one): one is PlacementReport => typeof one?.id === "string") : [];
    } catch (failure) {
      if (failure instanceof SyntaxError) return [];
      throw failure;
    }
  }

  #write(key: string, reports: readonly PlacementReport[]): Promise<void> {
    return this.#storage.set(key, JSON.stringify(reports));
  }
}
