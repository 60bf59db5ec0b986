/** Bytes in pieces of one size, wherever the chunks were cut: what is read of a file cannot depend on how it came. */

/** In bytes. */
export const PIECE = 65_536;

/** Every piece but the last has `size` bytes. */
export async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let count = 0;
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (count + rest.length >= size) {
      const taken = rest.subarray(0, size - count);
      yield held.length === 0 ? taken : Buffer.concat([...held, taken]);
      rest = rest.subarray(taken.length);
      [held, count] = [[], 0];
    }
    if (rest.length === 0) continue;
    held.push(rest);
    count += rest.length;
  }
  if (count > 0) yield Buffer.concat(held);
}
