/**
 * What the drill asks of the world. The live tables are read and nothing else; only copies are written and deleted. The one thing that
 * the live hub gets is a message that it lacks.
 */
import type { ReadJournal } from '../../ports/journal.ts';
import type { ListOperations, PutOperation, ReadOperation } from '../../ports/operations.ts';
import type { SendEntry } from '../../ports/queues.ts';
import type { DrillCopy, DrillTables, KeepDrillReport, TableCopies } from '../../ports/recovery.ts';
import type { ReadSigner, Sign } from '../../ports/signing.ts';
import type { VerifyPorts } from '../../verification/verify-unit.ts';
import type { DrillState } from './state.ts';

export type DrillPorts = TableCopies & {
  readonly live: DrillTables;
  readonly openCopy: (drill: string) => DrillCopy;
  readonly readJournal: ReadJournal;
  /** Into the queue of the live hub, as its sender's repetition would. */
  readonly sendEntry: SendEntry;
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
  readonly listOperations: ListOperations;
  readonly keepReport: KeepDrillReport;
  readonly readSigner: ReadSigner<Sign>;
  readonly pause: VerifyPorts['pause'];
  /** Random, another each time. */
  readonly newSalt: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** What a step answers: where the drill is now, or that it has to wait for the world. */
type StepOutcome = { readonly state: DrillState; readonly go: 'next' | 'again' | 'wait' };

/** One bounded piece of a step: `again` where there is more of it, `wait` until the next run, `next` when it is done. */
export type DrillPiece = (ports: DrillPorts, state: DrillState, goOn: () => boolean) => Promise<StepOutcome>;
