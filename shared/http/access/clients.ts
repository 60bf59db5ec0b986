/** The edge of clients of the issuer of tokens, for operators. */
import { changeClient, clientName, registerClient, revokeClient } from '../../app/access/change-clients.ts';
import type { KeyPorts } from '../../app/access/change-keys.ts';
import { listClients, readClient, shownClient } from '../../app/access/read-clients.ts';
import type { ListCredentials } from '../../app/ports/registry.ts';
import { ClientChange, ClientOrder } from '../../contract/access/clients.ts';
import type { Credential } from '../../contract/registry.ts';
import type { Operation } from '../operation.ts';
import { answerChange, changeOrder, entityTag } from './change-order.ts';
import { readOrder } from './read-order.ts';

const TASK = 'clients';

const shownAt = (now: string) => (body: unknown) => shownClient(body as Credential, Date.parse(now));

const listClientsOperation =
  (listCredentials: ListCredentials): Operation<'listClients'> =>
  async ({ query: { expiring, after = null }, now }) => {
    const asked = { expiring: expiring === undefined ? null : Number(expiring), after };
    const body = await listClients(listCredentials, asked, Date.parse(now));
    return { ok: true, value: { status: 200, body }, audit: { resource: TASK } };
  };

const getClientOperation =
  ({ readKeyVersions }: Pick<KeyPorts, 'readKeyVersions'>): Operation<'getClient'> =>
  async ({ id, now }) => {
    const audit = { resource: clientName(id) };
    const life = await readClient(readKeyVersions, id, Date.parse(now));
    if (!life.ok) return { ...life, audit };
    const value = { status: 200, body: life.value, headers: entityTag(life.value.version) };
    return { ok: true, value, audit };
  };

const registerClientOperation =
  (ports: KeyPorts): Operation<'registerClient'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'registerClient');
    if (!order.ok) return order;
    const asked = readOrder(ClientOrder, request.body);
    if (!asked.ok) return asked;
    return answerChange(await registerClient(ports, order.value, asked.value), 201, shownAt(request.now));
  };

const changeClientOperation =
  (ports: KeyPorts): Operation<'changeClient'> =>
  async (request) => {
    const order = changeOrder(request, TASK, `changeClient ${request.id}`);
    if (!order.ok) return order;
    const asked = readOrder(ClientChange, request.body);
    if (!asked.ok) return asked;
    const made = await changeClient(ports, order.value, request.id, asked.value);
    return answerChange(made, 200, shownAt(request.now));
  };

const revokeClientOperation =
  (ports: KeyPorts): Operation<'revokeClient'> =>
  async (request) => {
    const order = changeOrder(request, TASK, `revokeClient ${request.id}`);
    if (!order.ok) return order;
    return answerChange(await revokeClient(ports, order.value, request.id), 200, shownAt(request.now));
  };

export const clientOperations = (ports: KeyPorts, list: ListCredentials) => ({
  listClients: listClientsOperation(list),
  getClient: getClientOperation(ports),
  registerClient: registerClientOperation(ports),
  changeClient: changeClientOperation(ports),
  revokeClient: revokeClientOperation(ports),
});
