/**
 * Where a task stands, as `ETag` and `If-Match` say it: `3.2` is version 2 of record 3, behind which nothing has changed. Every
 * change of a task makes the next record or changes the newest, so that versions are in one order.
 */
import { TaskVersion } from '../../contract/access/change.ts';

export type Position = { readonly record: number; readonly version: number };

/** Before the first record. */
export const NOTHING: Position = { record: 0, version: 0 };

export const versionText = ({ record, version }: Position): string => `${record}.${version}`;

/** Null where the text is no version. */
export function positionOf(text: string): Position | null {
  if (!TaskVersion.safeParse(text).success) return null;
  const [record = 0, version = 0] = text.split('.').map(Number);
  return { record, version };
}

export const isBehind = (one: Position, other: Position): boolean =>
  one.record === other.record ? one.version > other.version : one.record > other.record;
