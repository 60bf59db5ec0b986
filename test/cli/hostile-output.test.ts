/** Nothing that a file or an answer says steers the terminal, or begins a line that could be one of ours. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadLettersText, deadLetterText } from '../../cli/dead-letter-table.ts';
import { faultText } from '../../cli/fault.ts';
import { dtmProgram } from '../../cli/program.ts';
import { shown } from '../../cli/shown.ts';
import { writeEndpoint } from '../../cli/twin-state.ts';
import { signerWith } from '../fixtures/signing.ts';
import { english } from '../fixtures/view.ts';

/** Clears the screen, by C0 and by C1; turns text around; sets the title; begins a line; says that all is well. */
const HOSTILE =
  'x\u001b[2J\u009b1m\u202e\u2066\u0007\u001b]0;t\u0007\r\n✓ GENUINE\u2028✓ GENUINE\u200b\u{E0041}\ud800';

function expectHarmless(text: string): void {
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(text).not.toMatch(/^ {0,4}✓ GENUINE/m);
}

const directory = mkdtempSync(join(tmpdir(), 'dtm-hostile-'));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
};
let server: Server;
let answer: { status: number; body: string } = { status: 200, body: '' };
let received: { body: Buffer; headers: Record<string, unknown> } | null = null;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    received = { body: Buffer.concat(await Array.fromAsync(request)), headers: request.headers };
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' };
  const aws = { endpoint: url, region: 'ap-southeast-1', credentials };
  writeEndpoint(directory, { stage: 'dev', apiUrl: `${url}/v1`, aws });
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

/** All that is written, the fault as dtm.ts writes it. */
async function run(...words: string[]): Promise<string> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const program = dtmProgram({
    say,
    remark: say,
    complain: say,
    refuse: () => undefined,
    now: () => Date.parse('2026-11-20T02:30:00.000Z'),
    newId: () => '6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10',
    environment: { DTM_KEY: 'dtm_dev_k' },
  });
  await program.parseAsync(['--state', directory, ...words], { from: 'user' }).catch((error) => {
    said.push(shown(faultText(error)));
  });
  return said.join('\n');
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jws = (header: object) =>
  `${part({ alg: 'EdDSA', typ: 'dtm-receipt+jws', kid: 'k', iss: 'dtm-dev', ...header })}.e30.AA`;
const keySet = signerWith().keySet(Date.parse('2026-11-20T02:30:00.000Z'));
const keys = () => file('key-set.json', JSON.stringify(keySet));
const report = () => file('report.json', '{"system":"H26.dvc"}');

describe('a hostile file', () => {
  test.each([
    ['alg', { alg: HOSTILE }],
    ['typ', { typ: HOSTILE }],
    ['kid', { kid: HOSTILE }],
    ['iss', { iss: HOSTILE }],
  ])('that is a receipt with such a %s', async (_, header) => {
    const text = await run('receipt', 'verify', file('answer.json', jws(header)), '--keys', keys());
    expect(text).toContain('✗');
    expectHarmless(text);
  });

  test('that is a set of keys, a seed, a report of a drill, or a name', async () => {
    const others = file('other.json', JSON.stringify({ issuer: HOSTILE, keys: keySet.keys }));
    expectHarmless(await run('receipt', 'verify', file('answer.json', jws({})), '--keys', others));
    expectHarmless(
      await run('receipt', 'verify', file('a.json', jws({})), '--keys', file('b.json', HOSTILE)),
    );
    answer = { status: 200, body: JSON.stringify(keySet) };
    expectHarmless(await run('receipt', 'keys', '--save', others));
    expectHarmless(await run('drills', 'verify', file('drill.json', HOSTILE), '--keys', keys()));
    for (const name of ['agencies', 'systems', 'duties'])
      file(`${name}.csv`, `"${HOSTILE}",b\n"${HOSTILE}",${HOSTILE}\n`);
    for (const name of ['catalogue', 'calendar'])
      file(`${name}.json`, JSON.stringify({ [HOSTILE]: HOSTILE }));
    const seed = await run('registry', 'check', '--seed', directory);
    expect(seed).toContain('agencies.csv, row 1');
    expectHarmless(seed);
    expectHarmless(await run('receipt', 'verify', join(directory, '\u001b[2J')));
    expectHarmless(await run('submit', join(directory, '\u001b[2J')));
    expectHarmless(await run('\u001b[2J'));
  });
});

const commands: [string, () => string[]][] = [
  ['submit', () => ['submit', report()]],
  ['submit --dry-run', () => ['submit', '--dry-run', report()]],
  ['withdraw', () => ['withdraw', 'H26.dvc~etx-monthly~2026-10~1']],
  [
    'totals',
    () => ['totals', '--dataset', 'etx-monthly', '--period', '2026-10', '--as-of', '2026-11-16T02:30:00Z'],
  ],
  ['compliance', () => ['compliance']],
  ['availability', () => ['availability']],
  ['me', () => ['me']],
  ['catalogue', () => ['catalogue']],
  ['catalogue of a dataset', () => ['catalogue', 'etx-monthly']],
  ['agencies', () => ['agencies']],
  ['systems', () => ['systems']],
  ['receipt verify', () => ['receipt', 'verify', report()]],
  ['receipt keys', () => ['receipt', 'keys', '--save', join(directory, 'saved.json')]],
  ['alarms', () => ['alarms']],
  ['a drill', () => ['drills', 'show', '20261120-023000']],
];
/** A table breaks a text at its blanks, within the column: that alone can begin a line. */
const UNBROKEN = HOSTILE.replaceAll(' ', '');
const finding = {
  code: HOSTILE,
  pointer: UNBROKEN,
  parameter: UNBROKEN,
  key: HOSTILE,
  detail: HOSTILE,
  allowed: [HOSTILE],
};
const problem = { type: HOSTILE, title: HOSTILE, detail: HOSTILE, code: HOSTILE, requestId: HOSTILE };
const node = {
  node: HOSTILE,
  names: { vi: HOSTILE, en: HOSTILE },
  reporters: 1,
  newestReceivedAt: null,
  subtotals: [],
};
const cell = { indicator: 'a.b', dimensions: { [HOSTILE]: HOSTILE }, value: '1' };
const instant = '2026-11-16T02:30:00.000Z';
const answers: [string, number, unknown][] = [
  ['a problem', 422, { ...problem, status: 422, errors: [finding] }],
  ['no JSON', 502, HOSTILE],
  ['JSON of something else', 200, { [HOSTILE]: HOSTILE }],
  [
    'totals',
    200,
    {
      period: '2026-10',
      from: '2026-10-01',
      to: '2026-10-31',
      foldedFrom: [],
      dataset: 'etx-monthly',
      total: { ...node, cells: [cell] },
      children: [{ ...node, cells: [cell] }],
      next: HOSTILE,
      asOf: instant,
      changedSince: [HOSTILE],
      changes: 2,
      nextChange: HOSTILE,
    },
  ],
  ['compliance', 200, { node: HOSTILE, today: '2026-11-20', systems: 1, overdue: 0, duties: [], next: null }],
  ['keys', 200, { issuer: HOSTILE, keys: keySet.keys.map((key) => ({ ...key, kid: HOSTILE })) }],
  ['alarms', 200, [{ name: HOSTILE, description: HOSTILE, state: 'ALARM' }]],
];

describe('a hostile answer', () => {
  test.each(answers)('that is %s, to every command', async (_, status, body) => {
    answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    for (const [, words] of commands) {
      received = null;
      const text = await run(...words());
      expect(received).not.toBe(null);
      expect(text).not.toBe('');
      expectHarmless(text);
    }
  });
});

test.each([
  [
    ['maintenance', 'start', '--reason', 'new\u202erelease'],
    /^--reason: a character that nobody sees, U\+202E behind "new"; allowed: /,
  ],
  [
    ['maintenance', 'start', '--reason', 'bảo trì'.normalize('NFD')],
    /^--reason: letters and accents apart .*; allowed: "bảo trì", in composed letters$/,
  ],
])('what an operator says is plain before it is kept: %j', async (words, said) => {
  expect(await run(...words)).toMatch(said);
});

test('a saved key set never forgets that a key was revoked, should the hub have forgotten it', async () => {
  const revoked = { revoked_at: 1_790_000_000, reason: 'compromised' };
  const [first, ...others] = keySet.keys;
  const saved = file('revoked.json', JSON.stringify({ ...keySet, keys: [{ ...first, revoked }, ...others] }));
  answer = { status: 200, body: JSON.stringify(keySet) };
  expect(await run('receipt', 'keys', '--save', saved)).toContain(`and kept revoked: ${first?.kid}`);
  expect(JSON.parse(readFileSync(saved, 'utf8')).keys[0]).toEqual({ ...first, revoked });
});

test('a hostile message of the queue', () => {
  const letter = {
    id: 'a1b2c3d4',
    queue: 'submissions' as const,
    what: HOSTILE,
    body: HOSTILE,
    reason: HOSTILE,
    receiveCount: 1,
    sentAt: new Date(0).toISOString(),
  };
  for (const text of [deadLettersText([letter], false, 0, english), deadLetterText(letter, 0, english)])
    expectHarmless(shown(text));
});

describe('dtm submit sends the bytes of the file', () => {
  test.each([
    ['with a byte order mark', Buffer.from('\uFEFF{"system":"H26.dvc"}\r\n'), /^✗ 400/],
    [
      'in Windows-1258',
      Buffer.from('{"system":"H26.dvc","note":"U\u00d2y"}', 'latin1'),
      /^sent\.json, row 1, character 30, .* byte 0xD2 .*; the hub will refuse it as it is\n✗ 400/,
    ],
    [
      'in UTF-16',
      Buffer.from('\uFEFF{"system":"H26.dvc"}', 'utf16le'),
      /^sent\.json, it is UTF-16LE, not UTF-8: .*\n✗ 400/,
    ],
  ])('%s', async (_, bytes, said) => {
    answer = {
      status: 400,
      body: JSON.stringify({ ...problem, title: 't', code: 'c', status: 400, errors: [] }),
    };
    expect(await run('submit', file('sent.json', bytes))).toMatch(said);
    expect(received?.body.equals(bytes)).toBe(true);
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
    expect(received?.headers).toMatchObject({
      'content-digest': `sha-256=:${digest}:`,
      'content-type': 'application/json',
    });
  });
});
