/** What every part of the desk stands on: what is shown, how it changes, and what a failure comes to. */
import type { Connection } from "../connection";
import { Failure } from "../connection";
import type { AssetToPlace, HostAdapter, Placed, PlannedUse, Rendition } from "../hosts/host";
import type { State } from "../state";
import { beginning } from "../state";
import type { Say } from "../texts";

export interface Told {
  changed(): void;
  expired(): void;
  selected(asset: AssetToPlace, rendition: Rendition, placed: Placed, use: PlannedUse): void;
}

export class Shown {
  state: State;
  protected readonly connection: Connection;
  protected readonly host: HostAdapter;
  protected readonly say: () => Say;
  protected readonly told: Told;
  #asking: AbortController | null = null;

  constructor(connection: Connection, host: HostAdapter, say: () => Say, told: Told, use: PlannedUse) {
    this.connection = connection;
    this.host = host;
    this.say = say;
    this.told = told;
    this.state = beginning(use);
  }

  /** Asks; a question that is under way is given up, for its answer would be that of an older one. */
  protected async asked(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.change({ busy: true, trouble: null });
    try {
      await work(asking.signal);
    } catch (failure) {
      if (!asking.signal.aborted) this.failed(failure);
    } finally {
      if (this.#asking === asking) this.change({ busy: false });
    }
  }

  /** Gives up the question that is under way: nobody waits for its answer any more. */
  protected giveUp(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.state = { ...this.state, busy: false };
  }

  protected async attempt(work: () => Promise<void>): Promise<void> {
    try {
      this.change({ trouble: null });
      await work();
    } catch (failure) {
      this.failed(failure);
    }
  }

  protected failed(failure: unknown): void {
    const say = this.say();
    if (failure instanceof Failure && failure.trouble === "expired") {
      this.connection.use("");
      this.change({ standing: { is: "expired" }, said: say("expired") });
      this.told.expired();
      return;
    }
    const offline = failure instanceof Failure && failure.trouble === "offline";
    const sentence = failure instanceof Error && failure.message ? failure.message : say(offline ? "offline" : "failed");
    this.change({ trouble: { sentence, again: offline }, said: "" });
  }

  protected needsConnection(): void {
    if (this.state.standing.is === "away") this.change({ said: this.say()("connectWhy") });
  }

  protected change(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    this.told.changed();
  }
}

/** What one tab shows and another does not. */
export const emptied = { found: null, review: null, reviewCount: 0, blocked: null, facets: [], gaps: [], details: null, checked: null, csv: "" } as const;
