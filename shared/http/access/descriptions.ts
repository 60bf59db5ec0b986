/** What the OpenAPI document says of the operations of this room. */
import { History } from '../../contract/access/change.ts';
import { Me } from '../../contract/access/me.ts';
import {
  type Descriptions,
  inLanguage,
  problemsOfAnyKey,
  problemsOfHub,
  problemsOfOperator,
} from '../openapi/description.ts';

export const accessDescriptions = {
  getMe: {
    summary: 'Who am I, and what is open for me / Tôi là ai, đang được gửi gì',
    description:
      'Begin here. The key with what it may do and until when, its agencies and systems, and each dataset with the periods that take submissions now: their first and last day, deadlines and closing. Any valid key.',
    header: inLanguage,
    answers: { 200: { description: 'The caller.', schema: Me } },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  listChanges: {
    summary: 'What operators changed / Người vận hành đã thay đổi gì',
    description:
      'Newest first, with who, when, the version that it was made on, and the record from then on. For every operator.',
    header: inLanguage,
    answers: { 200: { description: 'The changes.', schema: History } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
} satisfies Descriptions;
