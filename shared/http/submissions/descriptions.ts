/** What the OpenAPI document says of the operations of this room. */
import * as z from 'zod';
import { DryRunVerdict } from '../../contract/submissions/dry-run.ts';
import { KeySet } from '../../contract/submissions/receipt.ts';
import {
  ReceiptKeyOrder,
  ReceiptKeyStanding,
  ReceiptKeyWork,
} from '../../contract/submissions/receipt-keys.ts';
import {
  Accepted,
  EventSubmission,
  IdempotencyKey,
  ReportSubmission,
  SubmissionList,
  SubmissionState,
} from '../../contract/submissions/submission.ts';
import {
  acceptLanguage,
  type Descriptions,
  headerText,
  inLanguage,
  onVersion,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfKey,
  problemsOfOperator,
} from '../openapi/description.ts';

export const submissionsDescriptions = {
  submit: {
    summary: 'Submit a report or events',
    description:
      'A report is the state of one system in one period; events are increments with a time window, up to 500 in a request, recorded as one entry: all of them are accepted, or none, and then `errors[]` names each that is wrong by its index. The dataset decides which. Records durably, then answers 202. The same content again, in any order of cells, is answered as the first time was: retry without fear. Where what was recorded counts no more, that answer (and that of a dry run) also has `state`, `by` and `nextRevision`: the same again brings nothing back, a report of revision `nextRevision` does. Other content under the same revision is a 409; a correction sends the next revision. `dryRun=true` gives the verdict that the real run would give and records nothing. The body may be gzipped.',
    header: z.object({
      'Idempotency-Key': IdempotencyKey.optional().meta({
        description:
          '1-64 characters of A-Z a-z 0-9 . _ : -, bare or between double quotes (RFC 8941 §3.3.3): the key is the same. Required for events, where it is unique within the time bucket; optional for reports, where it is unique within the revision. The same key with other content is a 422.',
      }),
      'Content-Digest': headerText()
        .optional()
        .meta({ description: 'Checked when sent (RFC 9530): `sha-256=:<base64>:` of the body as sent.' }),
      'Content-Encoding': headerText().optional().meta({ description: '`gzip` or none.' }),
      'Accept-Language': acceptLanguage,
    }),
    body: z.union([ReportSubmission, EventSubmission]),
    answers: {
      200: { description: 'The verdict of a dry run.', schema: DryRunVerdict },
      202: { description: 'Recorded durably; the totals follow within seconds.', schema: Accepted },
    },
    problems: [
      'malformed-json',
      'not-utf-8',
      'malformed-gzip',
      'digest-mismatch',
      'invalid-request',
      ...problemsOfKey,
      'foreign-agency',
      'foreign-system',
      'revision-conflict',
      'period-closed',
      'payload-too-large',
      'unsupported-media-type',
      'unsupported-charset',
      'unsupported-encoding',
      'invalid-submission',
      'idempotency-key-reused',
      ...problemsOfHub,
    ],
  },
  listSubmissions: {
    summary: 'What a system has sent',
    description:
      'Of a report all revisions, oldest first, withdrawals too, each with its `kind` and state. Of an event dataset the entries of the period, or of one bucket of it, in the order of bucket, shard and key, up to 100 at a time: go on with `after`. What arrives meanwhile moves nothing; what arrives in front of the cursor is seen when the list is begun anew. Empty where nothing was received from a system that the registry has.',
    header: inLanguage,
    answers: { 200: { description: 'What was sent.', schema: SubmissionList } },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', 'foreign-system', ...problemsOfHub],
  },
  getSubmission: {
    summary: 'The state of one submission',
    description:
      'accepted → counted, superseded or withdrawn, with `by` the one that did it; `kind` says what it is. The state is derived from the ledger. With `content=true` also the figures that were recorded, in the form in which they are sent; evidence too.',
    header: inLanguage,
    answers: { 200: { description: 'The submission.', schema: SubmissionState } },
    problems: [
      'invalid-request',
      ...problemsOfKey,
      'foreign-agency',
      'foreign-system',
      'submission-not-found',
      ...problemsOfHub,
    ],
  },
  withdrawSubmission: {
    summary: 'Take a submission back',
    description:
      'The submission disappears from all totals; the ledger keeps it. Of a report only the highest revision can be withdrawn; the withdrawal is the next revision, and the report comes back when it is sent with the revision behind that (`nextRevision` of the answer to the old one). Asking again is answered as the first time was. `dryRun=true` gives the verdict that the real run would give, on the withdrawal, and records nothing.',
    header: inLanguage,
    answers: {
      200: { description: 'The verdict of a dry run.', schema: DryRunVerdict },
      202: { description: 'Recorded durably; the totals follow within seconds.', schema: Accepted },
    },
    problems: [
      'invalid-request',
      ...problemsOfKey,
      'foreign-agency',
      'foreign-system',
      'submission-not-found',
      'revision-superseded',
      'period-closed',
      ...problemsOfHub,
    ],
  },
  getKeySet: {
    summary: 'The public keys of receipts',
    description:
      'A JWK set (RFC 7517): of both slots all keys from the first year to the next, a year before they sign, and all that were ever replaced. A saved copy verifies receipts offline; fetch it again when a receipt names a `kid` that it does not have.',
    answers: { 200: { description: 'The keys.', schema: KeySet } },
    problems: ['invalid-request', ...problemsOfHub],
  },
  listReceiptKeys: {
    summary: 'The slots of receipt keys',
    description: 'Which of the two signs. `ETag` is the version on which they can be changed.',
    header: inLanguage,
    answers: { 200: { description: 'The slots.', schema: ReceiptKeyStanding } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  changeReceiptKeys: {
    summary: 'Rotate or renew receipt keys',
    description:
      'Public keys are published before they sign, and stay published. The same again, on the same version and by the same operator, goes on where the first call died.',
    header: onVersion,
    body: ReceiptKeyOrder,
    answers: { 200: { description: 'What was changed.', schema: ReceiptKeyWork } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'receipt-key-too-young',
      'foreign-key-set',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
