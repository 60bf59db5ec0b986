/** What the objects of a piece hold: a first line of counts, then a line for each submission. */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { ControlSum } from '../../domain/batches/control-totals.ts';
import type { FateAnswer } from '../submissions/sent-again.ts';

export type CountedErrors = { readonly count: number; readonly byCode: [code: string, count: number][] };

/** The first line of a verdict. `by`: the call that judged, whose list of faults it is. */
export type PieceVerdict = {
  readonly refused: number;
  readonly errors: CountedErrors;
  readonly by: string;
};

/** A submission that was judged right: the entry as it would be, or as it stands. */
export type JudgedLine = {
  readonly entry: LedgerEntry;
  readonly verdict: 'new' | 'same-again';
  /** The first of its rows: where an error of it is put. */
  readonly row: number;
  /** The group of its rows. */
  readonly submission: string;
  /** Of what stands already. */
  readonly fate: FateAnswer;
};

/** The first line of an outcome. */
export type PieceOutcome = {
  readonly accepted: number;
  readonly sameAgain: number;
  readonly refused: number;
  readonly takenMeanwhile: number;
  readonly errors: CountedErrors;
  readonly taken: CountedErrors;
  /** The calls whose lists of these errors count: the one that judged, and the one that settled. */
  readonly judgedBy: string;
  readonly settledBy: string;
  readonly totals: readonly ControlSum[];
};

/** A submission that stands, or would. */
export type OutcomeLine = {
  readonly id: string;
  readonly sha256: string;
  readonly outcome: 'accepted' | 'same-again';
} & FateAnswer;

export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of text) for (const line of piece.split('\n')) if (line !== '') yield line;
}

/** The first line of an object. */
export async function headOf<Head = PieceVerdict>(text: AsyncIterable<string>): Promise<Head> {
  for await (const line of linesOf(text)) return JSON.parse(line) as Head;
  throw new Error('an object of a batch is empty');
}

/** Counts codes of errors. */
export function errorCounter() {
  const codes = new Map<string, number>();
  let count = 0;
  return {
    add: (code: string, times = 1): void => {
      codes.set(code, (codes.get(code) ?? 0) + times);
      count += times;
    },
    addAll: ({ byCode }: CountedErrors): void => {
      for (const [code, times] of byCode) {
        codes.set(code, (codes.get(code) ?? 0) + times);
        count += times;
      }
    },
    counted: (): CountedErrors => ({
      count,
      byCode: [...codes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
    }),
  };
}
