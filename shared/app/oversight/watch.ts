/**
 * The watch: what nobody would notice by itself. A message of its own goes the way of all submissions, so that a queue
 * that nobody reads is noticed in a night without submissions too; keys that end are counted before they end.
 */
import type { Credential } from '../../contract/registry.ts';
import { expiringKeys } from '../../domain/access/key-expiry.ts';
import { openPeriods } from '../../domain/values/period.ts';
import type { SendRefold } from '../ports/queues.ts';
import type { ListCredentials, ReadCalendar, ReadCatalogue } from '../ports/registry.ts';

type HeartbeatPorts = {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly sendRefold: SendRefold;
};

/** No tree has a node of this name: the consumer answers for the message and writes nothing. */
const HEARTBEAT = 'heartbeat';
/** So long before a key ends its sender is to have another. */
export const EXPIRY_DAYS = 30;

/** Throws when no dataset has an open period: then nobody can report anything, and somebody should know. */
export async function sendHeartbeat(ports: HeartbeatPorts, now: number): Promise<void> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  for (const { dataset } of catalogue.value.datasets.values()) {
    const period = openPeriods(dataset.periodKind, calendar, now).at(-1);
    if (period === undefined) continue;
    return ports.sendRefold({ kind: 'refold', dataset: dataset.id, period: period.id, node: HEARTBEAT });
  }
  throw new Error('no dataset of the catalogue has an open period');
}

export type ExpiringKey = Pick<Credential, 'keyId' | 'agency' | 'validTo'>;

/** Ids and agencies only: what may stand in a log. */
export async function findExpiringKeys(
  listCredentials: ListCredentials,
  now: number,
): Promise<readonly ExpiringKey[]> {
  const ending = expiringKeys(await listCredentials(), now, EXPIRY_DAYS);
  return ending.map(({ keyId, agency, validTo }) => ({ keyId, agency, validTo }));
}
