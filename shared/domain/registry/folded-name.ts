/** Names as people type them into a search: without diacritics and capitals. */

/**
 * In small letters, with `d` for `đ` and without marks, also of ơ and ư, which Unicode decomposes; what is neither letter nor digit is one
 * blank. Time grows with the length alone.
 */
export const foldName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
