/** The import of the registry at the running hub: right, wrong and hostile files, twice, two at once, and a function that is killed. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { History } from '../../../shared/contract/access/change.ts';
import { ProblemDetails } from '../../../shared/contract/problem.ts';
import { RegistryImport } from '../../../shared/contract/registry/import.ts';
import { IMPORT_LIMIT } from '../../../shared/contract/registry/import-limits.ts';
import { filesOf, registryFiles } from '../../fixtures/registry-files.ts';
import { smallSeedFiles } from '../../fixtures/small-seed.ts';
import { operatorOf } from '../access/operator.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { eventsOf, jsonLog } from '../logs.ts';
import { importFiles, postFiles, standingAt } from './import.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

const NAME = `dtm-${STAGE}-admin-registry`;
const files = registryFiles(smallSeedFiles());

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(TODAY, { isEmpty: true });
}, 120_000);
afterAll(() => hub.stop());

const problemIn = (text: string): ProblemDetails => ProblemDetails.parse(JSON.parse(text));
const renamed = (mark: string) =>
  filesOf({ ...hub.seed, agencies: hub.seed.agencies.map((one) => ({ ...one, provenance: mark })) });
const changes = async () =>
  History.parse(
    JSON.parse((await operatorOf(hub, 'auditor').call({ path: '/admin/history?task=registry' })).text),
  ).changes;

/** What readers see of it: the provenance of every agency. */
async function marks(): Promise<string[]> {
  const answer = await postFiles(hub, files, { query: '?dryRun=true' });
  return RegistryImport.parse(JSON.parse(answer.text)).difference.changed.names;
}

test('an empty registry takes the files as its first version; the same again changes nothing; who did it is kept', async () => {
  expect(await standingAt(hub)).toBe('0.0');
  const dry = await postFiles(hub, files, { query: '?dryRun=true' });
  const first = await importFiles(hub, files);
  expect(RegistryImport.parse(JSON.parse(dry.text)).difference).toEqual(first.difference);
  expect(first).toMatchObject({ version: '0.1', isDryRun: false, difference: { before: null } });
  expect(first.written).toBe(first.difference.added.count);
  const same = await importFiles(hub, files);
  expect(same).toMatchObject({ version: '0.1', written: 0, difference: { added: { count: 0 } } });
  const [change, ...others] = await changes();
  const { userArn } = operatorOf(hub, 'registrar');
  expect(others).toEqual([]);
  expect(change).toMatchObject({ record: 'registry', action: 'import', operator: userArn, before: null });
  expect(change?.body).toEqual(first.difference);
  const lines = eventsOf(AuditEvent, jsonLog(hub.twin, 'admin-registry')).filter(
    ({ event }) => event === 'importRegistry',
  );
  expect(lines.map(({ action, after }) => [action, after])).toEqual([
    ['dry-run', null],
    ['change', change?.after],
    ['change', null],
  ]);
  expect(lines.every(({ resource, operator }) => resource === 'registry' && operator === userArn)).toBe(true);
});

describe('what is wrong', () => {
  const header = (name: 'agencies.csv' | 'systems.csv'): string => files[name].split('\n', 1)[0] ?? '';
  const rows: readonly (readonly [string, () => object, number, string, number])[] = [
    ['an unknown file', () => ({ ...files, 'cities.csv': '' }), 422, 'invalid-change', 1],
    ['no file at all', () => ({}), 422, 'invalid-change', 5],
    ['a file that is no text', () => ({ ...files, 'duties.csv': 7 }), 422, 'invalid-change', 1],
    ['empty files', () => ({ ...files, 'agencies.csv': '', 'duties.csv': '' }), 422, 'import-refused', 2],
    [
      'a wrong header',
      () => ({ ...files, 'agencies.csv': files['agencies.csv'].replace('code,', 'id,') }),
      422,
      'import-refused',
      2,
    ],
    [
      'a header that stands twice',
      () => ({ ...files, 'systems.csv': `${header('systems.csv')}\n${files['systems.csv']}` }),
      422,
      'import-refused',
      1,
    ],
    [
      'a column twice',
      () => ({ ...files, 'systems.csv': files['systems.csv'].replace('agency,', 'agency,agency,') }),
      422,
      'import-refused',
      1,
    ],
    [
      'NUL in a name',
      () => ({ ...files, 'agencies.csv': files['agencies.csv'].replace('Ha Noi', 'Ha\0Noi') }),
      422,
      'import-refused',
      1,
    ],
    [
      'quotes, as many as fit',
      () => ({
        ...files,
        'agencies.csv': `${header('agencies.csv')}\n"${'""'.repeat(IMPORT_LIMIT / 4 - 400_000)}`,
      }),
      422,
      'import-refused',
      1,
    ],
    [
      'a row of commas, as many as fit',
      () => ({ ...files, 'systems.csv': `${header('systems.csv')}\n${','.repeat(3_000_000)}` }),
      422,
      'import-refused',
      1,
    ],
    [
      'a fault in each of many rows',
      () => ({ ...files, 'systems.csv': `${header('systems.csv')}\n${'x\n'.repeat(40_000)}` }),
      422,
      'import-refused',
      40_000,
    ],
    [
      'a byte too many',
      () => ({ ...files, 'agencies.csv': ' '.repeat(IMPORT_LIMIT) }),
      413,
      'payload-too-large',
      0,
    ],
  ];
  test.each(rows)(
    '%s: %# is refused at once, bounded, and changes nothing',
    async (_, body, status, code, count) => {
      const before = await standingAt(hub);
      const { status: answered, text } = await postFiles(hub, body() as typeof files);
      const problem = problemIn(text);
      expect([answered, problem.code]).toEqual([status, code]);
      expect(problem.errors.length + (problem.moreErrors ?? 0)).toBe(count);
      expect(Buffer.byteLength(text)).toBeLessThan(80_000);
      expect(await standingAt(hub)).toBe(before);
    },
  );

  test('is said by file, row and column, with what is allowed', async () => {
    const { text } = await postFiles(hub, {
      ...files,
      'agencies.csv': files['agencies.csv'].replace(/^(H26,.*),province,/m, '$1,city,'),
    });
    const row = files['agencies.csv'].split('\n').findIndex((line) => line.startsWith('H26,')) + 1;
    expect(problemIn(text).errors).toEqual([
      {
        ...{ code: 'import-value', pointer: null, file: 'agencies.csv', row, column: 'kind', key: null },
        detail: 'Not of its form: unknown value: "city".',
        allowed: [expect.stringContaining('"province"')],
      },
    ]);
  });
});

test('on a version that is over it is refused, with who changed it', async () => {
  const on = await standingAt(hub);
  await importFiles(hub, renamed('somebody else'));
  const { status, text } = await postFiles(hub, files, { on });
  expect([status, problemIn(text).code]).toEqual([412, 'version-changed']);
  expect(problemIn(text).errors[0]?.detail).toContain(operatorOf(hub, 'registrar').userArn);
});

test('of two at once one is made, and the other is told', async () => {
  const on = await standingAt(hub);
  const answers = await Promise.all(['left', 'right'].map((mark) => postFiles(hub, renamed(mark), { on })));
  const made = answers.filter(({ status }) => status === 200);
  expect(made).toHaveLength(1);
  for (const { text } of answers.filter(({ status }) => status !== 200))
    expect(['task-busy', 'version-changed']).toContain(problemIn(text).code);
  expect((await changes()).filter((one) => one.on === on)).toHaveLength(1);
});

test.each(['Scan', 'BatchWriteItem', 'PutItem'])(
  'killed at %s it is there whole or not at all, and the same again makes it once',
  async (operation) => {
    const on = await standingAt(hub);
    const wanted = renamed(`killed at ${operation}`);
    const agencies = hub.seed.agencies.length;
    hub.twin.setFaults([
      { kind: 'delay', service: 'dynamodb', operation, principal: NAME, milliseconds: 700 },
    ]);
    const killed = setTimeout(1500).then(() => hub.twin.functions.get(NAME)?.killProcesses());
    await Promise.all([postFiles(hub, wanted, { on }), killed]);
    hub.twin.setFaults([]);
    expect([0, agencies]).toContain(
      RegistryImport.parse(JSON.parse((await postFiles(hub, wanted, { query: '?dryRun=true' })).text))
        .difference.changed.count,
    );
    const again = await postFiles(hub, wanted, { on });
    expect(again.status).toBe(200);
    expect(RegistryImport.parse(JSON.parse(again.text)).difference.changed.count).toBe(agencies);
    expect((await changes()).filter((one) => one.on === on)).toHaveLength(1);
    expect(await marks()).toHaveLength(100);
  },
);
