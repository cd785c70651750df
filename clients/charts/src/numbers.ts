// Numbers as the language of the page writes them.
import type { Format } from "./spec";

const language = (): string => document.documentElement.lang || "en";

/** The number in full. */
export function written(value: number, format: Format): string {
  return new Intl.NumberFormat(language(), style(format)).format(value);
}

/** The number for an axis, where there is little room. */
export function short(value: number, format: Format): string {
  const compact = Math.abs(value) >= 10_000 && format.kind !== "share";
  const room: Intl.NumberFormatOptions = compact ? { notation: "compact", maximumFractionDigits: 1 } : { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language(), { ...style(format), ...room, minimumFractionDigits: 0 }).format(value);
}

function style(format: Format): Intl.NumberFormatOptions {
  switch (format.kind) {
    case "share":
      return { style: "percent", maximumFractionDigits: 1 };
    case "money":
      return format.currency ? { style: "currency", currency: format.currency } : { maximumFractionDigits: 2 };
    case "seconds":
      return { style: "unit", unit: "second", maximumFractionDigits: 0 };
    case "ratio":
      return { maximumFractionDigits: 2 };
    case "count":
      return { maximumFractionDigits: 0 };
  }
}
