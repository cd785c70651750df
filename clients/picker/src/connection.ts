/** The connection with the server: its token, how it is prolonged, and every question as one call with one kind of failure. */
import type { HostStorage } from "./hosts/host";
import type { DeviceCode, Tokens } from "./shapes";

/** Why a question got no answer. `expired`: connect again, nothing is lost. `offline`: ask again. `refused`: asking again does not help. */
export type Trouble = "expired" | "offline" | "refused";

export class Failure extends Error {
  override readonly name = "Failure";
  readonly trouble: Trouble;
  /** The end of the problem's `type`, as `not-permitted`; empty where there was none. */
  readonly kind: string;

  constructor(trouble: Trouble, sentence: string, kind = "") {
    super(sentence);
    this.trouble = trouble;
    this.kind = kind;
  }
}

export interface Question {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  /** A file as the body, in the place of JSON. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
}

export interface Setting {
  /** Address of the Thesaury server, as `https://dam.example.com`; empty for the server of the page itself. */
  readonly server: string;
  readonly storage: HostStorage;
  /** The origin of the page that holds our frame, where it does. */
  readonly heldBy?: string;
  readonly languages: () => { readonly ui: string; readonly data: string };
  readonly fetching?: typeof fetch;
}

/** The key that prolongs, in the storage of the host: one for each server. */
const KEY = "thesaury.refresh";

/** Does `work` while no other tab of this browser does the like: tabs share the key, and a key used twice looks like one that was copied. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  let begun = false;
  try {
    if (locks)
      return (await locks.request(name, () => {
        begun = true;
        return work();
      })) as T;
  } catch (failure) {
    if (begun) throw failure;
    // A frame without an origin of its own, as in Figma, has no locks; nor does it share anything.
  }
  return work();
}

export class Connection {
  readonly #setting: Setting;
  readonly #fetch: typeof fetch;
  #token = "";
  #renewing: Promise<boolean> | null = null;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#fetch = setting.fetching ?? ((...all) => fetch(...all));
  }

  /** Takes a token that the page around was given; it cannot be prolonged here. */
  use(token: string): void {
    this.#token = token;
  }

  get connected(): boolean {
    return this.#token !== "";
  }

  /** Goes on with the connection of before, where the host keeps one. */
  async resume(): Promise<boolean> {
    return this.#token !== "" || this.#renewed();
  }

  /** Asks, and once more with a new token where the old one has expired. Throws `Failure`. */
  async ask<T>(question: Question): Promise<T> {
    const used = this.#token;
    const answer = await this.#send(question, used);
    if (answer.status !== 401) return read<T>(answer);
    if (this.#token !== used || (await this.#renewed())) {
      const again = await this.#send(question, this.#token);
      if (again.status !== 401) return read<T>(again);
    }
    const { sentence, kind } = await problemOf(answer);
    throw new Failure("expired", sentence, kind);
  }

  /** Begins to connect: the code to show. */
  begin(host: string): Promise<DeviceCode> {
    return this.#open<DeviceCode>("/device/code", { host });
  }

  /** Whether a person has approved by now. */
  async approved(code: DeviceCode): Promise<"waiting" | "refused" | "approved"> {
    const told = await this.#open<Tokens>("/device/token", { device_code: code.device_code });
    if (told.state === "approved") await this.#keep(told);
    return told.state ?? "waiting";
  }

  /** Logs out: here at once, at the server as soon as it hears of it. */
  async end(): Promise<void> {
    const refresh = await this.#setting.storage.get(this.#key);
    const token = this.#token;
    this.#token = "";
    await this.#setting.storage.remove(this.#key);
    await this.#open("/token/revoke", refresh ? { refresh_token: refresh } : { token });
  }

  /** The whole address of a path that the server told. */
  address(path: string): string {
    return path.startsWith("/") ? `${this.#setting.server}${path}` : path;
  }

  async #renewed(): Promise<boolean> {
    // Several questions may find the token expired at once: one of them prolongs it.
    this.#renewing ??= alone(this.#key, () => this.#renew()).finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #renew(): Promise<boolean> {
    const kept = await this.#setting.storage.get(this.#key);
    if (!kept) return false;
    try {
      await this.#keep(await this.#open<Tokens>("/token/refresh", { refresh_token: kept }));
      return true;
    } catch (failure) {
      if (failure instanceof Failure && failure.trouble === "offline") throw failure;
      await this.#setting.storage.remove(this.#key);
      return false;
    }
  }

  async #keep(told: Tokens): Promise<void> {
    this.#token = told.token;
    await this.#setting.storage.set(this.#key, told.refresh_token);
  }

  async #open<T>(path: string, body: unknown): Promise<T> {
    return read<T>(await this.#send({ method: "POST", path, body }, ""));
  }

  get #key(): string {
    return `${KEY} ${this.#setting.server}`;
  }

  async #send(question: Question, token: string): Promise<Response> {
    const { ui, data } = this.#setting.languages();
    const query = new URLSearchParams([...(question.query ?? []), ["uiLocale", ui], ["dataLocale", data]] as string[][]);
    const headers: Record<string, string> = { Accept: "application/json" };
    if (token !== "") headers.Authorization = `Bearer ${token}`;
    const body = question.file ?? (question.body === undefined ? null : JSON.stringify(question.body));
    if (body !== null) headers["Content-Type"] = question.file ? "application/octet-stream" : "application/json";
    if (this.#setting.heldBy) headers["Thesaury-Host"] = this.#setting.heldBy;
    try {
      return await this.#fetch(`${this.#setting.server}/panel/v1${question.path}?${query}`, {
        method: question.method,
        headers,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        body,
        ...(question.signal ? { signal: question.signal } : {}),
      });
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
      throw new Failure("offline", "");
    }
  }
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T;
  if (answer.ok) return (await answer.json()) as T;
  const { sentence, kind } = await problemOf(answer);
  const trouble = answer.status === 401 ? "expired" : answer.status === 429 || answer.status >= 502 ? "offline" : "refused";
  throw new Failure(trouble, sentence, kind);
}

async function problemOf(answer: Response): Promise<{ sentence: string; kind: string }> {
  try {
    const told = (await answer.json()) as { detail?: unknown; type?: unknown };
    const kind = /#problem-([a-z-]+)$/.exec(String(told.type))?.[1] ?? "";
    return { sentence: typeof told.detail === "string" ? told.detail : "", kind };
  } catch {
    return { sentence: "", kind: "" };
  }
}
