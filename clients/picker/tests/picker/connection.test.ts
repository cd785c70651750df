// Tokens: prolonged once for all who wait, forgotten when they are over, never in an address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection, Failure } from "../../src/connection";

export class Kept {
  readonly kept = new Map<string, string>();
  get = async (key: string) => this.kept.get(key) ?? null;
  set = async (key: string, value: string) => void this.kept.set(key, value);
  remove = async (key: string) => void this.kept.delete(key);
}

type Answer = { status: number; body?: unknown } | "nothing";

/** A server that answers by path and token, and remembers what it was asked. */
function served(answers: (path: string, token: string, body: unknown) => Answer) {
  const asked: { url: string; token: string }[] = [];
  const fetching = (async (url: string, init: RequestInit) => {
    const token = (init.headers as Record<string, string>).Authorization?.slice(7) ?? "";
    asked.push({ url, token });
    assert.equal(init.credentials, "omit");
    const answer = answers(new URL(url).pathname.replace("/panel/v1", ""), token, init.body ? JSON.parse(String(init.body)) : null);
    if (answer === "nothing") throw new TypeError("no network");
    return new Response(answer.status === 204 ? null : JSON.stringify(answer.body ?? {}), { status: answer.status });
  }) as typeof fetch;
  const storage = new Kept();
  const connection = new Connection({ server: "https://dam.example", storage, languages: () => ({ ui: "de", data: "" }), fetching });
  return { asked, storage, connection };
}

const expired = { status: 401, body: { type: "/api/v1#problem-token-expired", detail: "The token has expired." } };
const question = { method: "GET", path: "/capabilities" } as const;
const KEY = "thesaury.refresh https://dam.example";

test("an expired token is prolonged once, however many questions find it so", async () => {
  const { asked, storage, connection } = served((path, token) => {
    if (path === "/token/refresh") return { status: 200, body: { token: "new", expires_in: 600, refresh_token: "r2" } };
    return token === "new" ? { status: 200, body: { ok: true } } : expired;
  });
  storage.kept.set(KEY, "r1");
  connection.use("old");
  const answers = await Promise.all([1, 2, 3].map(() => connection.ask<{ ok: boolean }>(question)));
  assert.deepEqual(answers, [{ ok: true }, { ok: true }, { ok: true }]);
  assert.equal(asked.filter((one) => one.url.includes("/token/refresh")).length, 1);
  assert.equal(storage.kept.get(KEY), "r2");
  assert.ok(asked.every((one) => !/old|new|r1|r2/.test(one.url)), "no secret stands in an address");
});

test("a session that is over says so, and its key is forgotten", async () => {
  const { storage, connection } = served((path) => (path === "/token/refresh" ? { status: 401 } : expired));
  storage.kept.set(KEY, "r1");
  connection.use("old");
  await assert.rejects(connection.ask(question), (failure: Failure) => failure.trouble === "expired" && failure.kind === "token-expired" && failure.message === "The token has expired.");
  assert.equal(storage.kept.size, 0);
});

test("without a network the key is kept", async () => {
  const { storage, connection } = served((path) => (path === "/token/refresh" ? "nothing" : expired));
  storage.kept.set(KEY, "r1");
  connection.use("old");
  await assert.rejects(connection.ask(question), (failure: Failure) => failure.trouble === "offline");
  assert.equal(storage.kept.get(KEY), "r1");
});

test("logging out forgets at once, and tells the server", async () => {
  const { asked, storage, connection } = served(() => ({ status: 204 }));
  storage.kept.set(KEY, "r1");
  connection.use("old");
  await connection.end();
  assert.equal(connection.connected, false);
  assert.equal(storage.kept.size, 0);
  assert.match(asked[0]?.url ?? "", /\/token\/revoke/);
});

test("an answer that is no JSON is a failure with a kind of its own", async () => {
  const { connection } = served(() => ({ status: 200 }));
  const broken = new Connection({ server: "", storage: new Kept(), languages: () => ({ ui: "en", data: "" }), fetching: async () => new Response("<html>", { status: 502 }) });
  await assert.rejects(broken.ask(question), (failure: Failure) => failure.trouble === "offline");
  assert.equal(connection.connected, false);
});
