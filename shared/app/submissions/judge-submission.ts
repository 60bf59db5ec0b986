/** A report or events: by the kind of the dataset that the body names, else by which list it has. */
import { judgeEvent } from './judge-event.ts';
import type { Judged, JudgePorts } from './judge-form.ts';
import type { SubmissionRequest } from './judge-owner.ts';
import { judgeReport } from './judge-report.ts';

/** The entry that is to be recorded, its `storedAt` still that of the receipt; or every reason against it. */
export async function judgeSubmission(ports: JudgePorts, request: SubmissionRequest): Promise<Judged> {
  const { body } = request;
  const fields: { dataset?: unknown; increments?: unknown } =
    typeof body === 'object' && body !== null ? body : {};
  const catalogue = await ports.readCatalogue();
  const named = typeof fields.dataset === 'string' ? catalogue.value.datasets.get(fields.dataset) : undefined;
  const isEvent = named === undefined ? fields.increments !== undefined : named.dataset.kind === 'event';
  return isEvent ? judgeEvent(ports, request) : judgeReport(ports, request);
}
