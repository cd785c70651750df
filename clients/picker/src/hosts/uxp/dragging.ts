/** Drags of local files from a UXP panel into Premiere: the file is there before the drag, and told by a text in Premiere's form. */
import type { Placed } from "../host";
import type { UxpFile } from "./runtime";

/** A file that can be dragged, and what is done once it has landed. */
export interface Carried {
  readonly file: UxpFile;
  readonly title: string;
  readonly type: string;
  readonly landed: () => Promise<Placed>;
}

/** Makes the element draggable once `carried` is there. Gives a function that ends it. */
export function dragging(element: HTMLElement, carried: () => Promise<Carried>, dropped: (placed: Placed) => void): () => void {
  let ready: Carried | null = null;
  void carried().then(
    (one) => {
      ready = one;
      element.setAttribute("draggable", "true");
    },
    () => undefined, // what cannot be fetched is not draggable; Place says why
  );
  const start = (event: DragEvent) => {
    if (ready === null || event.dataTransfer === null) return;
    const text = payload(ready);
    event.dataTransfer.setData("text/plain", text);
    event.dataTransfer.setData("text", text);
    event.dataTransfer.effectAllowed = "copyMove";
  };
  const end = (event: DragEvent) => {
    if (ready === null || event.dataTransfer?.dropEffect === "none") return;
    void ready.landed().then((placed) => {
      // Dropped elsewhere, or let go over nothing: Premiere has no such clip, and nothing is reported.
      if (placed.ref !== "") dropped(placed);
    });
  };
  element.addEventListener("dragstart", start);
  element.addEventListener("dragend", end);
  return () => {
    element.setAttribute("draggable", "false");
    element.removeEventListener("dragstart", start);
    element.removeEventListener("dragend", end);
  };
}

function payload({ file, title, type }: Carried): string {
  const item = { name: file.name, display_name: title, content_type: type, uri: fileUri(file.nativePath) };
  return JSON.stringify({ version: "1.0.0", source: "thesaury", items: [item] });
}

/** The `file:` address of a path of macOS or Windows. */
export function fileUri(path: string): string {
  const plain = /^[A-Za-z]:\\/.test(path) ? `/${path.replace(/\\/g, "/")}` : path;
  return `file://${encodeURI(plain).replace(/[?#]/g, encodeURIComponent)}`;
}
