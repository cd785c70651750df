// Colours and type of the page, for a canvas that knows no style sheet.

export interface Palette {
  ink: string;
  quiet: string;
  line: string;
  ground: string;
  accent: string;
  tint: string;
  series: string[];
  face: string;
}

const SERIES = 6;

/** What the style sheet says now, in light or dark: variables are computed by an element, for they depend on the scheme. */
export function palette(): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    ink: colour("ink"),
    quiet: colour("quiet"),
    line: colour("line"),
    ground: colour("raised"),
    accent: colour("accent"),
    tint: colour("tint"),
    series: Array.from({ length: SERIES }, (_, number) => colour(`chart-${number + 1}`)),
    // In an SVG it stands within double quotes.
    face: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"),
  };
  probe.remove();
  return found;
}

export function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
