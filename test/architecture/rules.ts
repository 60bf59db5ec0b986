/** The walls of the house (DESIGN §6). Each rule comes with a file that breaks it, so that no rule can pass falsely. */
import { isOurs, type Source, sourceOf } from './sources.ts';

export type Rule = {
  readonly says: string;
  /** What of a file breaks the rule, in words; none where it is kept. */
  readonly broken: (source: Source) => string[];
  /** A file that breaks it. */
  readonly planted: Source;
};

/** What each floor may import of ours, beside itself. Whatever is not named here may import all. */
const floors: Record<string, readonly string[]> = {
  'shared/contract/': ['shared/config.ts'],
  'shared/config.ts': [],
  'shared/domain/': ['shared/contract/'],
  'shared/app/': ['shared/domain/', 'shared/contract/'],
  'shared/aws/': ['shared/app/ports/', 'shared/domain/', 'shared/contract/', 'shared/config.ts'],
  'shared/http/': ['shared/app/', 'shared/domain/', 'shared/contract/', 'shared/config.ts'],
  'functions/': ['shared/', 'docs/openapi.json'],
  'infra/': ['shared/config.ts', 'shared/contract/', 'shared/domain/problems/problems.ts'],
  'twin/': [],
  'cli/': ['shared/app/', 'shared/domain/', 'shared/contract/', 'shared/aws/'],
  'demo/': ['cli/', 'twin/', 'shared/app/', 'shared/domain/', 'shared/contract/', 'shared/aws/'],
};

/** Single files that a file may import beside what its floor may, and why. */
const exceptions: Record<string, Record<string, string>> = {
  'cli/twin-state.ts': { 'twin/place.ts': 'knows a copied state by the mark that the twin knows it by' },
  'cli/program.ts': { 'package.json': 'says the release of dtm' },
  'cli/synthesized-stacks.ts': {
    'twin/synth.ts': 'takes turns with npm start: two synths at once would write to one build',
  },
  'cli/write-errors.ts': { 'shared/http/errors/errors-page.ts': 'writes the page of what the edge answers' },
  'cli/write-openapi.ts': { 'shared/http/openapi/openapi.ts': 'writes the document that the edge makes' },
};

const isAllowed = (path: string, to: string, allowed: readonly string[]): boolean =>
  allowed.some((prefix) => to.startsWith(prefix)) || to in (exceptions[path] ?? {});

const importRule = (says: string, broken: (path: string, to: string) => boolean, planted: Source): Rule => ({
  says,
  broken: ({ path, imports }) =>
    imports.filter(({ to }) => broken(path, to)).map(({ to }) => `imports ${to}`),
  planted,
});

const floorRules = Object.entries(floors).map(([floor, others]) => {
  const allowed = [floor, ...others];
  const at = floor.endsWith('/') ? `${floor}planted.ts` : floor;
  const up = '../'.repeat(at.split('/').length - 1);
  const wrong =
    floor === 'cli/' ? 'functions/submit.ts' : floor === 'functions/' ? 'twin/twin.ts' : 'cli/hub.ts';
  return importRule(
    `${floor} imports of ours only ${allowed.join(', ')}`,
    (path, to) => path.startsWith(floor) && isOurs(to) && !isAllowed(path, to, allowed),
    sourceOf(at, `import { x } from '${up}${floor === 'demo/' ? 'infra/build-app.ts' : wrong}';`),
  );
});

/** What makes a use case depend on when and where it runs; it takes these as arguments. */
const surroundings =
  /\bprocess\.env\b|\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(\)|\brandomUUID\(\)|\bperformance\.now\(\)/g;

/** A statement that calls out without saying, as `ends`, how long it waits: it would wait for ever. */
const callRule = (says: string, calls: RegExp, ends: RegExp, planted: string): Rule => ({
  says,
  broken: ({ path, code }) =>
    /^(shared|functions|cli)\//.test(path)
      ? [...code.matchAll(calls)]
          .filter(([statement]) => !ends.test(statement))
          .map(([statement]) => `has ${statement}`)
      : [],
  planted: sourceOf('cli/planted.ts', planted),
});

export const rules: readonly Rule[] = [
  ...floorRules,
  importRule(
    'commands of dtm parse, print and ask: what reaches a store stands beside them, as ports of a use case',
    (path, to) => path.startsWith('cli/commands/') && /^(shared\/aws\/|@aws-sdk\/)/.test(to),
    sourceOf('cli/commands/planted.ts', "import { writeRecords } from '../../shared/aws/registry/write.ts';"),
  ),
  importRule(
    'data files (JSON) are imported where a rule names them, and nowhere else',
    (path, to) =>
      /^(shared|functions|infra|twin|cli|demo)\//.test(path) &&
      to.endsWith('.json') &&
      to !== 'docs/openapi.json' &&
      !(to in (exceptions[path] ?? {})),
    sourceOf(
      'shared/domain/planted.ts',
      "import seed from '../../seed/catalogue.json' with { type: 'json' };",
    ),
  ),
  {
    says: 'what the contract imports of the configuration is types only',
    broken: ({ path, imports }) =>
      imports
        .filter(
          ({ to, typeOnly }) => path.startsWith('shared/contract/') && to === 'shared/config.ts' && !typeOnly,
        )
        .map(({ to }) => `imports ${to}`),
    planted: sourceOf('shared/contract/planted.ts', "import { x } from '../config.ts';"),
  },
  importRule(
    'ports name types of the contract and the domain, and of each other',
    (path, to) =>
      path.startsWith('shared/app/ports/') &&
      isOurs(to) &&
      !/^shared\/(app\/ports|contract|domain)\//.test(to),
    sourceOf('shared/app/ports/planted.ts', "import type { X } from '../totals/fold-node.ts';"),
  ),
  importRule(
    'only shared/aws, cli, twin, bench and test import @aws-sdk',
    (path, to) => to.startsWith('@aws-sdk/') && !/^(shared\/aws|cli|twin|bench|test)\//.test(path),
    sourceOf('shared/app/planted.ts', "import { SQSClient } from '@aws-sdk/client-sqs';"),
  ),
  importRule(
    'only shared/http and functions import middy and the types of Lambda, shared/aws powertools',
    (path, to) =>
      /^shared\/(contract|domain|app)\//.test(path) &&
      /^(@middy\/|aws-lambda$|@aws-lambda-powertools\/)/.test(to),
    sourceOf('shared/app/planted.ts', "import middy from '@middy/core';"),
  ),
  importRule(
    'production code never imports test, bench or vitest',
    (path, to) => !/^(test|bench)\//.test(path) && /^(test\/|bench\/|vitest$|fast-check$)/.test(to),
    sourceOf('cli/planted.ts', "import { x } from '../test/fakes/hub.ts';"),
  ),
  importRule(
    'the pure core does no I/O: of node it imports only crypto',
    (path, to) => /^shared\/(contract|domain)\//.test(path) && to.startsWith('node:') && to !== 'node:crypto',
    sourceOf('shared/domain/planted.ts', "import { readFileSync } from 'node:fs';"),
  ),
  importRule(
    'nothing imports a file of ours without its ending',
    (_, to) =>
      /^(infra|functions|shared|cli|twin|demo|test|bench)\//.test(to) && !/\.(ts|mts|mjs|js|json)$/.test(to),
    sourceOf('cli/planted.ts', "import { x } from './hub';"),
  ),
  {
    says: 'use cases and rules take clock, environment and randomness as arguments',
    broken: ({ path, code }) =>
      /^shared\/(contract|domain|app)\//.test(path)
        ? [...code.matchAll(surroundings)].map(([use]) => `uses ${use}`)
        : [],
    planted: sourceOf(
      'shared/app/planted.ts',
      'export const now = () => Date.now() + Math.random() + Number(process.env.X);',
    ),
  },
  callRule(
    'each fetch says how long it waits for an answer',
    /(?<!\w)fetch\([^;]*/g,
    /AbortSignal\.timeout\(/,
    "const answer = await fetch('https://x');",
  ),
  callRule(
    'each client of AWS says how long it waits for an answer',
    /\bnew \w+Client\([^;]*/g,
    /callOptions\(|optionsOf\(/,
    'const client = new SQSClient({ maxAttempts: 3 });',
  ),
  {
    says: 'names of a stage are made in shared/contract/stage-names.ts',
    broken: ({ path, code }) =>
      /^(shared|functions|cli|demo|twin|bench)\//.test(path) && path !== 'shared/contract/stage-names.ts'
        ? [...code.matchAll(/\bdtm-\$\{[^`]*/g)].map(([name]) => `makes ${name}`)
        : [],
    planted: sourceOf('cli/planted.ts', 'const table = `dtm-$' + '{stage}-submissions`;'),
  },
  {
    says: 'a file of the domain or of app lies in a room',
    broken: ({ path }) => (/^shared\/(domain|app)\/[^/]+$/.test(path) ? ['lies in none'] : []),
    planted: sourceOf('shared/app/planted.ts', ''),
  },
  {
    says: 'a folder of a floor is a room of the house, or named here',
    broken: ({ path }) => {
      const [, floor, folder] = /^shared\/(\w+)\/([^/]+)\//.exec(path) ?? [];
      if (floor === undefined || folder === undefined) return [];
      return rooms.has(folder) || (ground[floor] ?? []).includes(folder)
        ? []
        : [`lies in ${floor}/${folder}`];
    },
    planted: sourceOf('shared/app/services/planted.ts', ''),
  },
];

/** The same names on every floor. */
const rooms = new Set([
  'registry',
  'submissions',
  'totals',
  'verification',
  'recovery',
  'oversight',
  'access',
  'batches',
]);
/** What a floor has beside the rooms. */
const ground: Record<string, readonly string[]> = {
  domain: ['values', 'json', 'problems', 'language'],
  app: ['ports'],
  http: ['openapi', 'errors'],
};

/** Every place where a rule is broken, with the rule. */
export const violations = ({ says, broken }: Rule, of: readonly Source[]): string[] =>
  of.flatMap((source) => broken(source).map((what) => `${source.path} ${what}, but ${says}`));
