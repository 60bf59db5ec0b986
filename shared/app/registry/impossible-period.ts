/** What is said of a period that a dataset is not reported by. */
import type { Dataset } from '../../contract/registry.ts';
import type { FindingValue } from '../../domain/problems/problems.ts';
import { periodExample } from '../../domain/values/period.ts';

export function impossiblePeriod(
  value: string,
  { id, periodKind }: Dataset,
): Pick<FindingValue, 'code' | 'details' | 'allowed'> {
  const example = periodExample[periodKind];
  const details = { value, dataset: id, kind: periodKind, example };
  return { code: 'impossible-period', details, allowed: [example] };
}
