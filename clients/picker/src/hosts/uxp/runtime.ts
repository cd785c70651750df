/** What the UXP programs (Photoshop, InDesign, Premiere) have in common: files, safe storage, theme, the outside browser. */
import type { HostStorage, Theme } from "../host";
import { HostRefusal } from "../host";

/** A file of the plug-in, as UXP knows it. */
export interface UxpFile {
  readonly name: string;
  readonly nativePath: string;
  write(bytes: ArrayBuffer, options: { format: unknown }): Promise<unknown>;
  delete(): Promise<unknown>;
}

export interface UxpFolder {
  createFile(name: string, options: { overwrite: boolean }): Promise<UxpFile>;
}

/** What of `require("uxp")` we use. */
export interface Uxp {
  readonly storage: {
    readonly localFileSystem: {
      getTemporaryFolder(): Promise<UxpFolder>;
      getDataFolder(): Promise<UxpFolder>;
      createSessionToken(entry: UxpFile): string;
    };
    readonly secureStorage: {
      getItem(key: string): Promise<Uint8Array | null | undefined>;
      setItem(key: string, value: string): Promise<void>;
      removeItem(key: string): Promise<void>;
    };
    readonly formats: { readonly binary: unknown };
  };
  readonly shell: { openExternal(url: string, why: string): Promise<string> };
}

/** What of a panel's `document.theme` we use; older programs have none. */
export interface UxpThemes {
  getCurrent(): string;
  readonly onUpdated: { addListener(heard: (theme: string) => void): void; removeListener(heard: (theme: string) => void): void };
}

/** Keeps bytes as a file of the plug-in: `temporary` for what the document takes in, `data` for what it goes on linking to. */
export async function kept(uxp: Uxp, where: "temporary" | "data", name: string, bytes: Uint8Array<ArrayBuffer>): Promise<UxpFile> {
  const files = uxp.storage.localFileSystem;
  const folder = where === "temporary" ? await files.getTemporaryFolder() : await files.getDataFolder();
  const file = await folder.createFile(name, { overwrite: true });
  await file.write(bytes.buffer, { format: uxp.storage.formats.binary });
  return file;
}

/** Does `work` with a file, and takes the file away where the work fails, so that nothing half placed stays behind. */
export async function withFile<T>(file: UxpFile, work: (file: UxpFile) => Promise<T>): Promise<T> {
  try {
    return await work(file);
  } catch (failure) {
    await file.delete().catch(() => undefined);
    throw failure;
  }
}

/** Does `work` with a file that nobody needs afterwards, and takes it away. */
export async function passing<T>(file: UxpFile, work: (file: UxpFile) => Promise<T>): Promise<T> {
  try {
    return await work(file);
  } finally {
    await file.delete().catch(() => undefined);
  }
}

export function secureStorage(uxp: Uxp): HostStorage {
  const safe = uxp.storage.secureStorage;
  return {
    // A key that was never kept is an error in some versions, null in others.
    get: async (key) => text(await safe.getItem(key).catch(() => null)),
    set: (key, value) => safe.setItem(key, value),
    remove: async (key) => safe.removeItem(key).catch(() => undefined),
  };
}

export async function openOutside(uxp: Uxp, url: string): Promise<void> {
  if (new URL(url).protocol !== "https:") throw new HostRefusal("Only addresses that begin with https are opened.");
  await uxp.shell.openExternal(url, "Thesaury opens this page in your browser.");
}

export function themeOf(name: string): Theme {
  return name.toLowerCase().startsWith("dark") || name === "medium" ? "dark" : "light";
}

export function currentTheme(themes: UxpThemes | undefined): Theme {
  return themeOf(themes?.getCurrent() ?? "dark");
}

export function onTheme(themes: UxpThemes | undefined, changed: (theme: Theme) => void): () => void {
  if (themes === undefined) return () => undefined;
  const heard = (name: string) => changed(themeOf(name));
  themes.onUpdated.addListener(heard);
  return () => themes.onUpdated.removeListener(heard);
}

function text(bytes: Uint8Array | null | undefined): string | null {
  return bytes ? new TextDecoder().decode(bytes) : null;
}
