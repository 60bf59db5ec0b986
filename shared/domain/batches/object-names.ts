/** Names of the objects of a batch, below the prefixes that say how long they are kept. */

import { uploadPrefixes } from '../../contract/batches/prefixes.ts';
import type { Language } from '../../contract/text.ts';

const { spills, verdicts, errors, lists, downloads } = uploadPrefixes;

const digits = (piece: number): string => String(piece).padStart(4, '0');

/** Rows of a piece, as calls that cut the file left them. */
export const spillsOf = (id: string, piece: number): string => `${spills.prefix}${id}/${digits(piece)}/`;
export const spillName = (id: string, piece: number, slice: string, number: number): string =>
  `${spillsOf(id, piece)}${slice}-${String(number).padStart(6, '0')}`;
/** The call that left it. */
export const sliceOfSpill = (name: string): string =>
  name.slice(name.lastIndexOf('/') + 1, name.lastIndexOf('-'));

/** Faults of rows that belong to no submission. */
export const strayName = (id: string, slice: string): string => `${verdicts.prefix}${id}/stray/${slice}`;

export const verdictsOf = (id: string): string => `${verdicts.prefix}${id}/piece/`;
export const verdictName = (id: string, piece: number): string => `${verdictsOf(id)}${digits(piece)}`;
/** Faults of a piece, in the order of rows, as the call `by` found them: those count that the verdict names. */
export const faultsName = (id: string, piece: number, by: string): string =>
  `${verdicts.prefix}${id}/faults/${digits(piece)}-${by}`;
/** Of what another request took meanwhile: those count that the outcome names. */
export const takenName = (id: string, piece: number, by: string): string =>
  `${verdicts.prefix}${id}/taken/${digits(piece)}-${by}`;

/** What became of the submissions of a piece. */
export const outcomesOf = (id: string): string => `${lists.prefix}${id}/`;
export const outcomeName = (id: string, piece: number): string => `${outcomesOf(id)}${digits(piece)}`;
/** A thousand errors in the order of rows, as the call `by` put them: those are listed that the record names. */
export const errorsName = (id: string, by: string, chunk: number): string =>
  `${errors.prefix}${id}/${by}/${digits(chunk)}`;

/** All of them as CSV, in a language. */
export const errorsFileName = (id: string, language: Language): string =>
  `${downloads.prefix}${id}/errors.${language}.csv`;

export const pieceOfName = (name: string): number => Number(name.slice(name.lastIndexOf('/') + 1));
