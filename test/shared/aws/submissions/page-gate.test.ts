/** The gate that keeps few large pages, or many small ones, in memory at once. */
import { describe, expect, test } from 'vitest';
import { pageGate } from '../../../../shared/aws/submissions/page-gate.ts';

const MB = 1024 * 1024;
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Folds that each read pages of the given sizes; tells the most pages and bytes that were in memory together. */
async function reading(folds: readonly (readonly number[])[], most = 4 * MB) {
  const gate = pageGate(most);
  let [pages, bytes] = [0, 0];
  const highest = { pages: 0, bytes: 0 };
  const read = async (sizes: readonly number[]): Promise<void> => {
    for (const size of sizes) {
      const entered = await gate.enter(
        async () => {
          pages += 1;
          bytes += size;
          highest.pages = Math.max(highest.pages, pages);
          highest.bytes = Math.max(highest.bytes, bytes);
          await soon();
          return size;
        },
        (page) => page,
      );
      await soon();
      pages -= 1;
      bytes -= entered.page;
      entered.release();
    }
  };
  await Promise.all(folds.map(read));
  return highest;
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('the gate of pages', () => {
  test('lets four of the largest pages in at once, however many folds there are', async () => {
    expect(await reading(times(16, times(3, MB)))).toEqual({ pages: 4, bytes: 4 * MB });
  });

  test('lets small pages in together once it has seen some', async () => {
    const { pages } = await reading(times(16, times(8, 20_000)));
    expect(pages).toBe(16);
  });

  test('holds to its bound again after the first large pages that follow small ones', async () => {
    const small = times(8, 20_000);
    const { bytes } = await reading(times(16, [...small, ...times(4, MB)]));
    expect(bytes).toBeLessThanOrEqual(16 * MB);
    expect((await reading(times(16, times(4, MB)))).bytes).toBe(4 * MB);
  });

  test('lets a page in that is larger than the bound, alone', async () => {
    expect(await reading(times(3, [MB, MB]), MB / 2)).toEqual({ pages: 1, bytes: MB });
  });

  test('a page that could not be read leaves its place to others', async () => {
    const gate = pageGate(MB);
    const lost = gate.enter(
      () => Promise.reject(new Error('throttled')),
      () => 0,
    );
    await expect(lost).rejects.toThrow('throttled');
    const { page, release } = await gate.enter(
      async () => 'next',
      () => MB,
    );
    expect(page).toBe('next');
    const waiting = gate.enter(
      async () => 'last',
      () => MB,
    );
    release();
    release();
    expect((await waiting).page).toBe('last');
  });
});
