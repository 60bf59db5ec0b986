/** What the OpenAPI document says of the operations of this room. */
import { History } from '../../contract/access/change.ts';
import { type Descriptions, inLanguage, problemsOfHub, problemsOfOperator } from '../openapi/description.ts';

export const accessDescriptions = {
  listChanges: {
    summary: 'What operators changed / Người vận hành đã thay đổi gì',
    description:
      'Newest first, with who, when, the version that it was made on, and the record from then on. For every operator.',
    header: inLanguage,
    answers: { 200: { description: 'The changes.', schema: History } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
} satisfies Descriptions;
