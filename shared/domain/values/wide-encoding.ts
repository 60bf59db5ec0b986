/** Encodings of two or four bytes a letter. */

/** By the byte order mark, or by where the zeros of the first two letters are, which are of ASCII in JSON and CSV. */
const wide: readonly (readonly [start: RegExp, name: string])[] = [
  [/^(fffe0000|[^0].000000|0[^0]000000)/, 'UTF-32LE'],
  [/^(0000feff|000000)/, 'UTF-32BE'],
  [/^(fffe|(?!00)..00)/, 'UTF-16LE'],
  [/^(feff|00(?!00)..)/, 'UTF-16BE'],
];

/** The name that `iconv` has for it, by the first four bytes of a file; null where it is not one of two or four bytes a letter. */
export function wideEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return wide.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}
