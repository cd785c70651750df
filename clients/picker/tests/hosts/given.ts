// Assets and surroundings that the tests of hosts share.
import type { AssetToPlace, HostStorage, Rendition } from "../../src/hosts/host";

export const SERVER = "https://dam.example.com";
export const PLACEMENT = "0123456789abcdef0123456789abcdef";
export const OTHER = "fedcba9876543210fedcba9876543210";

export const rendition = (name: string, width: number, height: number, type = "image/jpeg"): Rendition => ({
  name, type, width, height, url: `${SERVER}/panel/v1/files/${name}?signed=x`,
});

export const asset = (id = "a1", title = "Children on the way to school"): AssetToPlace => ({
  id, title, creator: "Ada Example", record: `bynder/${id}`, rights: `rights-of-${id}`,
  renditions: [rendition("original", 6000, 4000), rendition("web", 2000, 1333), rendition("thumb", 300, 200)],
});

export const bytes = async () => new Uint8Array([1, 2, 3]);

export function memory(): HostStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (key) => kept.get(key) ?? null,
    set: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
  };
}

// What a UXP program gives: files that are written and deleted, storage that answers in bytes.
export function uxpStub() {
  const files = new Map<string, number>();
  const safe = new Map<string, string>();
  const opened: string[] = [];
  const folder = (at: string) => ({
    createFile: async (name: string) => ({
      name,
      nativePath: `${at}/${name}`,
      write: async (given: ArrayBuffer) => void files.set(`${at}/${name}`, given.byteLength),
      delete: async () => void files.delete(`${at}/${name}`),
    }),
  });
  return {
    files,
    safe,
    opened,
    uxp: {
      storage: {
        localFileSystem: {
          getTemporaryFolder: async () => folder("/temp"),
          getDataFolder: async () => folder("/data"),
          createSessionToken: (file: { nativePath: string }) => `token:${file.nativePath}`,
        },
        secureStorage: {
          getItem: async (key: string) => (safe.has(key) ? new TextEncoder().encode(safe.get(key)) : null),
          setItem: async (key: string, value: string) => void safe.set(key, value),
          removeItem: async (key: string) => void safe.delete(key),
        },
        formats: { binary: "binary" },
      },
      shell: { openExternal: async (url: string) => (opened.push(url), "") },
    },
  };
}

export function themesStub(first: string) {
  let now = first;
  const heard = new Set<(theme: string) => void>();
  return {
    change: (theme: string) => {
      now = theme;
      for (const one of heard) one(theme);
    },
    heard,
    themes: {
      getCurrent: () => now,
      onUpdated: { addListener: (one: (theme: string) => void) => void heard.add(one), removeListener: (one: (theme: string) => void) => void heard.delete(one) },
    },
  };
}

// An element with listeners and attributes, as much of one as a drag needs.
export class ElementStub extends EventTarget {
  readonly attributes = new Map<string, string>();
  textContent = "";
  readonly style = { display: "" };
  setAttribute(name: string, value: string) {
    this.attributes.set(name, value);
  }
  querySelector() {
    return null;
  }
  fire(name: string, more: object = {}) {
    const event = Object.assign(new Event(name, { cancelable: true }), more);
    this.dispatchEvent(event);
    return event;
  }
}

export function transfer(dropEffect = "copy") {
  const data = new Map<string, string>();
  return { data, dropEffect, effectAllowed: "", setData: (type: string, value: string) => void data.set(type, value) };
}

export const settled = () => new Promise((done) => setImmediate(done));
