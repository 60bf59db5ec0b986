/** Cells that hold evidence: a day, the number of a document and its digest, which no total has. */
import type { CellValues } from '../contract/ledger.ts';
import type { Indicator } from '../contract/registry.ts';
import type { Cell, Evidence } from '../contract/submission.ts';
import type { FindingValue } from './problems.ts';

export type Place = { readonly pointer: string; readonly key: string | null };
export type Add = (finding: Omit<FindingValue, 'pointer' | 'key'>, place: Place) => void;

type EvidenceValue = [string, string, string] | [];

/** Null where something is wrong with the cell; `[]` where it says that there is no evidence. */
export function judgeEvidence(
  { evidence, value, numerator, denominator }: Cell,
  { id, fold }: Indicator,
  place: Place,
  add: Add,
): EvidenceValue | null {
  const numbers = { value, numerator, denominator };
  let right = true;
  for (const [name, number] of Object.entries(numbers)) {
    if (number === undefined) continue;
    right = false;
    const at = { ...place, pointer: `${place.pointer}/${name}` };
    add({ code: 'unexpected-value', details: { indicator: id, fold, name } }, at);
  }
  if (evidence === undefined) {
    add({ code: 'missing-value', details: { name: 'evidence' } }, place);
    return null;
  }
  if (!right) return null;
  return evidence === null ? [] : [evidence.day, evidence.reference, evidence.sha256];
}

/** What was recorded under a cell; null where it says that there is none, or is no evidence. */
export function evidenceOf(value: CellValues[string] | undefined): Evidence | null {
  if (value === undefined || typeof value === 'string' || value.length !== 3) return null;
  const [day, reference, sha256] = value;
  return { day, reference, sha256 };
}

/** Nothing was done tomorrow: evidence of days after `today`, at the place of its cell. */
export const futureEvidence = (cells: readonly (Cell | undefined)[], today: string): FindingValue[] =>
  cells.flatMap((cell, index) => {
    const day = cell?.evidence?.day;
    if (day === undefined || day <= today) return [];
    const place = { pointer: `/cells/${index}/evidence/day`, key: cell?.indicator ?? null };
    return [{ code: 'future-day' as const, details: { value: day, today }, ...place }];
  });
