/** The use cases as the search and the stories call them: those of the hub, or of a copy of it that was broken on purpose. */
import { pathToFileURL } from 'node:url';
import * as submit from '../../shared/app/submissions/submit.ts';
import * as withdraw from '../../shared/app/submissions/withdraw.ts';
import * as aggregate from '../../shared/app/totals/aggregate-batch.ts';
import * as fold from '../../shared/app/totals/fold-node.ts';
import * as repair from '../../shared/app/verification/repair-totals.ts';
import * as verify from '../../shared/app/verification/verify-totals.ts';
import * as key from '../../shared/domain/submissions/submission-key.ts';

export type Engine = {
  readonly submit: typeof submit.submit;
  readonly withdraw: typeof withdraw.withdraw;
  readonly aggregateBatch: typeof aggregate.aggregateBatch;
  readonly foldNode: typeof fold.foldNode;
  readonly repairTotals: typeof repair.repairTotals;
  readonly verifyTotals: typeof verify.verifyTotals;
  readonly submissionId: typeof key.submissionId;
};

export const engine: Engine = {
  submit: submit.submit,
  withdraw: withdraw.withdraw,
  aggregateBatch: aggregate.aggregateBatch,
  foldNode: fold.foldNode,
  repairTotals: repair.repairTotals,
  verifyTotals: verify.verifyTotals,
  submissionId: key.submissionId,
};

/** The engine of another folder that is laid out as `shared/` is. */
export async function engineIn(shared: string): Promise<Engine> {
  const modules = await Promise.all(
    [
      'app/submissions/submit.ts',
      'app/submissions/withdraw.ts',
      'app/totals/aggregate-batch.ts',
      'app/totals/fold-node.ts',
      'app/verification/repair-totals.ts',
      'app/verification/verify-totals.ts',
      'domain/submissions/submission-key.ts',
    ].map(
      (path) =>
        import(/* @vite-ignore */ pathToFileURL(`${shared}/${path}`).href) as Promise<Partial<Engine>>,
    ),
  );
  return { ...engine, ...Object.assign({}, ...modules.map((module) => pick(module))) };
}

function pick(module: Partial<Engine>): Partial<Engine> {
  const names = Object.keys(engine) as (keyof Engine)[];
  return Object.fromEntries(names.flatMap((name) => (name in module ? [[name, module[name]]] : [])));
}
