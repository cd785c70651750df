// Words that a page hands to its script: the page speaks the reader's language, the script none.

/** What an element carries in data-words. */
export interface Words {
  text(key: string): string;
  forms(key: string): [string, string];
  group(key: string): Record<string, string>;
}

/** The words of this element; a word that is not there is empty. */
export function words(element: HTMLElement): Words {
  const held = JSON.parse(element.dataset["words"] ?? "{}") as Record<string, unknown>;
  return {
    text: (key) => (typeof held[key] === "string" ? (held[key] as string) : ""),
    forms: (key) => (Array.isArray(held[key]) ? (held[key] as [string, string]) : ["", ""]),
    group: (key) => (held[key] ?? {}) as Record<string, string>,
  };
}

/** A phrase with its {gaps} filled. */
export function filled(text: string, gaps: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);
}

/** The form for one or for many, with the count as the page's language writes it. */
export function counted(forms: [string, string], count: number): string {
  return filled(forms[count === 1 ? 0 : 1], { count: count.toLocaleString(document.documentElement.lang || "en") });
}
