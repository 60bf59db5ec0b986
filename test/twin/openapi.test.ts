/** The OpenAPI document that is committed and served: up to date, well-formed, and with every schema by its name. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';
import * as audit from '../../shared/contract/audit.ts';
import * as ledger from '../../shared/contract/ledger.ts';
import * as problem from '../../shared/contract/problem.ts';
import * as receipt from '../../shared/contract/receipt.ts';
import * as registry from '../../shared/contract/registry.ts';
import { routes } from '../../shared/contract/routes.ts';
import * as submission from '../../shared/contract/submission.ts';
import * as text from '../../shared/contract/text.ts';
import * as totals from '../../shared/contract/totals.ts';
import { openApiDocument } from '../../shared/http/openapi.ts';
import { projectDirectory } from './hub.ts';

const schemasOf = (module: object): [string, z.ZodType][] =>
  Object.entries(module).filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);
const idOf = ([, schema]: [string, z.ZodType]): string | undefined => z.globalRegistry.get(schema)?.id;

const committed: unknown = JSON.parse(readFileSync(join(projectDirectory, 'docs/openapi.json'), 'utf8'));
const components = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });

test('the committed document is what the schemas, routes and examples make (else: npm run openapi)', () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('every schema of the contract has an id: one without is left out of the document in silence', () => {
  const all = [audit, ledger, problem, receipt, registry, submission, text, totals].flatMap(schemasOf);
  expect(all.length).toBeGreaterThan(25);
  expect(all.filter((entry) => idOf(entry) === undefined).map(([name]) => name)).toEqual([]);
});

test('every schema that crosses HTTP is a component of the document', () => {
  const { schemas } = components.parse(committed).components;
  const ids = [problem, submission, totals].flatMap(schemasOf).map(idOf);
  expect(ids.filter((id) => id !== undefined && !(id in schemas))).toEqual([]);
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
