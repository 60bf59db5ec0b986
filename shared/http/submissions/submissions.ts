/** The edge of submissions: from requests to use cases and back. */
import type { SubmissionRequest } from '../../app/submissions/judge-owner.ts';
import {
  getSubmission,
  listSubmissions,
  type ReadSubmissionsPorts,
} from '../../app/submissions/read-submissions.ts';
import { dryRun, type SubmitPorts, submit } from '../../app/submissions/submit.ts';
import { dryRunWithdrawal, type WithdrawPorts, withdraw } from '../../app/submissions/withdraw.ts';
import type { DryRunVerdict } from '../../contract/submissions/dry-run.ts';
import type { Accepted } from '../../contract/submissions/submission.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import type { Result } from '../../domain/problems/result.ts';
import type { Answered, AuditFacts, JudgeBody, Operation } from '../operation.ts';
import { readIdempotencyKey } from './idempotency-key.ts';

function submissionOf({ body, credential, headers, now }: Parameters<JudgeBody>[0]): SubmissionRequest {
  if (body === null || credential === null) throw new Error('the route needs a body and a key');
  return {
    body: body.value,
    bodyLiterals: body.literals,
    bodyFindings: body.findings,
    sha256: body.sha256,
    idempotencyKey: readIdempotencyKey(headers['idempotency-key']),
    credential,
    receivedAt: Date.parse(now),
  };
}

export const judgeSubmitted =
  (ports: SubmitPorts): JudgeBody =>
  async (request) => {
    const verdict = await dryRun(ports, submissionOf(request));
    return verdict.ok ? [] : verdict.problem.findings;
  };

const judged = (result: Result<DryRunVerdict, Problem>, audit: AuditFacts): Answered =>
  result.ok ? { ok: true, value: { status: 200, body: result.value }, audit } : { ...result, audit };

const recorded = (result: Result<Accepted, Problem>, audit: AuditFacts): Answered => {
  if (!result.ok) return { ...result, audit };
  const headers = { Location: `/v1/submissions/${result.value.id}` };
  return { ok: true, value: { status: 202, body: result.value, headers }, audit };
};

export const submitOperation =
  (ports: SubmitPorts): Operation<'submit'> =>
  async (request) => {
    const submission = submissionOf(request);
    if (request.query.dryRun === 'true') {
      const verdict = await dryRun(ports, submission);
      return judged(verdict, { action: 'dry-run', resource: verdict.ok ? verdict.value.id : null });
    }
    const accepted = await submit(ports, submission);
    return recorded(accepted, { action: 'submit', resource: accepted.ok ? accepted.value.id : null });
  };

export const withdrawOperation =
  (ports: WithdrawPorts): Operation<'withdrawSubmission'> =>
  async ({ id, credential, query, now }) => {
    if (credential === null) throw new Error('the route needs a key');
    const order = { id, credential, receivedAt: Date.parse(now) };
    return query.dryRun === 'true'
      ? judged(await dryRunWithdrawal(ports, order), { action: 'dry-run', resource: id })
      : recorded(await withdraw(ports, order), { action: 'withdraw', resource: id });
  };

export const listOperation =
  (ports: ReadSubmissionsPorts): Operation<'listSubmissions'> =>
  async ({ credential, query, now }) => {
    if (credential === null) throw new Error('the route needs a key');
    const { system, dataset, period } = query;
    const audit = { resource: `${system}~${dataset}~${period}` };
    const listed = await listSubmissions(ports, credential, query, Date.parse(now));
    return listed.ok ? { ok: true, value: { status: 200, body: listed.value }, audit } : { ...listed, audit };
  };

export const getOperation =
  (ports: ReadSubmissionsPorts): Operation<'getSubmission'> =>
  async ({ id, credential, query, now }) => {
    if (credential === null) throw new Error('the route needs a key');
    const audit = { resource: id };
    const found = await getSubmission(
      ports,
      credential,
      { id, withContent: query.content === 'true' },
      Date.parse(now),
    );
    return found.ok ? { ok: true, value: { status: 200, body: found.value }, audit } : { ...found, audit };
  };
