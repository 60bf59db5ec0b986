/** What `dtm restore` works on: the tables, the journal, the queue and the totals of one hub. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RestoredTable, restoredTables, type TableState } from '../shared/app/ports/recovery.ts';
import type { ReplicaPorts } from '../shared/app/recovery/bring-replica.ts';
import { copyName } from '../shared/app/recovery/plan-restore.ts';
import type { RestoreEvent, RestorePorts } from '../shared/app/recovery/restore-hub.ts';
import { verifyAndRepair } from '../shared/app/verification/verify-and-repair.ts';
import { verifyTotals } from '../shared/app/verification/verify-totals.ts';
import { messagesIn, operatorDynamoDb, operatorS3, operatorSqs, queueUrlOf } from '../shared/aws/operator.ts';
import { readJournal } from '../shared/aws/recovery/journal-bucket.ts';
import { copyJournal } from '../shared/aws/recovery/journal-copy.ts';
import { readRegistryCopy } from '../shared/aws/recovery/registry-copies.ts';
import {
  applySettings,
  beginCopy,
  createLike,
  lookAtTable,
  repairFromCopy,
  restoreBackup,
  scanLedger,
} from '../shared/aws/recovery/table-recovery.ts';
import { readRegistryVersion } from '../shared/aws/registry/version.ts';
import { putRegistryBack } from '../shared/aws/registry/write.ts';
import { putEntry } from '../shared/aws/submissions/ledger-table.ts';
import { queueNamesOf } from '../shared/contract/stage-names.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { foldOfCatalogue } from '../shared/domain/registry/cell.ts';
import { readPeriod } from '../shared/domain/values/period.ts';
import { CommandFault } from './fault.ts';
import { bucketsOf, type Hub } from './hub.ts';
import { journalPorts, wholeCheck } from './journal-ports.ts';
import { ledgerOf } from './read-hub.ts';

/** All tables of a hub as they are now. Throws where none of them, nor a backup, is there: the wrong stage, or region. */
export async function lookAtHub(hub: Hub) {
  const client = operatorDynamoDb(hub.aws);
  const found = await Promise.all(
    restoredTables.map(async (table) => ({ table, ...(await lookAtTable(client, hub.tables[table])) })),
  );
  const arn = found.map((one) => one.arn).find((one) => one !== null);
  if (arn === undefined || arn === null)
    throw new CommandFault(
      localized(
        `neither a table nor a backup of stage ${hub.stage} is here: right account, right region? If so, deploy the hub first (docs/deploy.md)`,
        `ở đây không có bảng hay bản sao lưu nào của môi trường ${hub.stage}: đã đúng tài khoản, đúng vùng chưa? Nếu đúng, hãy triển khai hệ thống trước (docs/deploy.md)`,
      ),
    );
  return {
    states: new Map<RestoredTable, TableState>(found.map(({ table, state }) => [table, state])),
    journal: bucketsOf(hub.stage, arn).journal,
  };
}

const POLL_MILLISECONDS = { twin: 500, aws: 10_000 };

export function restorePorts(
  hub: Hub,
  { journal, replica }: { readonly journal: string; readonly replica: string | null },
  isProtected: boolean,
  now: () => number,
  note: (event: RestoreEvent) => void,
): RestorePorts {
  const client = operatorDynamoDb(hub.aws);
  const queue = operatorSqs(hub.aws);
  const name = (table: RestoredTable): string => hub.tables[table];
  const pause = () => sleep(hub.aws === null ? POLL_MILLISECONDS.aws : POLL_MILLISECONDS.twin);
  const { submissions, deadLetters } = queueNamesOf(hub.stage);
  return {
    look: async (table) => (await lookAtTable(client, name(table))).state,
    restoreBackup: (table, arn) => restoreBackup(client, name(table), arn),
    createEmpty: async (table) => {
      const sibling = await firstThere(
        restoredTables.filter((one) => one !== table),
        async (one) => (await lookAtTable(client, name(one))).state.kind === 'there',
      );
      if (sibling === null)
        throw new CommandFault(
          localized(
            `${name(table)} is gone without a backup, and no other table of the hub is there to take its form from`,
            `${name(table)} đã mất mà không có bản sao lưu, và không còn bảng nào của hệ thống để lấy cấu trúc`,
          ),
        );
      await createLike(client, name(table), name(sibling));
    },
    beginCopy: (table, to) => beginCopy(client, name(table), copyName(name(table), to), to),
    repairFromCopy: (table, to) => repairFromCopy(client, name(table), copyName(name(table), to), to, pause),
    applySettings: (table) => applySettings(client, name(table), { isProtected }, pause),
    scanLedger: () => scanLedger(client, hub.tables.submissions),
    readJournal: readJournal(operatorS3(hub.aws), journal),
    putEntry: putEntry(client, hub.tables.submissions),
    waiting: async () => ({
      queue: await messagesIn(queue, await queueUrlOf(queue, submissions)),
      deadLetters: await messagesIn(queue, await queueUrlOf(queue, deadLetters)),
    }),
    refold: refoldOf(hub, now),
    checkLedger: async () => (await wholeCheck(await journalPorts(hub), randomUUID(), now)).faults,
    replica: replica === null ? null : replicaPorts(hub, journal, replica),
    pause,
    now,
    note,
  };
}

function replicaPorts(hub: Hub, journal: string, bucket: string): ReplicaPorts {
  const [client, table, s3] = [operatorDynamoDb(hub.aws), hub.tables.registry, operatorS3(hub.aws)];
  return {
    bucket,
    copyJournal: copyJournal(s3, bucket, journal),
    readRegistryCopy: readRegistryCopy(s3, bucket),
    readRegistryVersion: readRegistryVersion(client, table),
    putRegistryBack: putRegistryBack(client, table),
  };
}

async function firstThere<T>(all: readonly T[], isThere: (one: T) => Promise<boolean>): Promise<T | null> {
  for (const one of all) if (await isThere(one)) return one;
  return null;
}

/** The registry is read when the first period is folded: before that it may not be there. */
function refoldOf(hub: Hub, now: () => number): RestorePorts['refold'] {
  const stores = ledgerOf(hub, now);
  return async (datasetId, periodId) => {
    const [snapshot, catalogue, calendar] = await Promise.all([
      stores.readSnapshot(),
      stores.readCatalogue(),
      stores.readCalendar(),
    ]);
    const dataset = catalogue.value.datasets.get(datasetId)?.dataset;
    const period = readPeriod(periodId, calendar);
    if (dataset === undefined || period === null) return null;
    const ports = { ...stores, foldOf: foldOfCatalogue(catalogue.value) };
    // What differs is folded anew whatever the reason: nothing to wait for before, only afterwards.
    const at = { dataset, period, snapshot };
    const before = await verifyAndRepair({ ...ports, pause: async () => undefined }, at);
    if (before.failed.length > 0) throw new Error(before.failed.join('; '));
    if (before.differenceCount === 0) return { totals: before.totals, folded: 0, differences: 0 };
    const patient = { ...ports, pause: (look: number) => sleep(2000 * look) };
    const after = await verifyTotals(patient, at);
    return { totals: after.totals, folded: before.folded, differences: after.differenceCount };
  };
}
