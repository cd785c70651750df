/** InDesign: an asset is placed in the selected frame or on the page; its place-link is a label of the frame. */
import { admit } from "../choosing";
import type {
  AssetToPlace, Capabilities, DocumentInfo, HostAdapter, Placed, PlacedAsset, PlaceLink, PlaceOptions, Rendition,
} from "../host";
import { HostRefusal } from "../host";
import { LINK_KEY, linkIn, linkText } from "../link";
import { UxpProgram } from "./program";
import { withFile } from "./runtime";

export interface Frame {
  readonly id: number;
  readonly isValid: boolean;
  readonly constructorName: string;
  name: string;
  place(path: string): readonly Graphic[];
  fit(how: unknown): void;
  insertLabel(key: string, value: string): void;
  extractLabel(key: string): string;
}

export interface Graphic {
  readonly parent: Frame;
  readonly itemLink: { readonly name: string } | null;
}

export interface InDesignDocument {
  readonly id: number;
  readonly name: string;
  readonly allGraphics: readonly Graphic[];
  readonly pageItems: { itemByID(id: number): Frame };
}

/** What of `require("indesign")` we use. */
export interface InDesign {
  readonly app: {
    readonly documents: { readonly length: number };
    readonly activeDocument: InDesignDocument;
    readonly activeWindow: { readonly activePage: { place(path: string): readonly Graphic[] } };
    readonly selection: readonly Frame[];
  };
  readonly FitOptions: { readonly FILL_PROPORTIONALLY: unknown };
}

const ABLE: Capabilities = {
  host: "indesign",
  place: true,
  open: false,
  drag: false,
  readDocument: true,
  replace: true,
  remembers: true,
  types: ["image/jpeg", "image/png", "image/gif", "image/tiff", "image/vnd.adobe.photoshop", "application/pdf", "application/postscript"],
  longestSide: null,
};

/** Puts the file at a path somewhere, and gives the frame it is in. */
type Filling = (path: string) => Frame | undefined;

const FRAMES = ["Rectangle", "Oval", "Polygon"];

export class InDesignHost extends UxpProgram<InDesign> implements HostAdapter {
  protected readonly able = ABLE;

  async placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (options.manner === "open") throw new HostRefusal("InDesign opens no pictures as documents. Place it on a page.");
    this.#document();
    return this.#placed(asset, rendition, options, (path) => {
      const [frame, ...others] = this.program.app.selection;
      if (frame !== undefined && others.length === 0 && FRAMES.includes(frame.constructorName)) return this.#into(frame, path);
      return this.program.app.activeWindow.activePage.place(path)[0]?.parent;
    });
  }

  async getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    if (this.program.app.documents.length === 0) return [];
    return this.program.app.activeDocument.allGraphics.flatMap((graphic) => {
      const link = linkIn(graphic.parent.extractLabel(LINK_KEY));
      const name = graphic.itemLink?.name ?? graphic.parent.name;
      // A frame keeps its label when somebody puts another picture into it: the name of the linked file tells.
      const ours = link !== null && (graphic.itemLink === null || graphic.itemLink.name.includes(link.placement));
      return ours ? [{ ref: String(graphic.parent.id), name, link }] : [];
    });
  }

  async replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    const frame = this.#document().pageItems.itemByID(Number(ref));
    if (!frame.isValid) throw new HostRefusal("The frame to replace is not in this document any more.");
    return this.#placed(asset, rendition, options, (path) => this.#into(frame, path));
  }

  startDrag(): () => void {
    return () => undefined; // a panel cannot drag to the page
  }

  async notify(): Promise<void> {
    // InDesign's plug-ins have no message of their own: the panel's status line says it.
  }

  async documentInfo(): Promise<DocumentInfo> {
    if (this.program.app.documents.length === 0) return { id: "", name: "" };
    return { id: "", name: this.program.app.activeDocument.name }; // ids hold for this run of InDesign only
  }

  async #placed(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions, work: Filling): Promise<Placed> {
    // InDesign goes on linking to the file, so it must outlive the session.
    const file = await this.fetched("data", asset, rendition, options);
    const frame = await withFile(file, async () => {
      const filled = work(file.nativePath);
      if (filled === undefined) throw new HostRefusal("InDesign placed nothing: it gave no frame back.");
      return filled;
    });
    return this.#remembered(frame, this.link(asset, rendition, options));
  }

  #into(frame: Frame, path: string): Frame {
    frame.place(path);
    frame.fit(this.program.FitOptions.FILL_PROPORTIONALLY);
    return frame;
  }

  #remembered(frame: Frame, link: PlaceLink): Placed {
    frame.insertLabel(LINK_KEY, linkText(link));
    return { ref: String(frame.id), link, remembered: true };
  }

  #document(): InDesignDocument {
    if (this.program.app.documents.length === 0) throw new HostRefusal("No document is open. Open one and place the asset again.");
    return this.program.app.activeDocument;
  }
}
