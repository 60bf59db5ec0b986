/** A row of the table of problems (problems.ts). */
import type { Localized } from '../../contract/text.ts';

/** `never`: the request must change first. `later`: the same request can succeed. */
type Retry = 'never' | 'later';

export type Row = {
  readonly status: number;
  readonly retry: Retry;
  readonly title: Localized;
  readonly detail: Localized;
};

/** Texts are title and detail. */
export const row = (status: number, retry: Retry, en: [string, string], vi: [string, string]): Row => ({
  status,
  retry,
  title: { vi: vi[0], en: en[0] },
  detail: { vi: vi[1], en: en[1] },
});
