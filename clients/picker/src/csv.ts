/** Tables as people open them in a spreadsheet. */

/** CSV with a byte order mark, so that spreadsheets read UTF-8. A cell that a spreadsheet would take for a formula begins with a quote. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
