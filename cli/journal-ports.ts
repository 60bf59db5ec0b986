/** What a restore checks the journal against the ledger with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkJournal,
  type JournalCheck,
  type JournalCheckPorts,
} from '../shared/app/verification/journal-check/check.ts';
import type { KeyStore } from '../shared/app/verification/journal-check/known-keys.ts';
import { operatorDynamoDb, operatorS3 } from '../shared/aws/operator.ts';
import { readJournal } from '../shared/aws/recovery/journal-bucket.ts';
import { lookAtTable } from '../shared/aws/recovery/table-recovery.ts';
import { readLedgerPage } from '../shared/aws/submissions/ledger-pages.ts';
import { readPlaces } from '../shared/aws/submissions/ledger-places.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { LedgerFault } from '../shared/domain/verification/compare-entry.ts';
import { CommandFault } from './fault.ts';
import { fileOf } from './files.ts';
import { bucketsOf, type Hub } from './hub.ts';

/** The journal is found by the account and the region of the ledger. */
async function journalBucketOf({ aws, stage, tables }: Hub): Promise<string> {
  const { arn } = await lookAtTable(operatorDynamoDb(aws), tables.submissions);
  if (arn === null)
    throw new CommandFault(
      localized(
        `there is no table ${tables.submissions} here: right account, right region?`,
        `ở đây không có bảng ${tables.submissions}: đã đúng tài khoản, đúng vùng chưa?`,
      ),
    );
  return bucketsOf(stage, arn).journal;
}

/** Keys in files of their own, eight bytes each, so that the command's memory does not grow with the journal. */
function keyFiles(): KeyStore & { readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'dtm-journal-'));
  const pathOf = (piece: number): string => join(directory, String(piece));
  return {
    keepKeys: async (piece, keys) => writeFileSync(pathOf(piece), keys),
    readKeys: async (piece) => fileOf(pathOf(piece)).content,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

type ReadingPorts = Omit<JournalCheckPorts, 'now' | keyof KeyStore>;

export async function journalPorts(hub: Hub): Promise<ReadingPorts> {
  const client = operatorDynamoDb(hub.aws);
  const table = hub.tables.submissions;
  return {
    readJournal: readJournal(operatorS3(hub.aws), await journalBucketOf(hub)),
    readPlaces: readPlaces(client, table),
    readLedgerPage: readLedgerPage(client, table),
  };
}

type WholeCheck = { readonly check: JournalCheck; readonly faults: readonly LedgerFault[] };

/** The whole journal against the whole ledger. */
export async function wholeCheck(ports: ReadingPorts, salt: string, now: () => number): Promise<WholeCheck> {
  const keys = keyFiles();
  const faults: LedgerFault[] = [];
  try {
    const tell = (fault: LedgerFault) => void faults.push(fault);
    return { check: await checkJournal({ ...ports, ...keys, now }, salt, tell), faults };
  } finally {
    keys.remove();
  }
}
