/** Submissions as they are listed and read back. */
import type { Example } from '../../openapi/example.ts';
import { contentExample, eventListExample } from './events.ts';
import { counted } from './report.ts';

export const listExamples: readonly Example[] = [
  {
    name: 'revisions',
    summary: 'All revisions of a report',
    query: { system: 'H26.dvc', dataset: 'etx-inspection', period: '2026-H2' },
    status: 200,
    answer: { submissions: [counted], next: null },
  },
  eventListExample,
];

export const stateExamples: readonly Example[] = [
  {
    name: 'state',
    summary: 'A submission that is counted',
    path: { id: counted.id },
    status: 200,
    answer: counted,
  },
  contentExample,
];
