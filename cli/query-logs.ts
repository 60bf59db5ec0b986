import { setTimeout as wait } from 'node:timers/promises';
import type { RunQuery } from '../shared/app/ports/trail.ts';
import { runQuery } from '../shared/aws/access/run-query.ts';
import { operatorLogs } from '../shared/aws/operator.ts';
import { stageName } from '../shared/contract/stage-names.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault } from './fault.ts';
import type { Hub } from './hub.ts';

/** Works with the logs as the twin's auditor, or whom `--as` names; on AWS by the ordinary environment. Closes the connection after it. */
export async function queryLogs<T>(
  { aws, stage, operator, operatorKeys }: Hub,
  work: (run: RunQuery) => Promise<T>,
): Promise<T> {
  const name = stageName(stage, operator ?? 'auditor');
  const keys = operatorKeys[name];
  if (aws !== null && keys === undefined)
    throw new CommandFault(
      localized(
        `the twin has no operator ${name}: start it anew`,
        `bản sao không có người vận hành ${name}: hãy khởi động lại`,
      ),
    );
  const client = operatorLogs(aws && keys ? { ...aws, credentials: keys } : aws);
  try {
    return await work(runQuery(client, (milliseconds) => wait(milliseconds)));
  } finally {
    client.destroy();
  }
}
