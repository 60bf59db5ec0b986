/** The edge of submissions: from requests to use cases and back. */
import * as z from 'zod';
import { getSubmission, listSubmissions, type ReadSubmissionsPorts } from '../app/read-submissions.ts';
import { dryRun, type FindEntry, type SubmitPorts, submit } from '../app/submit.ts';
import { type WithdrawPorts, withdraw } from '../app/withdraw.ts';
import { schema } from '../contract/schema.ts';
import { SubmissionId } from '../contract/submission.ts';
import { CatalogueId, PeriodId, SystemId } from '../contract/text.ts';
import { cut } from '../domain/cut.ts';
import { problem } from '../domain/problems.ts';
import { fail } from '../domain/result.ts';
import type { Answered, Operation } from './operation.ts';
import { readQuery } from './query.ts';

/** Query of `POST /submissions`. */
export const SubmitQuery = /* @__PURE__ */ schema(() =>
  z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
);
/** Query of `GET /submissions`. */
export const SubmissionsQuery = /* @__PURE__ */ schema(() =>
  z.strictObject({ system: SystemId, dataset: CatalogueId, period: PeriodId }),
);

export const submitOperation =
  (ports: SubmitPorts & { readonly findEntry: FindEntry }): Operation =>
  async (request): Promise<Answered> => {
    const query = readQuery(request.query, SubmitQuery);
    if (request.body === null || request.credential === null)
      throw new Error('the route needs a body and a key');
    const report = {
      body: request.body.value,
      bodyLiterals: request.body.literals,
      bodyFindings: request.body.findings,
      sha256: request.body.sha256,
      idempotencyKey: request.headers['idempotency-key'] ?? null,
      credential: request.credential,
      receivedAt: Date.parse(request.now),
    };
    if (!query.ok) {
      const verdict = await dryRun(ports, report);
      const ofBody = verdict.ok ? [] : verdict.problem.findings;
      return fail(problem('invalid-request', {}, [...query.problem.findings, ...ofBody]));
    }
    if (query.value.dryRun === 'true') {
      const verdict = await dryRun(ports, report);
      const audit = { action: 'dry-run', resource: verdict.ok ? verdict.value.id : null } as const;
      return verdict.ok
        ? { ok: true, value: { status: 200, body: verdict.value }, audit }
        : { ...verdict, audit };
    }
    const accepted = await submit(ports, report);
    const audit = { action: 'submit', resource: accepted.ok ? accepted.value.id : null } as const;
    if (!accepted.ok) return { ...accepted, audit };
    const headers = { Location: `/v1/submissions/${accepted.value.id}` };
    return { ok: true, value: { status: 202, body: accepted.value, headers }, audit };
  };

export const withdrawOperation =
  (ports: WithdrawPorts): Operation =>
  async (request): Promise<Answered> => {
    if (request.credential === null) throw new Error('the route needs a key');
    const id = SubmissionId.safeParse(request.path.id);
    if (!id.success) return fail(problem('submission-not-found', { id: cut(request.path.id ?? '', 160) }));
    const audit = { action: 'withdraw', resource: id.data } as const;
    const order = { id: id.data, credential: request.credential, receivedAt: Date.parse(request.now) };
    const withdrawn = await withdraw(ports, order);
    return withdrawn.ok
      ? { ok: true, value: { status: 202, body: withdrawn.value }, audit }
      : { ...withdrawn, audit };
  };

export const listOperation =
  (ports: ReadSubmissionsPorts): Operation =>
  async (request): Promise<Answered> => {
    const query = readQuery(request.query, SubmissionsQuery);
    if (!query.ok) return query;
    if (request.credential === null) throw new Error('the route needs a key');
    const { system, dataset, period } = query.value;
    const audit = { resource: `${system}~${dataset}~${period}` };
    const listed = await listSubmissions(ports, request.credential, query.value, Date.parse(request.now));
    return listed.ok ? { ok: true, value: { status: 200, body: listed.value }, audit } : { ...listed, audit };
  };

export const getOperation =
  (ports: ReadSubmissionsPorts): Operation =>
  async (request): Promise<Answered> => {
    if (request.credential === null) throw new Error('the route needs a key');
    const id = SubmissionId.safeParse(request.path.id);
    if (!id.success) {
      return fail(problem('submission-not-found', { id: cut(request.path.id ?? '', 160) }));
    }
    const audit = { resource: id.data };
    const found = await getSubmission(ports, request.credential, id.data, Date.parse(request.now));
    return found.ok ? { ok: true, value: { status: 200, body: found.value }, audit } : { ...found, audit };
  };
