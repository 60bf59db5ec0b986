/** Parts of an upload: how a file of a size is divided, and what is wrong with those that have come. */
import { PART_SIZE } from '../../contract/batches/order.ts';
import { type Problem, problem } from '../problems/problems.ts';

type File = {
  /** The id of its batch. */
  readonly id: string;
  /** In bytes. */
  readonly size: number;
};

export const countOfParts = (size: number): number => Math.ceil(size / PART_SIZE);

/** In bytes; `number` is from 1 to the count of parts. */
export const lengthOfPart = (size: number, number: number): number =>
  Math.min(PART_SIZE, size - (number - 1) * PART_SIZE);

/**
 * Null where they make the file. S3 would take parts of other lengths as long as none but the last is below 5 MiB ("Multipart upload
 * limits", Amazon S3 User Guide), and refuse the file only when it is put together.
 */
export function faultOfParts(
  { id, size }: File,
  parts: readonly { readonly number: number; readonly size: number }[],
): Problem | null {
  const sizes = new Map(parts.map((part) => [part.number, part.size]));
  const numbers = Array.from({ length: countOfParts(size) }, (_, at) => at + 1);
  const different = numbers.find(
    (number) => sizes.has(number) && sizes.get(number) !== lengthOfPart(size, number),
  );
  if (different !== undefined)
    return problem('part-differs', {
      ...{ id, part: different, count: sizes.get(different) ?? 0 },
      expected: lengthOfPart(size, different),
    });
  const missing = numbers.find((number) => !sizes.has(number));
  if (missing === undefined) return null;
  const there = parts.reduce((sum, part) => sum + part.size, 0);
  return problem('upload-incomplete', { id, size, there, part: missing });
}
