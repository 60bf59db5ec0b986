/**
 * Lets pieces through as far as they are UTF-8 without NUL, cut between letters and without a byte order mark. What is wrong is said with
 * its offset; which row that is, whoever reads the rows knows once the bytes before it are read.
 */
import { isUtf8 } from 'node:buffer';
import { legacyEncoding } from '../../../domain/batches/legacy-encoding.ts';
import type { RowFinding } from '../../../domain/batches/row-finding.ts';
import { wideEncoding } from '../../../domain/values/wide-encoding.ts';

export type ByteFault = Pick<RowFinding, 'code' | 'details'>;

/** `offset`: of the first of `bytes` in the file. Behind a fault nothing comes. */
export type Guarded = { readonly bytes: Buffer; readonly offset: number; readonly fault: ByteFault | null };

/** So many bytes on each side of a wrong one tell its encoding. */
const AROUND = 200;

const nothing: Buffer = Buffer.alloc(0);
const byteOrderMark = Buffer.from('\uFEFF');

/** `offset`: of the first byte in the file. */
export async function* guardText(
  pieces: AsyncGenerator<Buffer, void>,
  offset: number,
): AsyncGenerator<Guarded, void> {
  let begin = offset;
  let carry = nothing;
  let before = nothing;
  for (let isLast = false; !isLast; ) {
    const { value, done } = await pieces.next();
    isLast = done === true;
    let bytes = value === undefined ? carry : joined(carry, value);
    if (begin === 0 && carry.length === 0) {
      const encoding = wideEncoding(bytes);
      if (encoding !== null) {
        yield { bytes: nothing, offset: 0, fault: { code: 'wrong-encoding', details: { encoding } } };
        return;
      }
      if (bytes.subarray(0, 3).equals(byteOrderMark)) [bytes, begin] = [bytes.subarray(3), 3];
    }
    const whole = isLast ? bytes.length : wholeLetters(bytes);
    const right = rightPart(bytes.subarray(0, whole));
    if (right < whole) {
      const next = isLast ? undefined : (await pieces.next()).value;
      const around = Buffer.concat([before, bytes, next ?? nothing]);
      const fault = faultAt(around, before.length + right, begin + right);
      yield { bytes: bytes.subarray(0, right), offset: begin, fault };
      return;
    }
    if (whole > 0) yield { bytes: bytes.subarray(0, whole), offset: begin, fault: null };
    before = joined(before, bytes.subarray(0, whole)).subarray(-AROUND);
    begin += whole;
    carry = bytes.subarray(whole);
  }
}

const joined = (carry: Buffer, piece: Buffer): Buffer =>
  carry.length === 0 ? piece : Buffer.concat([carry, piece]);

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** Where a last letter that may go on behind the end begins; else the end. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes are right. */
function rightPart(text: Buffer): number {
  const zero = text.indexOf(0);
  const end = zero < 0 ? text.length : zero;
  return isUtf8(text.subarray(0, end)) ? end : firstWrong(text, end);
}

/** The first byte that begins no letter of UTF-8. */
function firstWrong(text: Buffer, end: number): number {
  let at = 0;
  while (at < end) {
    const length = lengthOf(text[at] ?? 0);
    if (!isUtf8(text.subarray(at, Math.min(at + length, end)))) return at;
    at += length;
  }
  return end;
}

function faultAt(around: Buffer, wrong: number, offset: number): ByteFault {
  const byte = around[wrong] ?? 0;
  if (byte === 0) return { code: 'nul-character', details: { offset } };
  const encoding = legacyEncoding(around.subarray(Math.max(0, wrong - AROUND), wrong + AROUND));
  const hexadecimal = byte.toString(16).toUpperCase().padStart(2, '0');
  return { code: 'bytes-not-utf-8', details: { offset, byte: hexadecimal, encoding } };
}
