/** The part of the Express add-on that runs in the document's sandbox: finds what is stamped, and replaces media in its frame. */
import { LINK_KEY, linkIn } from "../link";
import type { ExpressDocument } from "./express";

interface Data {
  getItem(key: string): string | undefined;
  setItem(key: string, value: string): void;
}

export interface ExpressNode {
  readonly id: string;
  readonly type: string;
  readonly addOnData: Data;
  readonly allChildren: Iterable<ExpressNode>;
  /** Only on a media container. */
  readonly mediaRectangle?: { readonly mediaAddOnData?: Data };
  replaceMedia?(media: unknown): void;
}

/** What of `express-document-sdk`'s editor we use. */
export interface ExpressEditor {
  readonly documentRoot: ExpressNode;
  loadBitmapImage(blob: Blob): Promise<unknown>;
  queueAsyncEdit(edit: () => void): Promise<unknown>;
}

export function expressDocument(editor: ExpressEditor): ExpressDocument {
  return {
    placed: async () =>
      [...nodesBelow(editor.documentRoot)].flatMap((node) => {
        const link = linkOn(node);
        return link === null ? [] : [{ ref: node.id, link }];
      }),
    replace: async (ref, blob, link) => {
      // What was just added is known by its placement alone.
      const node = [...nodesBelow(editor.documentRoot)].find((one) => one.id === ref || linkOn(one)?.placement === ref);
      if (node?.replaceMedia === undefined) return false;
      const bitmap = await editor.loadBitmapImage(blob);
      await editor.queueAsyncEdit(() => {
        node.replaceMedia?.(bitmap);
        node.addOnData.setItem(LINK_KEY, link);
        node.mediaRectangle?.mediaAddOnData?.setItem(LINK_KEY, link);
      });
      return true;
    },
  };
}

/** The link of a node: that of its media, which another picture in the same frame does not have. */
function linkOn(node: ExpressNode) {
  const media = node.mediaRectangle?.mediaAddOnData;
  return linkIn(media === undefined ? undefined : media.getItem(LINK_KEY));
}

function* nodesBelow(node: ExpressNode): Iterable<ExpressNode> {
  yield node;
  for (const child of node.allChildren) yield* nodesBelow(child);
}
