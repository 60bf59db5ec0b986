/** The OpenAPI document that is committed and served: up to date, well-formed, and with every schema by its name. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { routes } from '../../shared/contract/routes.ts';
import { openApiDocument } from '../../shared/http/openapi/openapi.ts';
import { projectDirectory } from './hub.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

type Named = readonly [name: string, schema: z.ZodType];

const contract = join(projectDirectory, 'shared/contract');
const modules = readdirSync(contract, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const exportsOf: Record<string, object> = Object.fromEntries(
  await Promise.all(modules.map(async (file) => [file, await import(join(contract, file))] as const)),
);
const schemasOf = (file: string): Named[] =>
  Object.entries(exportsOf[file] ?? {}).filter(
    (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
  );
const idOf = ([, schema]: Named): string | undefined => z.globalRegistry.get(schema)?.id;

const committed: unknown = JSON.parse(readFileSync(join(projectDirectory, 'docs/openapi.json'), 'utf8'));
const components = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });

test('the committed document is what the schemas, routes and examples make (else: npm run openapi)', () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('every schema of the contract has an id: one without is left out of the document in silence', () => {
  const all = modules.flatMap(schemasOf);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((entry) => idOf(entry) === undefined).map(([name]) => name)).toEqual([]);
});

/** Where the schemas are that never cross HTTP as JSON of their own. */
const behindTheApi: Readonly<Record<string, readonly string[]>> = {
  'lines of the log, and their locked copy': ['AuditEvent', 'LogDelivery', 'TrailLine'],
  'ledger, journal and queue': [
    'CellValues',
    'EventEntry',
    'Increment',
    'LedgerEntry',
    'QueueBody',
    'Refold',
    'ReportEntry',
  ],
  'the registry, and the seed that it is loaded from': [
    'Agency',
    'Catalogue',
    'Credential',
    'Dataset',
    'Duties',
    'Indicator',
    'System',
  ],
  'records of the operations table': ['BatchRecord', 'MeasuredSince', 'OpenBatches'],
  'the queue of batches': ['BatchMessage'],
  'what dtm keeps to judge files by': ['SavedCatalogue'],
  'parts of the text of a receipt': ['BatchReceipt', 'JwsHeader', 'Receipt'],
};

test('every schema that crosses HTTP is a component of the document, and no other', () => {
  const { schemas } = components.parse(committed).components;
  const absent = modules.flatMap(schemasOf).filter((entry) => !((idOf(entry) ?? '') in schemas));
  const names = absent.map(([name]) => name);
  expect(names.sort()).toEqual(Object.values(behindTheApi).flat().sort());
});

test('every route is an operation, and nothing else is', () => {
  const { paths } = openApiDocument();
  const operations = Object.entries(paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(operations.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('redocly finds nothing wrong with the document', async () => {
  const redocly = join(projectDirectory, 'node_modules/.bin/redocly');
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout, stderr } = await promisify(execFile)(redocly, ['lint', 'hub'], {
    cwd: projectDirectory,
    env: environment,
  }).catch((fault: { stdout: string; stderr: string }) => fault);
  expect(`${stdout}${stderr}`).toMatch(/Your API description is valid/);
  expect(`${stdout}${stderr}`).not.toMatch(/warning/i);
}, 40_000);
