// A chart in its place: drawn, drawn anew when its width or the scheme changes, leading to what is behind it, and taken along as a picture.
import { type Chart, onCanvas } from "./engine";
import { exporting } from "./exporting";
import { heightOf, optionOf } from "./options";
import { palette } from "./palette";
import { type Spec, specOf } from "./spec";

export interface Drawn {
  chart: Chart;
  /** Show this instead. */
  show(spec: Spec): void;
}

export function drawn(figure: HTMLElement): Drawn | null {
  const place = figure.querySelector<HTMLElement>(".chart-place");
  if (!place) return null;
  let spec = specOf(figure);
  place.hidden = false;
  const chart = onCanvas(place);
  const draw = (): void => {
    place.style.height = `${heightOf(spec, place.clientWidth)}px`;
    chart.resize();
    chart.setOption(optionOf(spec, palette(), place.clientWidth), { notMerge: spec.kind !== "graph" });
  };
  draw();
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    draw();
  }).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  if (!("around" in figure.dataset)) chart.on("click", (at) => leave(spec, at.dataIndex, at.dataType));
  exporting(figure, () => spec);
  figure.dataset["drawn"] = "yes";
  return {
    chart,
    show(next: Spec): void {
      spec = next;
      draw();
    },
  };
}

/** To the rows behind a bar, a point or a cell. */
function leave(spec: Spec, index: number, part?: string): void {
  const url = urlOf(spec, index, part);
  if (url) window.location.assign(url);
}

function urlOf(spec: Spec, index: number, part?: string): string | undefined {
  switch (spec.kind) {
    case "graph":
      return part === "node" ? spec.nodes[index]?.url : undefined;
    case "matrix":
      return spec.cells[index]?.[3];
    default:
      return spec.links[index];
  }
}
