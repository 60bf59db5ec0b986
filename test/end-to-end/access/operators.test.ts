/** Admin routes at the running hub: what is done to a signature on its way, and what a change leaves. Who may call what: matrix/. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { History } from '../../../shared/contract/access/change.ts';
import { type OperatorKind, operatorKindNames } from '../../../shared/contract/access/operators.ts';
import { recordDigest } from '../../../shared/domain/access/record-digest.ts';
import { STAGE, startHub, type TestHub } from '../hub.ts';
import { allLogs, eventsOf, jsonLog } from '../logs.ts';
import type { HttpAnswer } from '../sender.ts';
import { type AdminCall, operatorOf, send, type Tamper } from './operator.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
}, 120_000);
afterAll(() => hub.stop());

const codeOf = ({ text }: HttpAnswer): string => (text === '' ? '' : (JSON.parse(text).code ?? ''));
const verdict = (answer: HttpAnswer) => [answer.status, codeOf(answer)];
const list: AdminCall = { path: '/admin/maintenance' };
const start = (on?: string, reason = 'new release'): AdminCall => ({
  method: 'POST',
  path: '/admin/maintenance',
  body: { reason, until: null },
  ...(on !== undefined && { on }),
});
const end = (on: string): AdminCall => ({ method: 'DELETE', path: '/admin/maintenance', on });
const by = (kind: OperatorKind) => operatorOf(hub, kind);

async function standsAt(): Promise<string> {
  const { text } = await by('on-call').call(list);
  return JSON.parse(text).version;
}

describe('a signature', () => {
  const minutes = (count: number): number => count * 60_000;
  const rows: readonly (readonly [string, Tamper, readonly [number, string]])[] = [
    ['as it should be', {}, [200, '']],
    ['four minutes old', { clock: -minutes(4) }, [200, '']],
    ['six minutes old', { clock: -minutes(6) }, [403, 'signature-refused']],
    ['six minutes ahead', { clock: minutes(6) }, [403, 'signature-refused']],
    ['with another secret', { secret: 'x'.repeat(40) }, [403, 'signature-refused']],
    ['for another region', { region: 'eu-west-1' }, [403, 'signature-refused']],
    ['of another path', { path: '/admin/history?task=maintenance' }, [403, 'signature-refused']],
    ['with a header changed', { headers: { 'accept-language': 'vi' } }, [403, 'signature-refused']],
    ['with a header of AWS that was not signed', { headers: { 'x-amz-x': '1' } }, [403, 'signature-refused']],
    ['of another scheme', { headers: { authorization: 'Basic YTpi' } }, [404, 'not-found']],
  ];
  test.each(rows)('%s', async (_, tamper, expected) => {
    expect(verdict(await by('on-call').call(list, tamper))).toEqual(expected);
  });

  test('is of its body: a replay with another one is refused, and changes nothing', async () => {
    const version = await standsAt();
    const other = { reason: 'something else', until: null };
    const answer = await by('on-call').call(start(version), { body: other });
    expect(verdict(answer)).toEqual([403, 'signature-refused']);
    expect(await standsAt()).toBe(version);
  });

  test('of a key that nobody has is refused', async () => {
    const signed = await by('on-call').sign(list);
    const authorization = (signed.headers.authorization ?? '').replace(/AKIA\w+/, 'AKIA0000000000000000');
    const answer = await send({ ...signed, headers: { ...signed.headers, authorization } });
    expect(verdict(answer)).toEqual([403, 'operator-not-allowed']);
  });
});

describe('a change', () => {
  test('leaves an audit line and a line of its history, which agree; the access log says who', async () => {
    const operator = by('on-call');
    const before = await standsAt();
    const started = await operator.call(start(before));
    expect(started.status).toBe(201);
    const version = (started.headers.get('etag') ?? '').replaceAll('"', '');
    const ended = await operator.call(end(version));
    expect(ended.status).toBe(200);

    const { changes } = History.parse(
      JSON.parse((await by('auditor').call({ path: '/admin/history?task=maintenance' })).text),
    );
    expect(changes.slice(0, 2)).toMatchObject([
      { action: 'end', on: version, operator: operator.userArn, body: JSON.parse(ended.text) },
      { action: 'start', on: before, operator: operator.userArn, before: null },
    ]);
    const audit = eventsOf(AuditEvent, jsonLog(hub.twin, 'admin'));
    for (const [index, answer] of [ended, started].entries()) {
      const lines = audit.filter(({ requestId }) => requestId === answer.headers.get('x-request-id'));
      const { record, before: had, after } = changes[index] ?? {};
      expect(lines).toEqual([
        expect.objectContaining({
          action: 'change',
          operator: operator.userArn,
          resource: record,
          before: had,
          after,
          outcome: 'done',
          credential: null,
        }),
      ]);
      expect(after).toBe(recordDigest(JSON.parse(answer.text)));
    }
    expect(changes[0]?.before).toBe(changes[1]?.after);
    const access = [...allLogs(hub.twin)].find(([name]) => name.includes('access'))?.[1] ?? [];
    const line = access.map((one) => JSON.parse(one)).findLast(({ method }) => method === 'DELETE');
    expect(line).toMatchObject({ operator: operator.userArn, status: '200' });
  });

  test('whose answer was lost is answered as the first time, and made once', async () => {
    const operator = by('on-call');
    const version = await standsAt();
    const first = await operator.call(start(version, 'lost on its way'));
    const again = await operator.call(start(version, 'lost on its way'));
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    // Not the same: another reason on the same version.
    const other = await operator.call(start(version, 'another reason'));
    expect(verdict(other)).toEqual([412, 'version-changed']);
    expect(JSON.parse(other.text).errors[0].detail).toContain(operator.userArn);
    expect((await operator.call(end(await standsAt()))).status).toBe(200);
  });

  test('of two operators at once one is made, and the other hears of it', async () => {
    const version = await standsAt();
    const operator = by('on-call');
    const reasons = ['left', 'right', 'middle'];
    const answers = await Promise.all(
      reasons.map((reason) => operator.call(start(version, `the ${reason}`))),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201).map(codeOf);
    for (const code of others) expect(['task-busy', 'version-changed']).toContain(code);
    expect((await operator.call(end(await standsAt()))).status).toBe(200);
  });

  test('whose put is made, but not answered, is made once', async () => {
    const operator = by('on-call');
    const version = await standsAt();
    hub.twin.setFaults([
      { kind: 'lost-answer', service: 'dynamodb', operation: 'PutItem', principal: `dtm-${STAGE}-admin` },
    ]);
    await operator.call(start(version, 'an answer of the store is lost'));
    hub.twin.setFaults([]);
    expect((await operator.call(start(version, 'an answer of the store is lost'))).status).toBe(201);
    const { text } = await by('auditor').call({ path: '/admin/history?task=maintenance' });
    expect(History.parse(JSON.parse(text)).changes.filter(({ on }) => on === version)).toHaveLength(1);
    expect((await operator.call(end(await standsAt()))).status).toBe(200);
  });

  test('whose function is killed before or after its put is there whole or not at all, and can be asked for again', async () => {
    const operator = by('on-call');
    for (const operation of ['PutItem', 'Query', 'GetItem']) {
      const version = await standsAt();
      hub.twin.setFaults([
        { kind: 'delay', service: 'dynamodb', operation, principal: `dtm-${STAGE}-admin`, milliseconds: 400 },
      ]);
      const killed = setTimeout(600).then(() =>
        hub.twin.functions.get(`dtm-${STAGE}-admin`)?.killProcesses(),
      );
      await Promise.all([operator.call(start(version, `killed at ${operation}`)), killed]);
      hub.twin.setFaults([]);
      const again = await operator.call(start(version, `killed at ${operation}`));
      expect(again.status).toBe(201);
      const { text } = await by('auditor').call({ path: '/admin/history?task=maintenance' });
      const { changes } = History.parse(JSON.parse(text));
      expect(changes.filter(({ on }) => on === version)).toHaveLength(1);
      expect((await operator.call(end(await standsAt()))).status).toBe(200);
    }
  });
});

test('the keys of operators are the owner’s to read, and in no log', () => {
  const file = join(hub.stateDirectory, 'operators.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const secrets = [...hub.twin.operators.values()].map(({ secretAccessKey }) => secretAccessKey);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual(
    operatorKindNames.map((kind) => `dtm-${STAGE}-${kind}`).sort(),
  );
  const lines = [...allLogs(hub.twin)].flatMap(([, log]) => log).join('\n');
  expect(secrets.filter((secret) => lines.includes(secret))).toEqual([]);
});
