// What ECharts is told for each kind of chart.
import type { Option } from "./engine";
import { short, written } from "./numbers";
import { type Palette, still } from "./palette";
import type { Matrix, Plain, Spec, Web } from "./spec";

const LONGEST = 26; // letters of a name beside a bar
const BAR = 26; // pixels for each bar, with the gap
const NARROW = 480;
const SIDE = 170; // about what names beside a matrix take
const LETTER = 8;
const FEW = 8;

/** On paper nothing moves: things that are joined have found their places before they are drawn. */
export function optionOf(spec: Spec, colours: Palette, width: number, paper = false): Option {
  const own = spec.kind === "matrix" ? matrix(spec, colours, width) : spec.kind === "graph" ? web(spec, colours, width, paper || still()) : plain(spec, colours, width);
  return { ...ground(colours), ...own };
}

/** How high a chart has to be for everything in it to be read. */
export function heightOf(spec: Spec, width: number): number {
  if (spec.kind === "graph") return width < NARROW ? 420 : spec.nodes.length < FEW ? 320 : 560;
  if (spec.kind === "matrix") return 110 + spec.across.length * 34;
  if (spec.kind === "line") return 260;
  const bars = spec.along.length * Math.max(1, spec.series.length * 0.75);
  return 60 + (named(spec) ? 30 : 0) + Math.max(2, bars) * BAR;
}

/** Whether it has to be said what is drawn: what has one series that is called like the chart says it in its title. */
function named(spec: Plain): boolean {
  return spec.series.length > 1 || spec.series.some((one) => one.name !== spec.name);
}

function ground(colours: Palette): Option {
  return {
    animation: !still(),
    animationDuration: 300,
    color: colours.series,
    textStyle: { fontFamily: colours.face, color: colours.ink, fontSize: 13 },
    backgroundColor: "transparent",
  };
}

/** Tooltips are drawn, not written as HTML: what is in them are other people's words. */
function tip(colours: Palette): Option {
  const textStyle = { color: colours.ink, fontFamily: colours.face, fontSize: 13 };
  return { renderMode: "richText", confine: true, backgroundColor: colours.ground, borderColor: colours.line, textStyle };
}

function plain(spec: Plain, colours: Palette, width: number): Option {
  const lying = spec.kind === "bars";
  const labels = { color: colours.ink, fontFamily: colours.face };
  const names = {
    type: "category",
    data: spec.along,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: { ...labels, ...(lying ? { formatter: cut(width), interval: 0 } : { hideOverlap: true }) },
  };
  const values = {
    type: "value",
    splitLine: { lineStyle: { color: colours.line } },
    splitNumber: width < NARROW ? 3 : 5,
    minInterval: spec.format.kind === "count" ? 1 : 0,
    axisLabel: { ...labels, color: colours.quiet, hideOverlap: true, formatter: (value: number) => short(value, spec.format) },
  };
  const said = named(spec);
  const crowded = spec.series.length > 2 && width < NARROW; // its legend takes two lines
  return {
    grid: { left: 8, right: 28, top: said ? (crowded ? 66 : 44) : 12, bottom: 8, outerBoundsMode: "same" },
    legend: said ? { top: 0, left: 0, selectedMode: spec.series.length > 1, textStyle: labels, inactiveColor: colours.quiet } : { show: false },
    tooltip: {
      ...tip(colours),
      trigger: "axis",
      axisPointer: { type: lying ? "shadow" : "line" },
      valueFormatter: (value: unknown) => (typeof value === "number" ? written(value, spec.format) : "–"),
    },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: spec.series.map((one, number) => ({
      name: one.name,
      type: lying ? "bar" : "line",
      data: one.values,
      cursor: spec.links.some(Boolean) ? "pointer" : "default",
      barMaxWidth: 22,
      itemStyle: lying ? { borderRadius: [0, 3, 3, 0] } : {},
      symbol: SYMBOLS[number % SYMBOLS.length],
      symbolSize: 8,
      lineStyle: { width: 2.5, type: DASHES[number % DASHES.length] },
    })),
  };
}

/** Lines are told apart by marks and dashes too, for those who do not see colours. */
const SYMBOLS = ["circle", "rect", "triangle", "diamond"];
const DASHES = ["solid", "dashed", "dotted"];

function matrix(spec: Matrix, colours: Palette, width: number): Option {
  const labels = { color: colours.ink, fontFamily: colours.face };
  const most = Math.max(1e-9, ...spec.cells.map((cell) => cell[2]));
  const column = (width - SIDE) / Math.max(1, spec.along.length);
  const roomy = column > 34;
  const turned = Math.max(0, ...spec.along.map((name) => name.length)) * LETTER > column;
  return {
    grid: { left: 8, right: 12, top: 12, bottom: 52, outerBoundsMode: "same" },
    tooltip: {
      ...tip(colours),
      formatter: (cell: { data: [number, number, number] }) =>
        `${spec.across[cell.data[1]]} · ${spec.along[cell.data[0]]}\n${written(cell.data[2], spec.format)}`,
    },
    xAxis: { type: "category", data: spec.along, axisTick: { show: false }, axisLabel: { ...labels, interval: 0, rotate: turned ? 50 : 0, formatter: cut(width) } },
    yAxis: { type: "category", data: spec.across, inverse: true, axisTick: { show: false }, axisLabel: { ...labels, interval: 0, formatter: cut(width) } },
    visualMap: {
      min: 0,
      max: most,
      calculable: false,
      orient: "horizontal",
      left: 0,
      bottom: 0,
      itemHeight: 120,
      text: [short(most, spec.format), "0"],
      textStyle: labels,
      inRange: { color: [colours.tint, colours.accent] },
    },
    series: [
      {
        type: "heatmap",
        data: spec.cells.map(([along, across, value]) => [along, across, value]),
        label: { show: roomy, formatter: (cell: { data: [number, number, number] }) => short(cell.data[2], spec.format), color: colours.ink, textBorderColor: colours.ground, textBorderWidth: 3 },
        itemStyle: { borderColor: colours.ground, borderWidth: 2 },
      },
    ],
  };
}

function web(spec: Web, colours: Palette, width: number, calm: boolean): Option {
  const narrow = width < NARROW;
  const side = narrow ? 48 : 76; // room for half a label
  const labels = { color: colours.ink, fontFamily: colours.face };
  return {
    legend: { top: 0, left: 0, z: 10, backgroundColor: colours.ground, textStyle: labels, inactiveColor: colours.quiet, data: spec.kinds },
    tooltip: {
      ...tip(colours),
      formatter: (one: { dataType: string; name: string; data: { word?: string } }) => (one.dataType === "edge" ? (one.data.word ?? "") : one.name),
    },
    series: [
      {
        type: "graph",
        layout: "force",
        top: 40,
        left: side,
        right: side,
        roam: true,
        draggable: true,
        scaleLimit: { min: 0.4, max: 4 },
        categories: spec.kinds.map((name, number) => ({ name, symbol: SHAPES[number % SHAPES.length] })),
        data: spec.nodes.map((node) => ({
          id: node.id,
          name: node.name,
          category: node.kind,
          symbolSize: node.id === spec.about ? 34 : 18,
          label: { show: true, position: "bottom", formatter: clipped(node.name, narrow ? 14 : 22), ...labels, fontWeight: node.id === spec.about ? 700 : 400 },
        })),
        edges: spec.links.map((link) => ({ source: link.source, target: link.target, word: link.name })),
        force: { repulsion: narrow ? 150 : 420, edgeLength: narrow ? [40, 90] : [80, 170], gravity: narrow ? 0.15 : 0.06, layoutAnimation: !calm },
        lineStyle: { color: colours.quiet, opacity: 0.6, width: 1.2 },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: "adjacency", lineStyle: { width: 2.5 } },
      },
    ],
  };
}

const SHAPES = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];

function cut(width: number): (name: string) => string {
  const most = width < NARROW ? 15 : LONGEST;
  return (name: string) => clipped(name, most);
}

function clipped(name: string, most: number): string {
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name;
}
