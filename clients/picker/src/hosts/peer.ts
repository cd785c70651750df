/** Asking and answering over messages, both ways: between the panel's page and the part of a plug-in that reaches the document. */
import { HostRefusal } from "./host";

/** One end of a way for messages. An adapter of a host makes it, and lets through only what the other end sent. */
export interface Channel {
  send(message: unknown): void;
  /** Calls `heard` with each message of the other end. */
  receive(heard: (message: unknown) => void): void;
}

export type Answers = Readonly<Record<string, (...given: never[]) => unknown>>;

/** A message as it may come, before anything of it is believed. */
interface Said {
  readonly mark?: unknown;
  readonly ask?: unknown;
  readonly verb?: unknown;
  readonly given?: unknown;
  readonly answer?: unknown;
  readonly value?: unknown;
  readonly refusal?: unknown;
}

interface Waiting {
  readonly done: (value: unknown) => void;
  readonly failed: (reason: Error) => void;
}

/** The mark of our messages, as hosts send others on the same way. */
const MARK = "thesaury/1";

const STRANGE = "The panel and its plug-in are of different versions. Reload it.";

export class Peer {
  readonly #channel: Channel;
  readonly #answers: Answers;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(channel: Channel, answers: Answers) {
    this.#channel = channel;
    this.#answers = answers;
    channel.receive((message) => void this.#heard(message));
  }

  /** Asks the other end. Throws `HostRefusal` with its sentence where it refuses. */
  ask<T>(verb: string, ...given: unknown[]): Promise<T> {
    const ask = ++this.#last;
    return new Promise<T>((done, failed) => {
      this.#waiting.set(ask, { done: done as (value: unknown) => void, failed });
      this.#channel.send({ mark: MARK, ask, verb, given });
    });
  }

  async #heard(message: unknown): Promise<void> {
    const said = message as Said | null;
    if (typeof said !== "object" || said === null || said.mark !== MARK) return;
    if (typeof said.answer === "number") this.#settle(said.answer, said);
    else if (typeof said.ask === "number") await this.#reply(said.ask, said);
  }

  #settle(ask: number, said: Said): void {
    const waiting = this.#waiting.get(ask);
    this.#waiting.delete(ask);
    if (typeof said.refusal === "string") waiting?.failed(new HostRefusal(said.refusal));
    else waiting?.done(said.value);
  }

  async #reply(ask: number, said: Said): Promise<void> {
    try {
      const verb = String(said.verb);
      const answer = Object.hasOwn(this.#answers, verb) ? this.#answers[verb] : undefined;
      if (answer === undefined || !Array.isArray(said.given)) throw new HostRefusal(STRANGE);
      this.#channel.send({ mark: MARK, answer: ask, value: await answer(...(said.given as never[])) });
    } catch (failure) {
      this.#channel.send({ mark: MARK, answer: ask, refusal: sentenceOf(failure) });
    }
  }
}

function sentenceOf(failure: unknown): string {
  if (failure instanceof HostRefusal) return failure.message;
  return `The program could not do it: ${failure instanceof Error ? failure.message : String(failure)}`;
}
