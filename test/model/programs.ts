/** The real use cases as programs of the search: every call of a port that others could notice is put to the world. */
import type { FindEntry, ReadRevisions } from '../../shared/app/ports/ledger.ts';
import type { QueueMessage } from '../../shared/app/ports/queues.ts';
import type { Versioned } from '../../shared/app/ports/registry.ts';
import type { SubmissionRequest } from '../../shared/app/submissions/judge-owner.ts';
import type { SubmitPorts } from '../../shared/app/submissions/submit.ts';
import type { WithdrawPorts } from '../../shared/app/submissions/withdraw.ts';
import type { AggregatePorts } from '../../shared/app/totals/aggregate-batch.ts';
import type { FoldPorts } from '../../shared/app/totals/fold-node.ts';
import { foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';
import type { FoldRules } from '../../shared/domain/totals/fold.ts';
import { unsigned } from '../fakes/signer.ts';
import { credential } from '../fixtures/registry.ts';
import type { Engine } from './engine.ts';
import type { Ask, Program } from './forks.ts';
import { memoryOfFolds } from './memory.ts';
import type { Page } from './operations.ts';
import { calendar, catalogue, NOW, period, snapshotAt } from './small-country.ts';

async function* pagesOf<T>(read: (after: string | null) => Promise<unknown>): AsyncGenerator<T> {
  for (let after: string | null = null; ; ) {
    const page = (await read(after)) as Page<T>;
    yield* page.items;
    if (page.last === null) return;
    after = page.last;
  }
}

const partition = (dataset: string, id: string, parent: string | null): string =>
  `${dataset}#${id}#${parent ?? '-'}`;

/** The same for everybody and never changed: asking for it is nothing that others could notice. */
const constants = {
  readCatalogue: async () => ({ version: 1, value: catalogue }),
  readCalendar: async () => calendar,
};

type Stores = Omit<FoldPorts, keyof FoldRules> & Pick<AggregatePorts, 'readNodes'>;

function foldPorts(ask: Ask): Stores {
  const readNode = (key: unknown) => ask('read total', key) as ReturnType<FoldPorts['readNode']>;
  return {
    readNode,
    // Those that are read together are not read at one instant, nor in any order; it is one call, which is over when it fails.
    readNodes: async (keys) => {
      const reads = keys.map(readNode);
      await Promise.allSettled(reads);
      return Promise.all(reads);
    },
    putNode: (key, node, expected) =>
      ask('put total', key, node, expected) as ReturnType<FoldPorts['putNode']>,
    readChildren: (dataset, id, node) =>
      pagesOf((after) => ask('read totals below', partition(dataset, id, node), after)),
    readReports: (dataset, _period, owner, systems) =>
      pagesOf((after) => ask('read reports', dataset, systems, after, owner)),
    readEvents: (_dataset, system, bucket) => pagesOf((after) => ask('read events', system, bucket, after)),
  };
}

/** Lets a consumer count a batch. `isFixed`: nobody changes the registry in this scope, so it need not be asked. */
export function consumption(engine: Engine, batch: readonly QueueMessage[], isFixed: boolean): Program {
  return {
    name: `count ${JSON.stringify(batch)}`,
    memory: memoryOfFolds,
    run: async (ask) => {
      let journalled = 0;
      const ports: AggregatePorts = {
        ...foldPorts(ask),
        ...constants,
        readSnapshot: async () => snapshotAt(isFixed ? 1 : ((await ask('read registry')) as number)),
        // Nobody reads the journal, so when it is written is of no account to others; that it is, is asked below.
        writeJournal: async (entries) => {
          journalled += entries.length;
        },
        buryMessage: async (_body, reason) => {
          throw new Error(`nothing is to be buried here: ${reason}`);
        },
      };
      const outcome = await engine.aggregateBatch(ports, batch);
      return { failed: outcome.failures.map(({ id }) => id), journalled };
    },
  };
}

/** What a sender asks for: a report or events, or to withdraw one. */
export type Wish =
  | { readonly kind: 'submit'; readonly body: unknown; readonly idempotencyKey?: string }
  | { readonly kind: 'withdraw'; readonly id: string };

const found = <T>(map: ReadonlyMap<string, T>, id: string, version: number): Versioned<T> | null => {
  const value = map.get(id);
  return value === undefined ? null : { value, version };
};

function doorPorts(
  ask: Ask,
  engine: Engine,
  registry: RegistrySnapshot,
  now: number,
): SubmitPorts & WithdrawPorts {
  const findEntry: FindEntry = (key) => {
    const kind = 'bucket' in key ? (key.isWithdrawal ? 'event-withdrawal' : 'event') : 'report';
    const id = engine.submissionId({ agency: 'H26', ...key, kind } as Parameters<Engine['submissionId']>[0]);
    return ask('find entry', id) as ReturnType<FindEntry>;
  };
  const readRevisions: ReadRevisions = (system, dataset) =>
    Array.fromAsync(pagesOf((after) => ask('read reports', dataset, [system], after)));
  return {
    ...constants,
    findAgency: async (code) => found(registry.agencies, code, registry.version),
    findSystem: async (id) => found(registry.systems, id, registry.version),
    findEntry,
    readRevisions,
    readHighest: async ({ system, dataset, period }) =>
      (await readRevisions(system, dataset, period)).at(-1) ?? null,
    putEntry: (entry) => ask('put entry', entry) as ReturnType<SubmitPorts['putEntry']>,
    sendEntry: async (entry) => {
      await ask('send', JSON.stringify(entry));
    },
    readSigner: unsigned,
    now: () => now,
  };
}

/** One request at a door whose cached registry is of `registry` and whose clock is `ahead` milliseconds ahead. */
export function request(
  engine: Engine,
  wish: Wish,
  door: { readonly registry: number; readonly ahead: number },
): Program {
  const receivedAt = NOW + door.ahead;
  return {
    name: `request ${JSON.stringify([wish, door])}`,
    run: (ask) => {
      const ports = doorPorts(ask, engine, snapshotAt(door.registry), receivedAt);
      const common = { credential: credential(), receivedAt };
      if (wish.kind === 'withdraw') return engine.withdraw(ports, { ...common, id: wish.id });
      const asked: SubmissionRequest = {
        ...common,
        body: wish.body,
        bodyLiterals: [],
        bodyFindings: [],
        sha256: 'a'.repeat(64),
        idempotencyKey: wish.idempotencyKey ?? null,
      };
      return engine.submit(ports, asked);
    },
  };
}

/** Folds the given totals and all above them anew, as the sweep does after it found that they differ. */
export const repairing = (engine: Engine, dataset: string, names: readonly string[]): Program => ({
  name: `repair ${dataset} ${names.join(' ')}`,
  memory: memoryOfFolds,
  run: async (ask) => {
    const plan = catalogue.datasets.get(dataset)?.dataset;
    if (plan === undefined) throw new Error(`no dataset ${dataset}`);
    const ports = { ...foldPorts(ask), foldOf: foldOfCatalogue(catalogue) };
    const version = (await ask('read registry')) as number;
    const wrong = names.map((node) => ({ node }));
    await engine.repairTotals(ports, { dataset: plan, period, snapshot: snapshotAt(version) }, wrong);
    return 'done';
  },
});
