/** Premiere: an asset is imported into the project, or dragged as a local file; its place-link is kept in the clip's XMP. */
import { admit } from "../choosing";
import type {
  AssetToPlace, Capabilities, DocumentInfo, Dragged, HostAdapter, Placed, PlacedAsset, PlaceLink, PlaceOptions, Rendition,
} from "../host";
import { HostRefusal } from "../host";
import type { Carried } from "./dragging";
import { dragging } from "./dragging";
import { UxpProgram } from "./program";
import type { UxpFile } from "./runtime";
import { withFile } from "./runtime";
import { linksIn, withLinks } from "./xmp";

export interface ProjectItem {
  readonly name: string;
  getId(): string;
}

export interface Clip extends ProjectItem {
  getMediaFilePath(): Promise<string>;
  changeMediaFilePath(path: string, override: boolean): Promise<boolean>;
}

export interface Folder extends ProjectItem {
  getItems(): Promise<readonly ProjectItem[]>;
}

export interface Project {
  readonly guid: { toString(): string };
  readonly name: string;
  importFiles(paths: readonly string[], quiet: boolean, bin: ProjectItem | undefined, numbered: boolean): Promise<boolean>;
  getRootItem(): Promise<Folder>;
  lockedAccess(work: () => void): void;
  executeTransaction(work: (all: { addAction(action: unknown): boolean }) => void, name: string): boolean;
}

/** What of `require("premierepro")` we use. A cast gives nothing for an item of another kind. */
export interface Premiere {
  readonly Project: { getActiveProject(): Promise<Project | null> };
  readonly FolderItem: { cast(item: ProjectItem): Folder | null | undefined };
  readonly ClipProjectItem: { cast(item: ProjectItem): Clip | null | undefined };
  readonly Metadata: {
    getXMPMetadata(item: ProjectItem): Promise<string>;
    createSetXMPMetadataAction(item: ProjectItem, packet: string): unknown;
  };
}

const ABLE: Capabilities = {
  host: "premiere",
  place: true,
  open: false,
  drag: true,
  readDocument: true,
  replace: true,
  remembers: true,
  types: ["image/jpeg", "image/png", "image/gif", "image/tiff", "image/vnd.adobe.photoshop", "video/mp4", "video/quicktime"],
  longestSide: null,
};

const CLIP = "clip";

export class PremiereHost extends UxpProgram<Premiere> implements HostAdapter {
  protected readonly able = ABLE;

  async placeAsset(asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    if (options.manner === "open") throw new HostRefusal("Premiere opens no files as projects. Place it in the project.");
    const project = await this.#project();
    // Projects link to their media, so the file must outlive the session.
    const file = await this.fetched("data", asset, rendition, options);
    await withFile(file, async () => {
      const imported = await project.importFiles([file.nativePath], true, undefined, false);
      if (!imported) throw new HostRefusal("Premiere could not import the file.");
    });
    return this.#remembered(project, file, this.link(asset, rendition, options));
  }

  async getPlacedAssets(): Promise<readonly PlacedAsset[]> {
    const project = await this.program.Project.getActiveProject();
    if (!project) return [];
    const found: PlacedAsset[] = [];
    for (const clip of await this.#clips(project)) {
      const link = linksIn(await this.program.Metadata.getXMPMetadata(clip))[CLIP];
      if (link) found.push({ ref: clip.getId(), name: clip.name, link });
    }
    return found;
  }

  async replaceAsset(ref: string, asset: AssetToPlace, rendition: Rendition, options: PlaceOptions): Promise<Placed> {
    admit(ABLE, rendition);
    const project = await this.#project();
    const clip = (await this.#clips(project)).find((one) => one.getId() === ref);
    if (clip === undefined) throw new HostRefusal("The clip to replace is not in this project any more.");
    const file = await this.fetched("data", asset, rendition, options);
    await withFile(file, async () => {
      const taken = await clip.changeMediaFilePath(file.nativePath, true);
      if (!taken) throw new HostRefusal("Premiere did not take the other file for this clip.");
    });
    const link = this.link(asset, rendition, options);
    return { ref, link, remembered: await this.#stamped(project, clip, link) };
  }

  /** Makes a native element of the panel draggable to the project panel or the timeline. */
  startDrag(element: HTMLElement, asset: () => Promise<Dragged>, dropped: (placed: Placed) => void): () => void {
    return dragging(element, async () => this.carried(await asset()), dropped);
  }

  async notify(): Promise<void> {
    // Premiere's plug-ins have no message of their own: the panel's status line says it.
  }

  async documentInfo(): Promise<DocumentInfo> {
    const project = await this.program.Project.getActiveProject();
    return { id: project?.guid.toString() ?? "", name: project?.name ?? "" };
  }

  /** Fetches what a drag will carry, before it begins: Premiere takes local files alone. */
  async carried({ asset, rendition, options }: Dragged): Promise<Carried> {
    admit(ABLE, rendition);
    const project = await this.#project();
    const file = await this.fetched("data", asset, rendition, options);
    const link = this.link(asset, rendition, options);
    return { file, title: asset.title, type: rendition.type, landed: () => this.#remembered(project, file, link) };
  }

  async #project(): Promise<Project> {
    const project = await this.program.Project.getActiveProject();
    if (!project) throw new HostRefusal("No project is open. Open one and place the asset again.");
    return project;
  }

  async #remembered(project: Project, file: UxpFile, link: PlaceLink): Promise<Placed> {
    for (const clip of await this.#clips(project)) {
      if ((await clip.getMediaFilePath()) === file.nativePath)
        return { ref: clip.getId(), link, remembered: await this.#stamped(project, clip, link) };
    }
    return { ref: "", link, remembered: false };
  }

  async #stamped(project: Project, clip: Clip, link: PlaceLink): Promise<boolean> {
    const packet = withLinks(await this.program.Metadata.getXMPMetadata(clip), { [CLIP]: link });
    let done = false;
    // Actions are made and added under the lock, or Premiere refuses them.
    project.lockedAccess(() => {
      done = project.executeTransaction(
        (all) => void all.addAction(this.program.Metadata.createSetXMPMetadataAction(clip, packet)), "Remember the asset in Thesaury",
      );
    });
    return done;
  }

  async #clips(project: Project): Promise<Clip[]> {
    const found: Clip[] = [];
    const folders: Folder[] = [await project.getRootItem()];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const item of await folder.getItems()) {
        const inner = this.program.FolderItem.cast(item);
        const clip = inner ? null : this.program.ClipProjectItem.cast(item);
        if (inner) folders.push(inner);
        else if (clip) found.push(clip);
      }
    }
    return found;
  }
}
