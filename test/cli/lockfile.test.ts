import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Lock, missingPackages, withMissing } from '../../cli/lockfile.ts';

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as Lock;

test('the lock file names every platform of every package, or npm ci refuses it: run npm run lock', () => {
  expect(missingPackages(lock)).toEqual([]);
});

test('the lock file names no registry, so that npm ci asks the one of the machine', () => {
  const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
  // A workspace is a folder of this repository.
  const elsewhere = named.filter(([, { resolved = '', link }]) => !link || /^[a-z+]+:|^\.\./.test(resolved));
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});

const holed: Lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/tool': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { 'tool-linux-x64-musl': '2.0.0', 'tool-linux-x64': '2.0.0' },
    },
    'node_modules/tool-linux-x64': { version: '2.0.0' },
  },
};

test('a platform left out is added with what npm needs to pass it by', () => {
  const missing = missingPackages(holed);
  expect(missing).toEqual([{ name: 'tool-linux-x64-musl', version: '2.0.0', dev: true }]);
  const whole = withMissing(holed, missing);
  expect(whole.packages['node_modules/tool-linux-x64-musl']).toEqual({
    version: '2.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(missingPackages(whole)).toEqual([]);
});

test('a package whose platform its name does not tell is for a person to add', () => {
  const missing = [{ name: 'odd', version: '1.0.0', dev: false }];
  expect(() => withMissing(holed, missing)).toThrow('odd 1.0.0: neither platform nor exact version');
});
