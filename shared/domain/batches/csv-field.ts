/** A cell of CSV that the hub gives back. */

const special = /[",;\t\r\n]/;
const plainNumber = /^-?\d+([.,]\d+)?$/;
/** What spreadsheets take for the beginning of a formula, as full-width letters too (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front of it, which the spreadsheet does not show; numbers stay numbers. */
export const inertText = (text: string): string =>
  formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;

/** In quotes where it has to be (RFC 4180 §2), whatever the delimiter; inert. */
export function csvField(text: string): string {
  const inert = inertText(text);
  return special.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
