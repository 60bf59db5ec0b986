/** The ways in which the engine is broken on purpose, and the scope in which the search has to find each. */
import type { StoreRules } from '../model/operations.ts';
import type { Scope } from '../model/scope.ts';
import { event, parts, refold, reportWithdrawal, scopeOf } from '../model/scopes.ts';
import type { Replacement } from './broken-engine.ts';

export type Mutant = {
  readonly name: string;
  readonly replacements: readonly Replacement[];
  readonly store?: Partial<StoreRules>;
  readonly scope: Scope;
  /** What the search has to say. */
  readonly finds: RegExp;
};

const { first, retry, correction, other, withdrawn, door } = parts;
const sent = event('the sender', 'H26.dvc', 'k', 5, door(0));
const fold = 'app/totals/fold-node.ts';
const batch = 'app/totals/aggregate-batch.ts';
const ancestors = 'app/totals/fold-ancestors.ts';
const above = "[target.dataset.id, target.period.id, target.node.parent].join('#')";
const corrected = scopeOf(
  'a report and its correction behind it; a crash',
  [first, { ...correction, after: 0 }],
  {
    consumers: 1,
    crashes: 1,
  },
);
const isTotal = /^the total of .* should be /;

export const mutants: readonly Mutant[] = [
  {
    name: 'count a duplicate',
    replacements: [
      {
        file: 'domain/totals/fold.ts',
        text: 'if (held?.idempotencyKey !== entry.idempotencyKey) end();',
        by: "if (entry.kind === 'event' || held?.idempotencyKey !== entry.idempotencyKey) end();",
      },
    ],
    store: { keepsDuplicates: true },
    scope: scopeOf('an event and its retry', [sent, { ...sent, name: 'its retry' }]),
    finds: isTotal,
  },
  {
    name: 'stop propagating on a duplicate',
    replacements: [
      {
        file: batch,
        text: 'const body = readMessage(message.body);',
        by: 'if (message.receiveCount > 1) continue;\n    const body = readMessage(message.body);',
      },
    ],
    scope: scopeOf('a report and a crash', [first], { crashes: 1 }),
    finds: isTotal,
  },
  {
    name: 'stop on an unchanged fold',
    replacements: [
      {
        file: ancestors,
        text: 'let written = 0;\n  let folded',
        by: 'let written = 0;\n  const quiet = new Set<string>();\n  let folded',
      },
      {
        file: ancestors,
        text: 'const done = await foldTotal(',
        by: `if (quiet.has(name)) return;\n      const done = await foldTotal(`,
      },
      {
        file: ancestors,
        text: "if (outcome === 'written') written += 1;",
        by: `if (outcome === 'unchanged') quiet.add(${above});\n      if (outcome === 'written') written += 1;`,
      },
    ],
    scope: scopeOf('a report and a crash', [first], { crashes: 1 }),
    finds: isTotal,
  },
  {
    name: 'ignore the version',
    replacements: [
      {
        file: fold,
        text: 'next, stored?.version ?? null)',
        by: 'next, (await ports.readNode(key))?.version ?? null)',
      },
    ],
    scope: scopeOf('a report and its correction', [first, correction]),
    finds: isTotal,
  },
  {
    name: 'let an old revision win',
    replacements: [
      {
        file: 'domain/totals/fold.ts',
        text: 'entry.revision > highest.revision',
        by: 'entry.revision < highest.revision',
      },
    ],
    scope: scopeOf('a report and its correction', [first, correction]),
    finds: isTotal,
  },
  {
    name: 'fold a stale read: the children before the version',
    replacements: [
      { file: fold, text: 'const now = replaced ?? (await recompute(ports, at, node));', by: '' },
      {
        file: fold,
        text: 'const stored = attempt === 0',
        by: 'const now = await recompute(ports, at, node);\n    const stored = attempt === 0',
      },
    ],
    scope: scopeOf('a report and its correction', [first, correction]),
    finds: isTotal,
  },
  {
    name: 'delete and remake a node',
    replacements: [],
    store: { deletesEmptyTotals: true },
    scope: scopeOf('a report and its withdrawal', withdrawn.slice(0, 2)),
    finds: isTotal,
  },
  {
    name: 'put the resolved parent into the ledger key',
    replacements: [
      {
        file: 'domain/submissions/submission-key.ts',
        text: 'const start = ',
        by: "const start = entry.agency + '~' + ",
      },
    ],
    scope: scopeOf('a report and its retry at a door that knows that the system has moved', [
      first,
      { ...retry, door: door(0, 2) },
    ]),
    finds: /was answered otherwise/,
  },
  {
    name: 'compare values only, not what they were folded from',
    replacements: [{ file: fold, text: 'a.seen === b.seen &&', by: '' }],
    scope: scopeOf('two agencies, one of which takes its report back', [
      other,
      { ...first, after: 0 },
      reportWithdrawal('the withdrawal', 'H26.dvc', 1, door(9), 1),
    ]),
    finds: isTotal,
  },
  {
    name: 'ignore the registry that a total was folded under',
    replacements: [
      {
        file: fold,
        text: "if (stored !== null && stored.registryVersion > registryVersion)\n      return { outcome: 'registry is stale', change: null };",
        by: 'if (stored !== null) registryVersion = Math.max(registryVersion, stored.registryVersion);',
      },
    ],
    scope: scopeOf('a system moves while its report comes in', [first], {
      refolds: [refold('H26'), refold('G06')],
    }),
    finds: isTotal,
  },
  {
    name: 'replace a child whatever version of it the total includes',
    replacements: [{ file: fold, text: 'if (included !== before.version) return null;', by: '' }],
    scope: corrected,
    finds: isTotal,
  },
  {
    name: 'add a child and leave in the total what it had of it',
    replacements: [
      {
        file: fold,
        text: 'replaceChild(content, before.content, after.content, foldOf)',
        by: 'replaceChild(content, emptyNode, after.content, foldOf)',
      },
    ],
    scope: corrected,
    finds: isTotal,
  },
  {
    name: 'say nothing to the total above of a fold that changes nothing',
    replacements: [
      {
        file: ancestors,
        text: 'if (change !== null) {',
        by: "if (change !== null && outcome === 'written') {",
      },
    ],
    scope: scopeOf(
      'a report, its correction, and another agency; a crash',
      [first, { ...correction, after: 0 }, { ...other, after: 1 }],
      { consumers: 1, crashes: 1 },
    ),
    finds: isTotal,
  },
  {
    name: 'do not send again what was recorded before',
    replacements: [
      {
        file: 'app/submissions/submit.ts',
        text: 'await ports.sendEntry(standing);',
        by: "if (put === 'written') await ports.sendEntry(standing);",
      },
    ],
    scope: scopeOf('a report; a call is refused or its answer lost', [first], { outages: 1 }),
    finds: isTotal,
  },
];

/** What the scopes of the search, in which nothing closes, do not show: stories have to. */
export const ofStories: readonly Pick<Mutant, 'name' | 'replacements'>[] = [
  {
    name: "place by the tree of the period's last day",
    replacements: [
      {
        file: 'domain/registry/tree.ts',
        text: '(stretch.to === null || from <= stretch.to) &&',
        by: '(stretch.to === null || to <= stretch.to) &&',
      },
    ],
  },
];
