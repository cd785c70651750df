/** Photoshop: an asset becomes a smart object; its place-link is kept in the document's XMP, told by the name of the placed file. */
import { admit } from "../choosing";
import type {
  AssetToPlace, Capabilities, DocumentInfo, HostAdapter, Placed, PlacedAsset, PlaceLink, PlaceOptions, Rendition,
} from "../host";
import { HostRefusal } from "../host";
import { placementIn } from "../link";
import { UxpProgram } from "./program";
import type { UxpFile } from "./runtime";
import { passing, withFile } from "./runtime";
import type { Links } from "./xmp";
import { linksIn, withLinks } from "./xmp";

export interface Layer {
  readonly id: number;
  name: string;
  readonly kind: string;
  readonly layers?: readonly Layer[] | null;
}

export interface PhotoshopDocument {
  readonly id: number;
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly activeLayers: readonly Layer[];
}

type Descriptor = Readonly<Record<string, unknown>>;

/** What of `require("photoshop")` we use. */
export interface Photoshop {
  readonly app: {
    readonly activeDocument: PhotoshopDocument | null;
    open(file: UxpFile): Promise<PhotoshopDocument>;
    showAlert(sentence: string): Promise<void>;
  };
  readonly core: { executeAsModal<T>(work: () => Promise<T>, options: { commandName: string }): Promise<T> };
  readonly action: { batchPlay(actions: readonly Descriptor[], options: object): Promise<readonly Descriptor[]> };
}

const ABLE: Capabilities = {
  host: "photoshop",
  place: true,
  open: true,
  drag: false,
  readDocument: true,
  replace: true,
  remembers: true,
  types: ["image/jpeg", "image/png", "image/gif", "image/tiff", "image/vnd.adobe.photoshop", "application/pdf"],
  longestSide: 30_000, // a PSD's; a PSB takes more
};

/** What an opened asset is kept under: the whole document is it. */
const WHOLE = "document";

export class PhotoshopHost extends UxpProgram<Photoshop> implements HostAdapter {
  protected readonly able = ABLE;

  async placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (options.manner !== "open") this.#document();
    const link = this.link(asset, rendition, options);
    // Whoever saves what was opened saves it where it lies, so that must not be a folder for temporary files.
    const fetched = await this.fetched(options.manner === "open" ? "data" : "temporary", asset, rendition, options);
    if (options.manner === "open") return withFile(fetched, (file) => this.#open(file, link, asset));
    return passing(fetched, (file) => this.#place(file, link, asset));
  }

  async getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    const document = this.program.app.activeDocument;
    if (document === null) return [];
    const links = await this.#links(document);
    const found: PlacedAsset[] = [];
    if (links[WHOLE]) found.push({ ref: WHOLE, name: document.name, link: links[WHOLE] });
    for (const layer of smartObjects(document.layers)) {
      const link = links[placementIn(await this.#fileOf(layer))];
      if (link) found.push({ ref: String(layer.id), name: layer.name, link });
    }
    return found;
  }

  async replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (ref === WHOLE) throw new HostRefusal("This document is the asset itself. Open the other asset instead.");
    const document = this.#document();
    const layer = smartObjects(document.layers).find((one) => String(one.id) === ref);
    if (layer === undefined) throw new HostRefusal("The layer to replace is not in this document any more.");
    const link = this.link(asset, rendition, options);
    return passing(await this.fetched("temporary", asset, rendition, options), (file) =>
      this.#modal(`Replace with ${asset.title}`, async () => {
        await this.#play({ _obj: "select", _target: [{ _ref: "layer", _id: layer.id }], makeVisible: false });
        await this.#play({ _obj: "placedLayerReplaceContents", null: this.#token(file) });
        layer.name = asset.title;
        await this.#remember(document, options.placement, link);
        return { ref, link, remembered: true };
      }),
    );
  }

  startDrag(): () => void {
    return () => undefined; // a panel cannot drag to the canvas
  }

  notify(sentence: string): Promise<void> {
    return this.program.app.showAlert(sentence);
  }

  async documentInfo(): Promise<DocumentInfo> {
    const document = this.program.app.activeDocument;
    return { id: "", name: document?.name ?? "" }; // ids hold for this run of Photoshop only
  }

  #place(file: UxpFile, link: PlaceLink, asset: AssetToPlace): Promise<Placed> {
    return this.#modal(`Place ${asset.title}`, async () => {
      const document = this.#document();
      await this.#play({
        _obj: "placeEvent",
        null: this.#token(file),
        freeTransformCenterState: { _enum: "quadCenterState", _value: "QCSAverage" },
        _options: { dialogOptions: "dontDisplay" },
      });
      const layer = document.activeLayers[0];
      if (layer !== undefined) layer.name = asset.title;
      await this.#remember(document, link.placement, link);
      return { ref: String(layer?.id ?? ""), link, remembered: true };
    });
  }

  #open(file: UxpFile, link: PlaceLink, asset: AssetToPlace): Promise<Placed> {
    return this.#modal(`Open ${asset.title}`, async () => {
      const document = await this.program.app.open(file);
      await this.#remember(document, WHOLE, link);
      return { ref: WHOLE, link, remembered: true };
    });
  }

  #document(): PhotoshopDocument {
    const document = this.program.app.activeDocument;
    if (document === null) throw new HostRefusal("No document is open. Open one, or choose Open instead of Place.");
    return document;
  }

  #token(file: UxpFile): Descriptor {
    return { _path: this.uxp.storage.localFileSystem.createSessionToken(file), _kind: "local" };
  }

  // Photoshop refuses a modal state while another is on (a dialog, a tool at work).
  async #modal<T>(commandName: string, work: () => Promise<T>): Promise<T> {
    return this.program.core.executeAsModal(work, { commandName });
  }

  async #play(action: Descriptor): Promise<Descriptor> {
    const [result] = await this.program.action.batchPlay([action], {});
    if (result?._obj === "error") throw new HostRefusal(`Photoshop could not do it: ${String(result.message ?? "it gave no reason")}`);
    return result ?? {};
  }

  async #links(document: PhotoshopDocument): Promise<Links> {
    return linksIn(await this.#packet(document));
  }

  async #packet(document: PhotoshopDocument): Promise<string> {
    const target = [{ _property: "XMPMetadataAsUTF8" }, { _ref: "document", _id: document.id }];
    return String((await this.#play({ _obj: "get", _target: target })).XMPMetadataAsUTF8 ?? "");
  }

  async #remember(document: PhotoshopDocument, of: string, link: PlaceLink): Promise<void> {
    const packet = await this.#packet(document);
    const target = [{ _ref: "property", _property: "XMPMetadataAsUTF8" }, { _ref: "document", _id: document.id }];
    const changed = withLinks(packet, { ...linksIn(packet), [of]: link });
    await this.#play({ _obj: "set", _target: target, to: { _obj: "document", XMPMetadataAsUTF8: changed } });
  }

  async #fileOf(layer: Layer): Promise<string> {
    const result = await this.#play({ _obj: "get", _target: [{ _property: "smartObject" }, { _ref: "layer", _id: layer.id }] });
    return String((result.smartObject as Descriptor | undefined)?.fileReference ?? "");
  }
}

function smartObjects(layers: readonly Layer[]): Layer[] {
  return layers.flatMap((one) => (one.kind === "smartObject" ? [one] : smartObjects(one.layers ?? [])));
}
