/** Which messages of a batch are done, by what the function answered. */
import type { InvokeAnswer } from '../functions/function.ts';

export type BatchVerdict = {
  readonly done: readonly string[];
  readonly failed: readonly string[];
  /** Why Lambda took the whole batch as failed, where the function did not say so itself. */
  readonly fault?: string;
};

type Reported = {
  readonly batchItemFailures?: readonly { readonly itemIdentifier?: unknown }[] | null;
} | null;

/**
 * With ReportBatchItemFailures: the ones listed fail; an unknown, empty or missing identifier, or an answer of
 * another shape, fails all; no answer or an empty list fails none. Without it the answer is not even read.
 */
export function batchVerdict(
  messageIds: readonly string[],
  answer: InvokeAnswer,
  reportsFailures: boolean,
): BatchVerdict {
  const allFailed = (fault?: string): BatchVerdict => ({
    done: [],
    failed: messageIds,
    ...(fault === undefined ? {} : { fault }),
  });
  if (answer.kind === 'throttled') return allFailed('throttled');
  if (answer.kind === 'tooLarge')
    return allFailed(`an event of ${answer.bytes} bytes is more than Lambda takes`);
  if (answer.functionError !== undefined) return allFailed(answer.functionError.errorMessage);
  if (!reportsFailures) return { done: messageIds, failed: [] };
  const reported = JSON.parse(answer.payload) as Reported;
  if (reported === null) return { done: messageIds, failed: [] };
  if (typeof reported !== 'object') return allFailed('malformed answer: expected {"batchItemFailures":[…]}');
  const { batchItemFailures } = reported;
  if (batchItemFailures === undefined || batchItemFailures === null) return { done: messageIds, failed: [] };
  if (!Array.isArray(batchItemFailures)) return allFailed('malformed answer: batchItemFailures is no list');
  const named = batchItemFailures.map(
    (item: { readonly itemIdentifier?: unknown } | null) => item?.itemIdentifier,
  );
  const strange = named.find((id) => typeof id !== 'string' || !messageIds.includes(id));
  if (named.length > 0 && (strange !== undefined || named.includes(undefined))) {
    return allFailed(
      `malformed answer: itemIdentifier ${JSON.stringify(strange)} is no message of the batch`,
    );
  }
  const failed = new Set(named);
  return {
    done: messageIds.filter((id) => !failed.has(id)),
    failed: messageIds.filter((id) => failed.has(id)),
  };
}
