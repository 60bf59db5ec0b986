/**
 * The last release beside this one: functions of one deployment are updated in no order, and what was stored stays when a release is
 * rolled back. So each reads what the other has written, and makes the same of it (ADR 25).
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { READS_UP_TO } from '../../shared/contract/recorded.ts';
import { recordKinds } from '../../shared/domain/registry/records.ts';
import { bundleReaders } from './bundle-readers.ts';
import { operationKinds, read } from './readers.ts';
import {
  lastReaders,
  projectDirectory,
  type Read,
  type Recorded,
  readersFile,
  recordsOf,
  releases,
  releasesDirectory,
} from './releases.ts';
import { samples } from './samples.ts';

const last = lastReaders();
/** Records of today, and what today makes of them. */
let today: readonly Recorded[];
beforeAll(async () => {
  today = (await samples()).map((sample) => ({ ...sample, read: read(sample.kind, sample.text) }));
});

/** What a reader makes otherwise of records than who has written them. The later of the two may make more of them. */
function differences(records: readonly Recorded[], reader: Read, later: 'reader' | 'writer'): string[] {
  return records.flatMap(({ name, kind, text, read: meant }) => {
    try {
      const found = reader(kind, text);
      // What nothing of a release looks for, it cannot take for something else.
      if (found === undefined) return [];
      const [more, less] = later === 'reader' ? [found, meant] : [meant, found];
      expect(more).toMatchObject(less as object);
      return [];
    } catch (error) {
      return `${name}: ${String(error).split('\n', 1)[0]}`;
    }
  });
}

/** The readers of the work tree with other text in one file: a release that somebody might have made. */
async function readersWith(file: string, from: string, to: string): Promise<Read> {
  const text = readFileSync(join(projectDirectory, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  const bundle = await bundleReaders([
    {
      name: 'changed',
      setup: ({ onLoad }) =>
        onLoad({ filter: /\.ts$/ }, ({ path }) =>
          path === join(projectDirectory, file)
            ? { contents: text.replace(from, to), loader: 'ts' as const }
            : undefined,
        ),
    },
  ]);
  const changed = join(inject('scratch'), `readers-${Date.now()}-${Math.random()}.cjs`);
  writeFileSync(changed, bundle);
  return (createRequire(import.meta.url)(changed) as { read: Read }).read;
}

const LEDGER = 'shared/contract/submissions/ledger.ts';

describe('what was written before is read now as it was meant', () => {
  test.each(releases())('by release %s', (version) => {
    expect(recordsOf(version).length).toBeGreaterThan(50);
    expect(differences(recordsOf(version), read, 'reader')).toEqual([]);
  });

  test('a field that is suddenly required would be told', async () => {
    const changed = await readersWith(LEDGER, 'sha256: Sha256,', 'sha256: Sha256, origin: z.string(),');
    const told = differences(recordsOf(last.version), changed, 'reader');
    expect(told.filter((one) => /^message report .*not a ledger entry/.test(one))).not.toEqual([]);
    expect(told.filter((one) => one.startsWith('journal '))).not.toEqual([]);
  });

  test('and an attribute that is looked for under another name', async () => {
    const changed = await readersWith(
      'shared/aws/submissions/ledger-item.ts',
      'item.agency?.S',
      'item.ag?.S',
    );
    expect(
      differences(recordsOf(last.version), changed, 'reader').filter((one) => one.startsWith('entry ')),
    ).toHaveLength(recordsOf(last.version).filter(({ kind }) => kind === 'entry').length);
  });
});

describe('what is written now is read by the last release as it is meant', () => {
  test('by its own readers, all of it', () => {
    expect(differences(today, last.read, 'writer')).toEqual([]);
  });

  const ofKind = (kind: string) => today.filter((one) => one.kind === kind);
  const withText = (records: readonly Recorded[], change: (record: Record<string, unknown>) => object) =>
    records.map((one) => ({ ...one, text: JSON.stringify(change(JSON.parse(one.text))) }));

  test('a field beside those that it knows would be, and stays', () => {
    const strange = withText(ofKind('message'), (message) => ({ ...message, origin: { by: 'later' } }));
    for (const { kind, text } of strange)
      expect(last.read(kind, text)).toMatchObject({ origin: { by: 'later' } });
    expect(strange.length).toBeGreaterThan(10);
  });

  test.each([
    ['a new value of a field', 'message', { timeliness: 'early' }],
    ['a new kind of entry', 'message', { kind: 'estimate' }],
    ['a field that is left out', 'message', { storedAt: undefined }],
    ['a format that it does not read', 'message', { format: READS_UP_TO + 1 }],
    ['a format that it does not read', 'entry', { format: { N: String(READS_UP_TO + 1) } }],
    ['a new kind of entry', 'entry', { kind: { S: 'q' } }],
    ['a format that it does not read', 'total', { format: { N: String(READS_UP_TO + 1) } }],
    ['a format that it does not read', 'registry', { format: { N: String(READS_UP_TO + 1) } }],
    ['a format that it does not read', 'operation', { format: { N: String(READS_UP_TO + 1) } }],
  ])('%s would be told: %s', (_, kind, change) => {
    // Nothing in it looks for a kind of record that is newer than it.
    const reports = ofKind(kind).filter(
      ({ name, text }) => !name.includes('refold') && last.read(kind, text) !== undefined,
    );
    expect(reports.length).toBeGreaterThan(5);
    const changed = withText(reports, (record) => ({ ...record, ...change }));
    expect(differences(changed, last.read, 'writer')).toHaveLength(reports.length);
  });
});

describe('what is kept of a release', () => {
  test('has a record of every kind that the hub stores or sends', () => {
    const names = today.map(({ name }) => name.replace(/[#~].*$/, ''));
    for (const kind of Object.keys(recordKinds)) expect(names).toContain(`registry ${kind}`);
    for (const kind of operationKinds)
      expect(today.some(({ name }) => name.startsWith(`operation ${kind} `))).toBe(true);
    for (const kind of ['report', 'withdrawal', 'event', 'event-withdrawal'])
      for (const form of ['entry', 'message'])
        expect(today.some(({ name }) => name.startsWith(`${form} ${kind} `))).toBe(true);
    for (const kind of ['journal', 'total', 'drill-report'])
      expect(today.some((one) => one.kind === kind)).toBe(true);
    expect(today.filter(({ read: made }) => made === undefined)).toEqual([]);
  });

  test('is small, has the readers of the last release only, and names nothing of a machine', () => {
    for (const version of releases()) {
      expect(existsSync(readersFile(version))).toBe(version === last.version);
      for (const file of readdirSync(join(releasesDirectory, version))) {
        const path = join(releasesDirectory, version, file);
        expect(statSync(path).size).toBeLessThan(500_000);
        const text = readFileSync(path, 'utf8');
        const told = [projectDirectory, homedir(), 'node_modules'].filter((one) => one.length > 1);
        expect(told.filter((one) => text.includes(one))).toEqual([]);
      }
    }
  });
});
