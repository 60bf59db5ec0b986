import { expect, test } from 'vitest';
import { keyHistory } from '../../../../shared/app/access/key-history.ts';
import type { KeyStorePorts } from '../../../fakes/keys.ts';
import { issueNow, keyPorts, NOW, revokeNow, rotateNow } from '../../../fixtures/keys.ts';
import { credential } from '../../../fixtures/registry.ts';

const DAY = 86_400_000;
const made = () => keyPorts() as ReturnType<typeof keyPorts> & KeyStorePorts;

const said = ({ changes }: Awaited<ReturnType<typeof keyHistory>>): string[] =>
  changes.map(({ action, record }) => `${action} ${record.slice('key~'.length)}`);

test('what was done with all keys is told, newest first, without the hash of a secret', async () => {
  const ports = made();
  await ports.putKeyVersion(1, credential({ keyId: 'ofthesample1' }), null);
  await issueNow(ports, 'examplekey01');
  await rotateNow(ports, 'examplekey01', 'examplekey02', { now: NOW + DAY });
  await revokeNow(ports, 'examplekey01', NOW + 2 * DAY);
  const history = await keyHistory(ports.listKeyVersions, null);
  expect([history.task, history.next]).toEqual(['keys', null]);
  expect(said(history)).toEqual([
    'revoke examplekey01',
    'rotate examplekey01',
    'issue examplekey02',
    'issue examplekey01',
  ]);
  expect(history.changes[0]?.body).toMatchObject({ keyId: 'examplekey01', state: 'revoked' });
  expect(JSON.stringify(history)).not.toContain('secretHash');
});

test('page by page each change is said once, also where many are of one millisecond', async () => {
  const ports = made();
  const names = Array.from({ length: 130 }, (_, at) => `key${String(at).padStart(9, '0')}`);
  for (const [at, name] of names.entries()) await issueNow(ports, name, {}, NOW + Math.floor(at / 60) * DAY);
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const page = await keyHistory(ports.listKeyVersions, after);
    pages.push(said(page));
    after = page.next;
  } while (after !== null);
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 30]);
  expect(new Set(pages.flat())).toEqual(new Set(names.map((name) => `issue ${name}`)));
});
