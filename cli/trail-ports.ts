/** What an operator's machine reads the logs and their locked copy with, and copies what is missing. */

import type { CheckTrailPorts } from '../shared/app/access/check-trail.ts';
import { readLog } from '../shared/aws/access/log-lines.ts';
import { putTrail, readTrail } from '../shared/aws/access/trail-bucket.ts';
import { operatorDynamoDb, operatorLogs, operatorS3 } from '../shared/aws/operator.ts';
import { lookAtTable } from '../shared/aws/recovery/table-recovery.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault } from './fault.ts';
import { bucketsOf, type Hub } from './hub.ts';

/** The bucket is found by the account and the region of a table. */
export async function trailPorts({ aws, stage, tables }: Hub): Promise<CheckTrailPorts> {
  const { arn } = await lookAtTable(operatorDynamoDb(aws), tables.registry);
  if (arn === null)
    throw new CommandFault(
      localized(
        `there is no table ${tables.registry} here: right account, right region?`,
        `ở đây không có bảng ${tables.registry}: đã đúng tài khoản, đúng vùng chưa?`,
      ),
    );
  const { trail } = bucketsOf(stage, arn);
  const client = operatorS3(aws);
  return {
    readLog: readLog(operatorLogs(aws)),
    readTrail: readTrail(client, trail),
    putTrail: putTrail(client, trail),
  };
}
