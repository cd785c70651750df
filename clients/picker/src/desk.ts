/** What the panel does: asks the server, lets the host place, and changes what is shown. It draws nothing. */
import type { Connection } from "./connection";
import { Failure } from "./connection";
import type { Told } from "./desk/shown";
import { emptied } from "./desk/shown";
import { Taking } from "./desk/taking";
import type { HostAdapter, PlannedUse } from "./hosts/host";
import type { Able } from "./shapes";
import type { Keeping, Tab } from "./state";
import type { Say } from "./texts";

const USE = "thesaury.use";

export class Desk extends Taking {
  readonly #later: (work: () => void, after: number) => void;
  #connecting = 0;
  #given = "";

  constructor(
    connection: Connection,
    host: HostAdapter,
    say: () => Say,
    told: Told,
    use: PlannedUse,
    later: (work: () => void, after: number) => void = (work, after) => void setTimeout(work, after),
  ) {
    super(connection, host, say, told, use);
    this.#later = later;
  }

  /** Goes on where the panel was left, if it is still connected. */
  async start(given: Partial<PlannedUse>): Promise<void> {
    const before = this.state.use;
    const kept = parsed(await this.host.storage.get(USE));
    // What the page around said meanwhile counts, and not what was chosen here another time.
    this.change({ use: { ...this.state.use, ...(this.state.use === before ? kept : {}), ...given } });
    try {
      if (await this.connection.resume()) await this.#connected();
    } catch (failure) {
      this.failed(failure);
    }
  }

  /** Takes the token of the page around; one that has expired already is not tried again, whatever the page does. */
  async useToken(token: string): Promise<void> {
    if (token === this.#given && this.state.standing.is === "expired") return;
    this.#given = token;
    this.#connecting++;
    this.connection.use(token);
    await this.attempt(() => this.#connected());
  }

  async connect(): Promise<void> {
    const turn = ++this.#connecting;
    await this.attempt(async () => {
      const { host } = this.host.capabilities();
      const code = await this.connection.begin(host === "browser" ? location.hostname || "Browser" : host);
      this.change({ standing: { is: "asking", code } });
      const ends = Date.now() + code.expires_in * 1000;
      this.#poll(turn, code.interval * 1000, ends);
    });
  }

  cancelConnecting(): void {
    this.#connecting++;
    this.change({ standing: { is: "away" } });
  }

  async openConnectPage(): Promise<void> {
    const { standing } = this.state;
    if (standing.is === "asking") await this.attempt(() => this.host.openUrl(standing.code.verification_uri_complete));
  }

  async logOut(): Promise<void> {
    this.#connecting++;
    await this.attempt(() => this.connection.end());
    this.change({ ...emptied, standing: { is: "away" }, able: null, said: this.say()("loggedOut") });
  }

  show(tab: Tab): void {
    this.giveUp();
    this.closeDetails();
    this.change({ tab, ...emptied, trouble: null, said: "" });
    void this.evaluate();
  }

  async setUse(part: Partial<PlannedUse>): Promise<void> {
    const use = { ...this.state.use, ...part };
    this.closeDetails();
    this.change({ use, refused: new Map() });
    await this.host.storage.set(USE, JSON.stringify(use));
    await this.evaluate();
  }

  /** Keeps to what the page around says, from now on; what is shown is asked for anew by whoever changes something else, too. */
  keepTo(part: Partial<Keeping>): void {
    this.closeDetails();
    this.change({ keeping: { ...this.state.keeping, ...part }, refused: new Map() });
  }

  /** Asks again for what is shown, for the use of now. */
  async evaluate(): Promise<void> {
    if (this.state.tab === "search") await this.search();
    else if (this.state.tab === "brief" && this.state.brief) await this.recommend();
    else if (this.state.tab === "check" && this.state.checked) await this.check();
  }

  async again(): Promise<void> {
    this.change({ trouble: null });
    if (this.state.able) await this.evaluate();
    else await this.start({});
  }

  async #connected(): Promise<void> {
    const [able, campaigns] = await Promise.all([
      this.connection.ask<Able>({ method: "GET", path: "/capabilities" }),
      this.connection.ask<{ campaigns: { id: string; name: string }[] }>({ method: "GET", path: "/campaigns" }).catch(() => ({ campaigns: [] })),
    ]);
    this.change({ able, campaigns: campaigns.campaigns, standing: { is: "connected" }, trouble: null, use: known(this.state.use, able) });
    void this.reporting.flush();
    await this.#goOn();
  }

  /** What was wanted when the connection was not there. */
  async #goOn(): Promise<void> {
    const { tab, query, briefText, brief } = this.state;
    const kept = this.state.keeping.profile !== "" || this.state.keeping.topics.length > 0;
    if (tab === "search" && (query || kept)) await this.search();
    else if (tab === "brief" && brief) await this.recommend();
    else if (tab === "brief" && briefText) await this.readBrief();
  }

  #poll(turn: number, every: number, ends: number): void {
    this.#later(async () => {
      if (turn !== this.#connecting) return;
      try {
        const { standing } = this.state;
        if (standing.is !== "asking") return;
        const now = Date.now() > ends ? "over" : await this.connection.approved(standing.code);
        if (turn !== this.#connecting) return;
        if (now === "waiting") return this.#poll(turn, every, ends);
        if (now === "approved") return void (await this.#connected());
        this.change({ standing: { is: "away" }, trouble: { sentence: this.say()(now === "over" ? "codeOver" : "refusedCode"), again: false } });
      } catch (failure) {
        if (failure instanceof Failure && failure.trouble === "offline") return this.#poll(turn, every, ends);
        this.change({ standing: { is: "away" } });
        this.failed(failure);
      }
    }, every);
  }
}

/** A use whose names the server knows; what it does not know is what is usual. */
function known(use: PlannedUse, able: Able): PlannedUse {
  const channels = new Set(able.channels.map((one) => one.id));
  const regions = new Set(able.regions.map((one) => one.id));
  const kept = use.regions.filter((one) => regions.has(one) || /^\d|^[A-Z]{2}-/.test(one));
  const channel = channels.has(use.channel) ? use.channel : (able.channels.find((one) => !one.group)?.id ?? "");
  return { ...use, channel, regions: kept.length ? kept : [able.world] };
}

function parsed(text: string | null): Partial<PlannedUse> {
  try {
    const told: unknown = JSON.parse(text ?? "{}");
    return typeof told === "object" && told !== null ? (told as Partial<PlannedUse>) : {};
  } catch {
    return {};
  }
}
