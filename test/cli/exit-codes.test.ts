/** One meaning of each exit code, whatever is asked: every command that asks the hub, against a hub that answers them all alike. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandFault, exitCodeOf } from '../../cli/fault.ts';
import { examples } from '../../cli/help/examples.ts';
import { writeEndpoint, writeKeys } from '../../cli/twin-state.ts';
import { operatorKindNames } from '../../shared/contract/access/operators.ts';
import { dtm } from '../end-to-end/dtm.ts';

let directory = '';
let server: Server;
let status = 403;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dtm-exit-'));
  server = createServer((_, answer) => {
    const problem = {
      type: 'about:blank',
      title: 'No',
      status,
      detail: 'No.',
      code: 'refused',
      requestId: 'r',
      errors: [],
    };
    answer.writeHead(status, { 'Content-Type': 'application/problem+json' });
    answer.end(JSON.stringify(problem));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
  const aws = { endpoint: url, region: 'ap-southeast-1', credentials: { ...credentials, sessionToken: 'z' } };
  writeEndpoint(directory, { stage: 'dev', apiUrl: `${url}/v1`, aws });
  writeKeys(directory, { VN: 'k', H01: 'k', H26: 'k' });
  const operators = operatorKindNames.map((kind) => [`dtm-dev-${kind}`, credentials]);
  writeFileSync(join(directory, 'operators.json'), JSON.stringify(Object.fromEntries(operators)));
  writeFileSync(join(directory, 'report.json'), JSON.stringify({ system: 'H01.dvc' }));
  const set = { issuer: 'dtm-dev', keys: [] };
  writeFileSync(join(directory, 'saved.json'), JSON.stringify(set));
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

/** Of files, of the account, of the logs and the tables, where AWS answers and not the hub; and what is offline. */
const notOfTheHub = [
  'registry check',
  'restore',
  'receipt verify',
  'alarms',
  'drills verify',
  'preflight',
  'audit',
  'trail check',
  'completion',
  'check',
];
const asked = Object.entries(examples).filter(([path]) => !notOfTheHub.includes(path));

async function exitOf(words: string): Promise<number> {
  const inPlace = words
    .replaceAll('report.json', join(directory, 'report.json'))
    .replaceAll('keys.json', join(directory, 'saved.json'));
  const yes = /^(key (revoke|leaked)|receipt-keys leaked|dead-letters delete)/.test(words) ? ['--yes'] : [];
  try {
    return (await dtm(directory, '2026-11-20T12:00:00Z', ...inPlace.split(' '), ...yes)).exitCode;
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return error.exitCode;
  }
}

describe.each(asked)('%s', (_, lines) => {
  test.each([
    [401, 2],
    [403, 2],
    [404, 1],
    [409, 1],
    [422, 1],
    [500, 2],
  ])('%i of the hub is exit code %i', async (answered, code) => {
    status = answered;
    expect(await exitOf(lines[0] ?? '')).toBe(code);
  });
});

test.each([
  [400, 1],
  [412, 1],
  [408, 2],
  [429, 2],
  [502, 2],
  [200, 2],
])('an answer %i that is none is exit code %i', (answered, code) => {
  expect(exitCodeOf(answered)).toBe(code);
});
