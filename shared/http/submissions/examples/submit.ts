/** All ways in which a submission is answered. */
import type { Example } from '../../openapi/example.ts';
import { dutiesExample } from './duties.ts';
import { eventsExample } from './events.ts';
import { acceptedExample } from './receipts.ts';
import { conflictExample, invalidExample } from './refusals.ts';
import { accepted, inspection } from './report.ts';

const { id, sha256, digest } = accepted;

export const submitExamples: readonly Example[] = [
  {
    name: 'dry run',
    summary: 'What would be said of it',
    query: { dryRun: 'true' },
    body: inspection,
    status: 200,
    answer: { dryRun: true, verdict: 'new', id, sha256, digest, cells: 13, timeliness: 'on-time' },
  },
  {
    name: 'report',
    summary: 'A report of half a year',
    body: inspection,
    status: 202,
    answer: acceptedExample(accepted),
  },
  eventsExample,
  dutiesExample,
  invalidExample,
  conflictExample,
];
