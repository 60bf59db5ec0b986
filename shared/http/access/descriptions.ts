/** What the OpenAPI document says of the operations of this room. */
import { History } from '../../contract/access/change.ts';
import {
  IssuedKey,
  KeyLife,
  KeyList,
  KeyOrder,
  KeySubmissions,
  RotationOrder,
} from '../../contract/access/keys.ts';
import { Me } from '../../contract/access/me.ts';
import {
  type Descriptions,
  inLanguage,
  onVersion,
  problemsOfAnyKey,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfOperator,
} from '../openapi/description.ts';

export const accessDescriptions = {
  getMe: {
    summary: 'Who am I, and what is open for me',
    description:
      'Begin here. The key with what it may do and until when, its agencies and systems, and each dataset with the periods that take submissions now: their first and last day, deadlines and closing. Any valid key.',
    header: inLanguage,
    answers: { 200: { description: 'The caller.', schema: Me } },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  listChanges: {
    summary: 'What operators changed',
    description:
      'Newest first, with who, when, the version that it was made on, and the record from then on. For every operator. That of keys is at `/admin/history/keys`.',
    header: inLanguage,
    answers: { 200: { description: 'The changes.', schema: History } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  listKeys: {
    summary: 'API keys',
    description: 'Without secrets, and without their hashes. By key id.',
    header: inLanguage,
    answers: { 200: { description: 'The keys.', schema: KeyList } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  getKey: {
    summary: 'One API key',
    description: 'With what operators did with it. `ETag` is the version on which it can be changed.',
    header: inLanguage,
    answers: { 200: { description: 'The key.', schema: KeyLife } },
    problems: ['invalid-request', 'key-not-found', ...problemsOfOperator, ...problemsOfHub],
  },
  issueKey: {
    summary: 'Issue an API key',
    description:
      'The secret stays with whoever made the key: this call has its hash. On version `0.0`: there is no such key yet. The same again is answered as the first time.',
    header: onVersion,
    body: KeyOrder,
    answers: { 201: { description: 'It is issued, and taken within a minute.', schema: IssuedKey } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  rotateKey: {
    summary: 'Issue the next key of a line',
    description:
      'The next key has the same grants and another secret. The key before goes on for the overlap; the answer says when it ends. At most two keys of a line are live.',
    header: onVersion,
    body: RotationOrder,
    answers: { 201: { description: 'The key before, with its end.', schema: IssuedKey } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'key-not-found',
      'key-has-next',
      'key-line-full',
      'key-id-taken',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  revokeKey: {
    summary: 'Revoke an API key',
    description: 'It is refused within a minute, for ever.',
    header: onVersion,
    answers: { 200: { description: 'It is revoked.', schema: IssuedKey } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'key-not-found',
      'key-ended',
      ...problemsOfChange,
      ...problemsOfHub,
    ],
  },
  listKeySubmissions: {
    summary: 'What a key recorded',
    description:
      'Submissions and withdrawals since an instant, from the journal, with what became of each. What was received seconds ago is not in the journal yet; what a key only read is in the audit log.',
    header: inLanguage,
    answers: { 200: { description: 'In the order of time, page by page.', schema: KeySubmissions } },
    problems: ['invalid-request', 'key-not-found', ...problemsOfOperator, ...problemsOfHub],
  },
  listKeyChanges: {
    summary: 'What operators did with keys and clients',
    description:
      'Of all of them, newest first, with who, when, and the key or client from then on, without secrets and without their hashes. The versions are those of each.',
    header: inLanguage,
    answers: { 200: { description: 'The changes.', schema: History } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
} satisfies Descriptions;
