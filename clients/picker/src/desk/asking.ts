/** Asking the server: searches, briefs and recommendations, and the details of an asset. */
import type { Brief, Details, Found, Hit, ProfileShape, Recommended } from "../shapes";
import type { State } from "../state";
import { keepingBody, keepingQuery, nextWanting, useBody, useOf, useQuery, withoutConcept, withoutFormat } from "../state";
import { Shown } from "./shown";

export class Asking extends Shown {
  /** Which details were asked for last. */
  #opened = 0;

  /** What is typed is kept with every key, so that nothing of it is lost. */
  type(part: Partial<Pick<State, "query" | "briefText">>): void {
    this.state = { ...this.state, ...part };
  }

  async search(): Promise<void> {
    if (!this.connection.connected) return this.needsConnection();
    await this.asked(async (signal) => {
      const found = await this.askSearch("usable", "", signal);
      const listed = { hits: found.hits, total: found.total, more: found.more ?? "" };
      this.change({ found: listed, review: null, reviewCount: found.review, blocked: found.blocked ?? null, facets: found.facets ?? [], gaps: [], ...this.#used(found.profile) });
      this.announce();
    });
  }

  async toggle(facet: string, value: string): Promise<void> {
    const is = ([name, one]: readonly [string, string]) => name === facet && one === value;
    const chosen = this.state.chosen.some(is) ? this.state.chosen.filter((one) => !is(one)) : [...this.state.chosen, [facet, value] as const];
    this.change({ chosen });
    await this.search();
  }

  async more(): Promise<void> {
    const { found } = this.state;
    if (!found?.more) return;
    await this.asked(async (signal) => {
      const next = await this.askSearch("usable", found.more, signal);
      this.change({ found: { hits: [...found.hits, ...next.hits], total: next.total, more: next.more ?? "" } });
      this.announce();
    });
  }

  /** Opens the drawer of what needs review, or goes on in it. */
  async openReview(): Promise<void> {
    const { found, review: before } = this.state;
    if (this.state.tab !== "search" || (before && !before.more)) return;
    await this.attempt(async () => {
      const next = await this.askSearch("review", before?.more ?? "");
      if (this.state.found !== found || this.state.review !== before) return; // something else was searched meanwhile
      this.change({ review: { hits: [...(before?.hits ?? []), ...next.hits], total: next.total, more: next.more ?? "" } });
    });
  }

  async readBrief(file?: File): Promise<void> {
    if (!this.connection.connected) return this.needsConnection();
    const { briefText, campaign } = this.state;
    if (!file && !campaign && !briefText.trim()) return;
    await this.asked(async (signal) => {
      const brief = file
        ? await this.connection.ask<Brief>({ method: "POST", path: "/briefs/files", query: [["file", file.name]], file, signal })
        : await this.connection.ask<Brief>({ method: "POST", path: "/briefs", body: campaign ? { campaign } : { text: briefText }, signal });
      this.change({ brief, use: useOf(brief, this.state.use), ...(file ? { briefText: brief.text } : {}) });
      await this.#recommend(signal);
    });
  }

  async chooseCampaign(campaign: string): Promise<void> {
    this.change({ campaign });
    if (campaign) await this.readBrief();
  }

  async recommend(): Promise<void> {
    if (!this.connection.connected) return this.needsConnection();
    await this.asked((signal) => this.#recommend(signal));
  }

  async changeConcept(concept: string): Promise<void> {
    await this.#rewritten((brief) => nextWanting(brief, concept));
  }

  async dropConcept(concept: string): Promise<void> {
    await this.#rewritten((brief) => withoutConcept(brief, concept));
  }

  async dropFormat(format: string): Promise<void> {
    await this.#rewritten((brief) => withoutFormat(brief, format));
  }

  async openDetails(asset: string): Promise<void> {
    const mine = ++this.#opened;
    await this.attempt(async () => {
      const body = { asset, use: useBody(this.state.use), ...keepingBody(this.state.keeping) };
      const details = await this.connection.ask<Details>({ method: "POST", path: "/assets", body });
      if (mine === this.#opened) this.change({ details });
    });
  }

  /** Closes them, those that are on their way too. */
  closeDetails(): void {
    this.#opened++;
    this.change({ details: null });
  }

  protected askSearch(list: "usable" | "review", more: string, signal?: AbortSignal): Promise<Found> {
    const { query, use, chosen, keeping } = this.state;
    const asked: (readonly [string, string])[] = [["q", query.trim()], ["list", list], ...useQuery(use), ...keepingQuery(keeping), ...chosen];
    if (more) asked.push(["more", more]);
    return this.connection.ask<Found>({ method: "GET", path: "/search", query: asked, ...(signal ? { signal } : {}) });
  }

  async #recommend(signal: AbortSignal): Promise<void> {
    const body = { brief: this.state.brief, use: useBody(this.state.use), ...keepingBody(this.state.keeping) };
    const told = await this.connection.ask<Recommended>({ method: "POST", path: "/recommend", body, signal });
    const review = { hits: told.review, total: told.review.length, more: "" };
    this.change({
      brief: told.brief,
      digest: told.digest,
      found: { hits: told.picks, total: told.picks.length, more: "" },
      review,
      reviewCount: told.review.length,
      blocked: told.blocked,
      gaps: told.gaps.map((one) => one.sentence),
      facets: [],
      noted: new Map(),
      ...this.#used(told.profile),
    });
    this.announce();
    // What is learned from people needs to know what they saw and left; nobody has to hear of it should that fail.
    if (told.picks.length && this.state.able?.may.place) this.feedback(told.picks, "shown").catch(() => undefined);
  }

  /** In a channel the use is what that channel is called in the tables of rights, whatever a brief says. */
  #used(profile: ProfileShape | undefined): Partial<State> {
    return profile ? { use: { ...this.state.use, channel: profile.channel } } : {};
  }

  async #rewritten(change: (brief: Brief) => Brief): Promise<void> {
    if (!this.state.brief) return;
    this.change({ brief: change(this.state.brief) });
    await this.recommend();
  }

  protected feedback(hits: readonly Hit[], liking: "pinned" | "rejected" | "placed" | "shown"): Promise<void> {
    const about = { brief: this.state.digest, campaign: this.state.brief?.campaign ?? "", liking };
    const feedback = hits.map((one) => ({ asset: one.asset, ...about, place: one.place ?? 0, parts: one.parts ?? {} }));
    return this.connection.ask({ method: "POST", path: "/feedback", body: { feedback } });
  }

  protected announce(): void {
    const { found, reviewCount, blocked } = this.state;
    const say = this.say();
    const parts = [found?.total ? say("hits", { count: found.total }) : say("none")];
    if (reviewCount) parts.push(say("review", { count: reviewCount }));
    if (blocked?.total) parts.push(say("blocked", { count: blocked.total }));
    this.change({ said: `${parts.join(". ").replace(/\.\./g, ".")}` });
  }
}
