/** What the OpenAPI document says of the operations of this room. */
import {
  Verification,
  VerificationOrder,
  VerificationStanding,
  VerificationSummary,
} from '../../contract/verification.ts';
import {
  type Descriptions,
  inLanguage,
  onVersion,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfOperator,
} from '../openapi/description.ts';

export const verificationDescriptions = {
  listVerifications: {
    summary: 'Verifications that were asked for',
    description: 'Newest first. `ETag` is the version on which one can be asked for.',
    header: inLanguage,
    answers: { 200: { description: 'The verifications.', schema: VerificationStanding } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  getVerification: {
    summary: 'How far a verification is, and what it found',
    description:
      'Of one under way, what is known so far. Each of its lists is bounded; the counts are whole.',
    header: inLanguage,
    answers: { 200: { description: 'The verification.', schema: Verification } },
    problems: ['invalid-request', ...problemsOfOperator, 'verification-not-found', ...problemsOfHub],
  },
  askForVerification: {
    summary: 'Ask for a verification',
    description:
      'Of totals against the ledger, of the ledger against the journal, or that an entry is journalled. It begins within two minutes. The same again, on the same version and by the same operator, is answered as the first time.',
    header: onVersion,
    body: VerificationOrder,
    answers: { 201: { description: 'It is asked for.', schema: VerificationSummary } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'verification-under-way',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
