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
  const height = heightOf(spec, WIDTH);
  if (form === "svg") return save(new Blob([asSvg(onPaper(spec), WIDTH, height)], { type: "image/svg+xml" }), `${figure.id}.svg`);
  const canvas = asCanvas(onPaper(spec), WIDTH, height);
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (picture) save(picture, `${figure.id}.png`);
}

function onPaper(spec: Spec): Option {
  const root = document.documentElement;
  const scheme = root.style.colorScheme;
  root.style.colorScheme = "light";
  const colours = palette();
  root.style.colorScheme = scheme;
  return { ...optionOf(spec, colours, WIDTH, true), backgroundColor: "#ffffff" };
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
