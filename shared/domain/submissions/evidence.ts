/** Cells that hold evidence: a day, the number of a document and its digest, which no total has. */
import type { Indicator } from '../../contract/registry.ts';
import type { CellValues } from '../../contract/submissions/ledger.ts';
import type { Cell, Evidence } from '../../contract/submissions/submission.ts';
import { type Readable, type Unreadable, unreadable } from '../json/readable.ts';
import type { FindingValue } from '../problems/problems.ts';

export type Place = { readonly pointer: string; readonly key: string | null };
export type Add = (finding: Omit<FindingValue, 'pointer' | 'key'>, place: Place) => void;

type EvidenceValue = [string, string, string] | [];

/** Null where something is wrong with the cell, or cannot be read; `[]` where it says that there is no evidence. */
export function judgeEvidence(
  { evidence, value, numerator, denominator }: Readable<Cell>,
  { id }: Indicator,
  place: Place,
  add: Add,
): EvidenceValue | null {
  const numbers = { value, numerator, denominator };
  let right = true;
  for (const [name, number] of Object.entries(numbers)) {
    if (number === undefined) continue;
    right = false;
    const at = { ...place, pointer: `${place.pointer}/${name}` };
    add({ code: 'unexpected-value', details: { indicator: id, takes: 'evidence', name } }, at);
  }
  if (evidence === undefined) {
    add({ code: 'missing-value', details: { name: 'evidence' } }, place);
    return null;
  }
  if (!right || evidence === unreadable) return null;
  if (evidence === null) return [];
  const { day, reference, sha256 } = evidence;
  if (typeof day !== 'string' || typeof reference !== 'string' || typeof sha256 !== 'string') return null;
  return [day, reference, sha256];
}

/** What was recorded under a cell; null where it says that there is none, or is no evidence. */
export function evidenceOf(value: CellValues[string] | undefined): Evidence | null {
  if (value === undefined || typeof value === 'string' || value.length !== 3) return null;
  const [day, reference, sha256] = value;
  return { day, reference, sha256 };
}

/** Nothing was done tomorrow: evidence of days after `today`, at the place of its cell. */
export const futureEvidence = (
  cells: readonly (Readable<Cell> | Unreadable)[],
  today: string,
): FindingValue[] =>
  cells.flatMap((cell, index) => {
    if (cell === unreadable || !cell.evidence || cell.evidence === unreadable) return [];
    const { indicator, evidence } = cell;
    const { day } = evidence;
    if (typeof day !== 'string' || day <= today) return [];
    const key = typeof indicator === 'string' ? indicator : null;
    const place = { pointer: `/cells/${index}/evidence/day`, key };
    return [{ code: 'future-day' as const, details: { value: day, today }, ...place }];
  });
