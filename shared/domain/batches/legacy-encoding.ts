/** Which encoding of one byte a letter a text that is not UTF-8 may be of. */

/**
 * In Windows-1258 the marks of Vietnamese tones are letters of their own, behind the vowel: ̀ 0xCC, ̉ 0xD2, ̃ 0xDE, ́ 0xEC, ̣ 0xF2. ă ơ ư đ
 * have places where other encodings have letters that no text of ours has there.
 */
const toneMark: ReadonlySet<number> = new Set([0xcc, 0xd2, 0xde, 0xec, 0xf2]);
/** a e i o u y, and â ê ô ă ơ ư in capitals and small letters. */
const vowels: ReadonlySet<number> = new Set([
  ...Buffer.from('aeiouyAEIOUY'),
  ...[0xc2, 0xc3, 0xca, 0xd4, 0xd5, 0xdd, 0xe2, 0xe3, 0xea, 0xf4, 0xf5, 0xfd],
]);

/** `bytes` are those around the first that is wrong. A guess, good enough for the name in a message. */
export function legacyEncoding(bytes: Uint8Array): 'WINDOWS-1258' | 'LATIN1' {
  const isVietnamese = bytes.some(
    (byte, at) => toneMark.has(byte) && at > 0 && vowels.has(bytes[at - 1] ?? 0),
  );
  return isVietnamese ? 'WINDOWS-1258' : 'LATIN1';
}
