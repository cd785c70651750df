// As much of ECharts as the pages need.
import { BarChart, GraphChart, HeatmapChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import type { EChartsCoreOption, EChartsType } from "echarts/core";

echarts.use([
  BarChart,
  GraphChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export type Option = EChartsCoreOption;
export type Chart = EChartsType;

/** A canvas in this place: nothing it does needs a style or a script that the page's policy refuses. */
export function onCanvas(place: HTMLElement): Chart {
  return echarts.init(place, null, { renderer: "canvas" });
}

/** The same drawing as the text of an SVG. */
export function asSvg(option: Option, width: number, height: number): string {
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  drawing.setOption({ ...option, animation: false });
  const text = drawing.renderToSVGString();
  drawing.dispose();
  return text;
}

/** The same drawing on a canvas that stands on no page, at twice the size. */
export function asCanvas(option: Option, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const drawing = echarts.init(canvas, null, { renderer: "canvas", width, height, devicePixelRatio: 2 });
  drawing.setOption({ ...option, animation: false });
  drawing.getZr().flush();
  return canvas;
}
