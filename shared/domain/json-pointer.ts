/** A name as a token of a JSON pointer (RFC 6901 §3). */
export const pointerToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A path as a JSON pointer; the whole document is the empty text. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((name) => `/${pointerToken(String(name))}`).join('');
