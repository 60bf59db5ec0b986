/** What a function imports of the contract and does not use is not in its bundle. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** The names of the packages and files that are left when nothing of a file is used. */
function leftOf(contents: string): string[] {
  const { metafile } = buildSync({
    absWorkingDir: root,
    stdin: { contents, loader: 'ts', resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    metafile: true,
    write: false,
    logLevel: 'silent',
    outdir: 'unused',
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

const contract = readdirSync(join(root, 'shared/contract'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `shared/contract/${file}`);
const schemasElsewhere = ['shared/app/verification/sweep.ts', 'shared/app/recovery/drill/state.ts'];

test.each([...contract, ...schemasElsewhere])('%s', (file) => {
  const zod = leftOf(`import './${file}';`).filter((path) => path.includes('/zod/'));
  expect(zod, 'declare each schema with `/* @__PURE__ */ schema(() => …)`').toEqual([]);
});

test('a schema that is declared otherwise is found', () => {
  const declared = "import * as z from 'zod'; export const Day = z.iso.date();";
  expect(leftOf(declared).some((path) => path.includes('/zod/'))).toBe(true);
});
