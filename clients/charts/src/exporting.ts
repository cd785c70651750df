// A chart taken along as PNG or SVG, always in light colours on white: it goes into other people's documents.
import { type Option, asCanvas, asSvg } from "./engine";
import { heightOf, optionOf } from "./options";
import { palette } from "./palette";
import type { Spec } from "./spec";

const WIDTH = 960;

export function exporting(figure: HTMLElement, spec: () => Spec): void {
  for (const button of figure.querySelectorAll<HTMLButtonElement>("button[data-takes]")) {
    button.hidden = false;
    button.addEventListener("click", () => void taken(figure, spec(), button.dataset["takes"] ?? "png"));
  }
}

async function taken(figure: HTMLElement, spec: Spec, form: string): Promise<void> {
  if (form === "svg") return save(new Blob([asSvg(onPaper(spec), WIDTH, heightOf(spec, WIDTH))], { type: "image/svg+xml" }), `${figure.id}.svg`);
  // A web of things is taken as it stands, with what somebody has moved.
  const shown = spec.kind === "graph" ? figure.querySelector("canvas") : asCanvas(onPaper(spec), WIDTH, heightOf(spec, WIDTH));
  const picture = await new Promise<Blob | null>((done) => (shown ? shown.toBlob(done, "image/png") : done(null)));
  if (picture) save(picture, `${figure.id}.png`);
}

function onPaper(spec: Spec): Option {
  const root = document.documentElement;
  const scheme = root.style.colorScheme;
  root.style.colorScheme = "light";
  const colours = palette();
  root.style.colorScheme = scheme;
  return { ...optionOf(spec, colours, WIDTH), backgroundColor: "#ffffff" };
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
