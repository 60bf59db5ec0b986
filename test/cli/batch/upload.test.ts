/** Parts go up whatever breaks on the way, and what is there is not sent again. */
import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type UploadPorts, uploadParts } from '../../../cli/batch/upload.ts';
import { CommandFault } from '../../../cli/fault.ts';

const readPart = async (number: number) => new TextEncoder().encode(`part ${number}`);

/** A place that takes parts; `breaks` says of which try of a part the line breaks. */
function placeWith(there: number[], breaks: (number: number, attempt: number) => boolean) {
  const tries: number[] = [];
  const waits: number[] = [];
  const counts: number[] = [];
  const ports: UploadPorts = {
    orderParts: async (parts) => ({
      partSize: 1,
      count: 20,
      there,
      parts: parts
        .filter(({ number }) => !there.includes(number))
        .map(({ number, sha256 }) => ({
          number,
          method: 'PUT',
          size: 6,
          url: `https://s3/${number}`,
          headers: { sha256 },
        })),
    }),
    putPart: async ({ number, headers }, bytes) => {
      tries.push(number);
      if (breaks(number, tries.filter((one) => one === number).length)) throw new Error('ECONNRESET');
      expect(headers.sha256).toBe(hash('sha256', bytes));
      there.push(number);
    },
    readPart,
    pause: async (milliseconds) => waits.push(milliseconds),
    onPart: (count) => counts.push(count),
    onBroken: () => undefined,
  };
  return { ports, tries, waits, counts, there };
}
const all = Array.from({ length: 20 }, (_, at) => at + 1);
const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

test('all parts are sent once, and counted', async () => {
  const place = placeWith([], () => false);
  await uploadParts(place.ports, 20);
  expect(sorted(place.tries)).toEqual(all);
  expect([place.counts.at(-1), place.waits]).toEqual([20, []]);
  expect(place.counts).toEqual(sorted(place.counts));
});

test('after Ctrl-C only what is missing is sent', async () => {
  const place = placeWith([1, 2, 3, 11], () => false);
  await uploadParts(place.ports, 20);
  expect(sorted(place.tries)).toEqual(all.filter((number) => ![1, 2, 3, 11].includes(number)));
});

test('a broken line is waited for, longer each time; the other parts are not sent again', async () => {
  const place = placeWith([], (number, attempt) => number === 5 && attempt < 4);
  await uploadParts(place.ports, 20);
  expect(sorted(place.there)).toEqual(all);
  expect(place.tries).toHaveLength(23);
  expect(place.waits).toEqual([1000, 2000, 4000]);
});

test('a line that stays broken ends it after six tries, a refusal at once', async () => {
  const place = placeWith([], (number) => number === 5);
  await expect(uploadParts(place.ports, 20)).rejects.toThrow('ECONNRESET');
  expect(place.waits).toHaveLength(5);
  const refusing = placeWith([], () => false);
  const orderParts = async () => {
    throw new CommandFault('no');
  };
  await expect(uploadParts({ ...refusing.ports, orderParts }, 20)).rejects.toThrow('no');
  expect([refusing.waits, refusing.tries]).toEqual([[], []]);
});

test('where another has completed the file, nothing more is sent', async () => {
  const place = placeWith([], () => false);
  await uploadParts({ ...place.ports, orderParts: async () => null }, 20);
  expect(place.tries).toEqual([]);
});
