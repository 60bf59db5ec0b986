/** The report is taken back. */
import type { Example } from '../../openapi/example.ts';
import { acceptedExample } from './receipts.ts';
import { accepted } from './report.ts';

const withdrawal = 'H26.dvc~etx-inspection~2026-H2~2';
/** There is nothing in it but what it withdraws. */
const digest = 'cce1877502e98ea412bc452bd0960bbc80efbe956f9a8dd615bba4a702af2ed9';

export const withdrawExamples: readonly Example[] = [
  {
    name: 'dry run',
    summary: 'What would be said of it',
    path: { id: accepted.id },
    query: { dryRun: 'true' },
    status: 200,
    answer: {
      dryRun: true,
      verdict: 'new',
      id: withdrawal,
      sha256: digest,
      digest,
      cells: 0,
      timeliness: 'on-time',
    },
  },
  {
    name: 'withdrawn',
    summary: 'A report is taken back: the withdrawal is the next revision',
    path: { id: accepted.id },
    status: 202,
    answer: acceptedExample({
      id: withdrawal,
      kind: 'withdrawal',
      agency: accepted.agency,
      system: accepted.system,
      dataset: accepted.dataset,
      period: accepted.period,
      revision: 2,
      receivedAt: accepted.receivedAt,
      sha256: digest,
      digest,
    }),
  },
];
