/** Tables as people open them in a spreadsheet. */

/** CSV with a byte order mark, so that spreadsheets read UTF-8. Whatever a spreadsheet would take for a formula has an apostrophe before
 * it, also behind a semicolon, a tab or an end of line, where some part cells. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const parted = text.replace(/(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+\-@＝＋－＠])/g, "$1'");
  const safe = /^[\t\r\n]/.test(text) ? `'${parted}` : parted;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
