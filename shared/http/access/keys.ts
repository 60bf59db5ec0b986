/** The edge of keys, for operators. */
import { issueKey, type KeyPorts, revokeKey, rotateKey } from '../../app/access/change-keys.ts';
import { keyHistory } from '../../app/access/key-history.ts';
import { keyName } from '../../app/access/key-records.ts';
import { type KeySubmissionPorts, keySubmissions } from '../../app/access/key-submissions.ts';
import { listKeys, readKey, shownKey } from '../../app/access/read-keys.ts';
import type { ListKeyVersions } from '../../app/ports/keys.ts';
import type { ListCredentials } from '../../app/ports/registry.ts';
import { KeyOrder, RotationOrder } from '../../contract/access/keys.ts';
import type { Credential } from '../../contract/registry.ts';
import type { Operation } from '../operation.ts';
import { answerChange, changeOrder, entityTag } from './change-order.ts';
import { readOrder } from './read-order.ts';

const TASK = 'keys';

const shownAt = (now: string) => (body: unknown) => shownKey(body as Credential, Date.parse(now));

export const listKeysOperation =
  (listCredentials: ListCredentials): Operation<'listKeys'> =>
  async ({ query: { expiring, after = null }, now }) => {
    const asked = { expiring: expiring === undefined ? null : Number(expiring), after };
    const body = await listKeys(listCredentials, asked, Date.parse(now));
    return { ok: true, value: { status: 200, body }, audit: { resource: TASK } };
  };

export const getKeyOperation =
  ({ readKeyVersions }: Pick<KeyPorts, 'readKeyVersions'>): Operation<'getKey'> =>
  async ({ id, now }) => {
    const audit = { resource: `key~${id}` };
    const life = await readKey(readKeyVersions, id, Date.parse(now));
    if (!life.ok) return { ...life, audit };
    const value = { status: 200, body: life.value, headers: entityTag(life.value.version) };
    return { ok: true, value, audit };
  };

export const issueKeyOperation =
  (ports: KeyPorts): Operation<'issueKey'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'issueKey');
    if (!order.ok) return order;
    const asked = readOrder(KeyOrder, request.body);
    if (!asked.ok) return asked;
    return answerChange(await issueKey(ports, order.value, asked.value), 201, shownAt(request.now));
  };

export const rotateKeyOperation =
  (ports: KeyPorts): Operation<'rotateKey'> =>
  async (request) => {
    const order = changeOrder(request, TASK, `rotateKey ${request.id}`);
    if (!order.ok) return order;
    const asked = readOrder(RotationOrder, request.body);
    if (!asked.ok) return asked;
    const made = await rotateKey(ports, order.value, request.id, asked.value);
    const answer = answerChange(made, 201, shownAt(request.now));
    // Two keys change: the life of the next one begins with this line.
    const resource = `${keyName(request.id)}~${asked.value.keyId}`;
    return answer.ok ? { ...answer, audit: { ...answer.audit, resource } } : answer;
  };

export const revokeKeyOperation =
  (ports: KeyPorts): Operation<'revokeKey'> =>
  async (request) => {
    const order = changeOrder(request, TASK, `revokeKey ${request.id}`);
    if (!order.ok) return order;
    return answerChange(await revokeKey(ports, order.value, request.id), 200, shownAt(request.now));
  };

export const keySubmissionsOperation =
  (ports: KeySubmissionPorts): Operation<'listKeySubmissions'> =>
  async ({ id, query: { since, after = null } }) => {
    const body = await keySubmissions(ports, id, Date.parse(since), after);
    return { ok: true, value: { status: 200, body }, audit: { resource: `key~${id}` } };
  };

export const keyHistoryOperation =
  (listKeyVersions: ListKeyVersions): Operation<'listKeyChanges'> =>
  async ({ query: { after = null } }) => {
    const body = await keyHistory(listKeyVersions, after);
    return { ok: true, value: { status: 200, body }, audit: { resource: `history~${TASK}` } };
  };
