/** A report that was withdrawn is sent again, as an operator types it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import { dtm } from '../dtm.ts';
import { TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';
import { idOf } from '../sender.ts';

export async function sentAgainByHand(
  directory: string,
  key: string,
  report: ReportSubmission,
  withdrawal: string,
): Promise<void> {
  const file = join(directory, 'again.json');
  writeFileSync(file, JSON.stringify(report));
  const said = [
    `! ${idOf(report)} COUNTS IN NO TOTAL: withdrawn by ${withdrawal}; the same again changes nothing.`,
    '! To report again, send it with "revision": 3.',
  ];
  for (const words of [['--dry-run'], []]) {
    const { text, exitCode } = await dtm(
      directory,
      TODAY,
      'submit',
      file,
      ...keyWords(directory, key),
      ...words,
    );
    expect([text.split('\n').slice(-2), exitCode]).toEqual([said, 0]);
  }
}
