/** Which totals a message makes stale: every one from the leaf up to the country, deepest first. */
import type { Calendar, Dataset } from '../../contract/registry.ts';
import type { QueueBody } from '../../contract/submissions/ledger.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import { agencyOfSystem, ancestorsOf, type RegistrySnapshot, treeAt } from '../../domain/registry/tree.ts';
import { isEvent } from '../../domain/submissions/submission-key.ts';
import { type FoldNode, pathUp, systemNode, timeChain, totalsAbove } from '../../domain/totals/fold-tree.ts';
import { type Period, readPeriod } from '../../domain/values/period.ts';

export type FoldTargets = {
  readonly dataset: Dataset;
  readonly period: Period;
  readonly nodes: readonly FoldNode[];
};

/** Everything that the fold goes by, read once per batch. */
export type FoldContext = {
  readonly snapshot: RegistrySnapshot;
  readonly catalogue: CompiledCatalogue;
  /** Of the catalogue; it is cached, and may be older than the one that an entry was accepted by. */
  readonly catalogueVersion: number;
  readonly calendar: Calendar;
};

/**
 * Why a message has no place. Final: what is read here is no older than what the door went by when it accepted, so that
 * no later receive finds more. Not final: a cached catalogue or calendar may be behind the door's.
 */
export type Unplaced = { readonly reason: string; readonly isFinal: boolean };

/** Fails where the tree of the period has no place for it: the message then waits, or is settled as a dead letter. */
export function targetsOf(context: FoldContext, body: QueueBody): Result<FoldTargets, Unplaced> {
  const { snapshot, catalogue, calendar } = context;
  const dataset = catalogue.datasets.get(body.dataset)?.dataset;
  const period = readPeriod(body.period, calendar);
  const accepted = body.kind === 'refold' ? null : body;
  if (dataset === undefined) {
    const isFinal = accepted !== null && context.catalogueVersion >= accepted.catalogueVersion;
    return fail({ reason: `the catalogue has no dataset ${body.dataset}`, isFinal });
  }
  if (period === null) return fail({ reason: `the calendar has no period ${body.period}`, isFinal: false });
  const tree = treeAt(snapshot, period);
  if (body.kind === 'refold') {
    const nodes = pathUp(dataset, tree, (system) => agencyOfSystem(snapshot, system, period), body.node);
    // A total that the tree does not have any more counts nowhere; whatever took it away sent refolds of its own.
    return ok({ dataset, period, nodes: nodes ?? [] });
  }
  const chain = ancestorsOf(snapshot, body.system, period);
  const [agency] = chain ?? [];
  if (chain === null || agency === undefined) {
    return fail({
      reason: `${body.system} is not in the tree of ${body.period}`,
      isFinal: snapshot.version >= body.registryVersion,
    });
  }
  const above = totalsAbove(dataset, tree, chain, body.system);
  if (!isEvent(body)) return ok({ dataset, period, nodes: above });
  const below = [...timeChain(dataset, body), systemNode(tree, agency, body.system)];
  return ok({ dataset, period, nodes: [...below, ...above] });
}
