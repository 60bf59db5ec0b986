/** The document as generators of clients read it: what they write compiles, and so does a program that uses it. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../../shared/http/openapi/openapi.ts';
import { compile, generate, generators } from './generate.ts';

const builds = join(import.meta.dirname, '../../build');
let folder: string;

beforeAll(() => {
  mkdirSync(builds, { recursive: true });
  folder = mkdtempSync(join(builds, 'clients-'));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument()));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('clients of three generators compile, and a program that sends a month by one of them', async () => {
  await Promise.all(generators.map((generator) => generate(generator, folder)));
  copyFileSync(join(import.meta.dirname, 'send-month.ts.txt'), join(folder, 'send-month.ts'));
  const files = [...generators, 'send-month'].map((name) => `${name}.ts`);
  expect(await compile(folder, files)).toBe('');
}, 60_000);

test('what does not fit the document does not compile', async () => {
  const wrong = `
    import type { Totals, ProblemDetails } from './swagger-typescript-api.ts';
    import type { paths } from './openapi-typescript.ts';
    import type { submitResponse } from './orval.ts';
    export const kind: Totals['kind'] = 'series';
    export const code: ProblemDetails['code'] = 'no-such-code';
    export const path: keyof paths = '/no-such-path';
    export const status: submitResponse['status'] = 299;
  `;
  writeFileSync(join(folder, 'wrong.ts'), wrong);
  const lines = (await compile(folder, ['wrong.ts'])).split('\n').filter((line) => line.includes('error'));
  expect(lines.map((line) => /wrong\.ts\((\d+),/.exec(line)?.[1])).toEqual(['5', '6', '7', '8']);
}, 60_000);
