// What a page says of a chart, as JSON in `data-chart`.

/** How numbers are written; money in `currency`. */
export interface Format {
  kind: "count" | "share" | "ratio" | "money" | "seconds";
  currency?: string;
}

export interface Series {
  name: string;
  values: (number | null)[];
}

/** Bars or a line over `along`; `links` lead to what is behind each category. */
export interface Plain {
  kind: "bars" | "line";
  name: string;
  along: string[];
  series: Series[];
  links: string[];
  format: Format;
}

/** Values by two dimensions: cells are places in `along` and `across`, the value, and where it leads. */
export interface Matrix {
  kind: "matrix";
  name: string;
  along: string[];
  across: string[];
  cells: [number, number, number, string][];
  format: Format;
}

export interface Node {
  id: string;
  name: string;
  kind: number;
  url: string;
}

export interface Link {
  source: string;
  target: string;
  name: string;
}

/** Things and what joins them; `kinds` are the words for their kinds, `about` is what stands in the middle. */
export interface Web {
  kind: "graph";
  name: string;
  about: string;
  kinds: string[];
  nodes: Node[];
  links: Link[];
}

export type Spec = Plain | Matrix | Web;

export function specOf(figure: HTMLElement): Spec {
  return JSON.parse(figure.dataset["chart"] ?? "") as Spec;
}
