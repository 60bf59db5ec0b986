/** Text that waits to be written, as bytes: a string that is cut from another keeps all of that one. */

const LEAST = 1024;

export function heldText() {
  let bytes = Buffer.alloc(0);
  let size = 0;
  return {
    /** In bytes. */
    size: () => size,
    add: (text: string): void => {
      const needed = size + Buffer.byteLength(text);
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(LEAST, 2 * bytes.length, needed));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      size += bytes.write(text, size);
    },
    /** All of it, which is held no longer. */
    take: (): Buffer => {
      const taken = bytes.subarray(0, size);
      bytes = Buffer.alloc(0);
      size = 0;
      return taken;
    },
  };
}
