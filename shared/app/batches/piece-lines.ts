/** What the objects of a piece hold: a first line of counts, then a line for each submission. */
import type { Correction } from '../../contract/submissions/dry-run.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { ControlSum } from '../../domain/batches/control-totals.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { FateAnswer } from '../submissions/sent-again.ts';
import type { Corrections } from './corrections.ts';

export type CountedErrors = { readonly count: number; readonly byCode: [code: string, count: number][] };

/** The first line of what a call that cut has left: the errors of rows of no submission, and how much it has put into each piece. */
export type CutHead = CountedErrors & { readonly letters: readonly number[] };

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
  /** Where it says its revision, or its key: what is told of where another request was first. */
  readonly place: Pick<RowFinding, 'row' | 'column' | 'key' | 'value'>;
  /** The group of its rows. */
  readonly submission: string;
  /** Of what stands already; in a dry run also of what would count in no total. */
  readonly fate: FateAnswer;
  /** In a dry run: what it would change of the report that counts. */
  readonly correction?: Correction;
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
  /** Of a dry run. */
  readonly corrections?: Corrections;
};

/** A submission that stands, or would. */
export type OutcomeLine = {
  readonly id: string;
  readonly sha256: string;
  readonly outcome: 'accepted' | 'same-again';
  readonly correction?: Correction;
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
