/** What the adapters of Photoshop, InDesign and Premiere share: the server, the files, the safe storage and the theme of a UXP panel. */
import type { FetchBytes } from "../fetching";
import type { AssetToPlace, Capabilities, HostStorage, PlaceLink, PlaceOptions, Rendition, Theme } from "../host";
import { fileNameOf, linkOf } from "../link";
import type { Uxp, UxpFile, UxpThemes } from "./runtime";
import { currentTheme, kept, onTheme, openOutside, secureStorage } from "./runtime";

/** One program a UXP panel runs in; `P` is what of its own module we use. */
export abstract class UxpProgram<P> {
  readonly storage: HostStorage;
  protected abstract readonly able: Capabilities;

  readonly #server: string;
  readonly #bytes: FetchBytes;
  readonly #themes: UxpThemes | undefined;

  constructor(server: string, protected readonly uxp: Uxp, protected readonly program: P, bytes: FetchBytes, themes?: UxpThemes) {
    this.#server = server;
    this.#bytes = bytes;
    this.#themes = themes;
    this.storage = secureStorage(uxp);
  }

  capabilities(): Capabilities {
    return this.able;
  }

  theme(): Theme {
    return currentTheme(this.#themes);
  }

  onThemeChange(changed: (theme: Theme) => void): () => void {
    return onTheme(this.#themes, changed);
  }

  openUrl(url: string): Promise<void> {
    return openOutside(this.uxp, url);
  }

  /** The place-link of what is placed. */
  protected link(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): PlaceLink {
    return linkOf(this.#server, asset, rendition, options);
  }

  /** The rendition as a file of the plug-in: `temporary` for what the document takes in, `data` for what it goes on linking to. */
  protected async fetched(where: "temporary" | "data", asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<UxpFile> {
    const bytes = await this.#bytes(rendition);
    return kept(this.uxp, where, fileNameOf(asset, rendition, options.placement), bytes);
  }
}
