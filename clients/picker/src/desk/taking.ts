/** Taking assets into a document: placing, dragging, reporting, saying what fitted; and checking what stands there. */
import { Failure } from "../connection";
import type { Connection } from "../connection";
import { csv } from "../csv";
import { renditionFor } from "../hosts/choosing";
import type { AssetToPlace, HostAdapter, Placed, PlannedUse, Rendition } from "../hosts/host";
import { HostRefusal } from "../hosts/host";
import { place } from "../hosts/placing";
import type { PlacementReport, Sent } from "../hosts/reporting";
import { Reporting, sentAs } from "../hosts/reporting";
import type { AssetShape, CheckedShape, Hit, ToPlace } from "../shapes";
import { keepingBody, useBody } from "../state";
import type { Say } from "../texts";
import { Asking } from "./asking";
import type { Told } from "./shown";
import { emptied } from "./shown";

export class Taking extends Asking {
  protected readonly reporting: Reporting;
  /** What the answer to a report said of rights that changed while something was placed. */
  #refusedLater = "";

  constructor(connection: Connection, host: HostAdapter, say: () => Say, told: Told, use: PlannedUse) {
    super(connection, host, say, told, use);
    this.reporting = new Reporting(host.storage, (report) => this.#report(report));
  }

  /** Places an asset, if its rights permit it still; `instead` names what it takes the place of. */
  async place(asset: AssetShape, manner: "place" | "open" = "place", rendition = "", instead?: string): Promise<boolean> {
    if (this.state.placing) return false;
    this.change({ placing: asset.asset, said: this.say()("placing") });
    try {
      const files = await this.#files(asset.asset);
      const chosen = files.renditions.find((one) => one.name === rendition) ?? renditionFor(this.host.capabilities(), files);
      const purpose = { use: this.state.use, campaign: this.state.tab === "brief" ? (this.state.brief?.campaign ?? "") : "" };
      const wish = { asset: files, rendition: chosen, manner, ...(instead === undefined ? {} : { instead }) };
      const placed = await place(this.host, this.reporting, wish, purpose);
      this.change({ said: this.#refusedLater || this.say()(instead ? "replaced" : this.#browser ? "selected" : "placed", { title: asset.title }) });
      this.#refusedLater = "";
      this.told.selected(files, chosen, placed, this.state.use);
      if (this.state.tab === "brief") this.#feed(asset.asset, "placed");
      return true;
    } catch (failure) {
      const final = failure instanceof HostRefusal || (failure instanceof Failure && failure.kind === "not-permitted");
      if (final) this.change({ refused: new Map(this.state.refused).set(asset.asset, failure.message), said: failure.message });
      else this.failed(failure);
      return false;
    } finally {
      this.change({ placing: "" });
    }
  }

  /** The files of an asset at signed addresses. Throws `Failure` where its rights permit the use no more. */
  async #files(asset: string): Promise<AssetToPlace> {
    const body = { asset, use: useBody(this.state.use), ...keepingBody(this.state.keeping) };
    const told = await this.connection.ask<ToPlace>({ method: "POST", path: "/renditions", body });
    return { ...told, renditions: told.renditions.map((one) => ({ ...one, url: this.connection.address(one.url) })) };
  }

  /** What a drag carries, asked for when somebody is about to drag. */
  async dragged(asset: string): Promise<{ asset: AssetToPlace; rendition: Rendition }> {
    const files = await this.#files(asset);
    return { asset: files, rendition: renditionFor(this.host.capabilities(), files) };
  }

  /** Reports what a drag placed. */
  async dropped(placed: Placed, report: (reporting: Reporting) => Promise<void>): Promise<void> {
    await this.attempt(() => report(this.reporting));
    const hit = this.state.found?.hits.find((one) => one.asset === placed.link.asset);
    this.change({ said: this.#refusedLater || this.say()("placed", { title: hit?.title || placed.link.asset }) });
    this.#refusedLater = "";
    if (this.state.tab === "brief") this.#feed(placed.link.asset, "placed");
  }

  like(hit: Hit, liking: "pinned" | "rejected"): void {
    this.change({ noted: new Map(this.state.noted).set(hit.asset, liking), said: this.say()("thanks") });
    this.#feed(hit.asset, liking);
  }

  async check(): Promise<void> {
    if (!this.connection.connected) return this.needsConnection();
    await this.asked(async (signal) => {
      const placed = await this.host.getPlacedAssets();
      const found = placed.map(({ ref, name, link }) => ({ ref, name, asset: link.asset, rendition: link.rendition, at: link.at, rights: link.rights }));
      const body = { found, use: useBody(this.state.use) };
      const told = await this.connection.ask<{ checked: CheckedShape[] }>({ method: "POST", path: "/documents/check", body, signal });
      const bad = told.checked.filter((one) => one.state !== "fine").length;
      const said = told.checked.length ? this.say()("checked", { count: told.checked.length, bad }) : this.say()("checkNone");
      this.change({ checked: told.checked, csv: "", said });
    });
  }

  /** The table of the check; where a file cannot be saved, the panel shows it to be copied. */
  checkedCsv(): string {
    const rows = (this.state.checked ?? []).map((one) => [one.name, one.found, one.word, one.sentence, one.todo, one.by ?? ""]);
    return csv([this.say()("csvHead").split(","), ...rows]);
  }

  showCsv(): void {
    this.change({ csv: this.checkedCsv() });
  }

  async replace(one: CheckedShape, by: AssetShape): Promise<void> {
    if (await this.place(by, "place", "", one.ref)) await this.check();
  }

  alternative(one: CheckedShape): void {
    this.change({ tab: "search", ...emptied, query: one.asset?.title ?? one.name });
    void this.search();
  }

  #feed(asset: string, liking: "pinned" | "rejected" | "placed"): void {
    const hit = this.state.found?.hits.find((one) => one.asset === asset);
    if (!this.state.digest || !this.state.able?.may.place) return;
    if (hit) this.feedback([hit], liking).catch((failure) => this.failed(failure));
  }

  async #report(report: PlacementReport): Promise<Sent> {
    try {
      const told = await this.connection.ask<{ permitted: boolean; sentence: string }>({ method: "POST", path: "/placements", body: report });
      if (!told.permitted) this.#refusedLater = this.say()("placedDenied", { why: told.sentence });
      return "taken";
    } catch (failure) {
      if (failure instanceof Failure && failure.trouble === "refused") return sentAs(failure.kind === "origin-not-allowed" ? 403 : 400);
      return "later";
    }
  }

  get #browser(): boolean {
    return this.host.capabilities().host === "browser";
  }
}
