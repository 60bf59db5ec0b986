/** Clients of the issuer of tokens, asked for over the admin routes. */
import { ClientLife, ClientList, type RegisteredClient } from '../shared/contract/access/clients.ts';
import { KeyId } from '../shared/contract/access/key-id.ts';
import { clientCredentialId } from '../shared/domain/access/client-credential-id.ts';
import type { CallAdmin } from './call-admin.ts';
import { problemOf } from './call-hub.ts';
import { read } from './read-keys.ts';
import { refusal } from './refusal.ts';
import type { View } from './view.ts';

/** Of the name that it has at the issuer, or of the id that logs have. Throws where it was never registered. */
export async function clientLife(call: CallAdmin, client: string, view: View): Promise<ClientLife> {
  const path = `/clients/${clientCredentialId(client)}`;
  if (!KeyId.safeParse(client).success) return read(call, path, ClientLife, view);
  const named = await call({ method: 'GET', path });
  const isNone = named.status === 404 && problemOf(named).code === 'client-not-found';
  if (!isNone && named.status !== 200) throw refusal(named, view);
  return read(call, isNone ? `/clients/${client}` : path, ClientLife, view);
}

/** All pages. With `expiring` only those that end so soon with nothing else to follow. */
export async function allClients(
  call: CallAdmin,
  expiring: number | null,
  view: View,
): Promise<RegisteredClient[]> {
  const clients: RegisteredClient[] = [];
  for (let after: string | null = null; ; ) {
    const query = new URLSearchParams({
      ...(expiring !== null && { expiring: String(expiring) }),
      ...(after !== null && { after }),
    });
    const page: ClientList = await read(call, `/clients?${query}`, ClientList, view);
    clients.push(...page.clients);
    if (page.next === null) return clients;
    after = page.next;
  }
}
