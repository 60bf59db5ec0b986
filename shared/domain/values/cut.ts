/** Text of a sender in a message: bounded, and such that it can be sent. */

/**
 * At most the first `most` UTF-16 units, with `…` behind them where something was left out. Half a surrogate pair at the
 * cut is left out too; one that the text had before becomes U+FFFD.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text.toWellFormed();
  const splitsPair =
    /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(most));
  return `${text.slice(0, splitsPair ? most - 1 : most).toWellFormed()}…`;
}
