/** A row of a room's table of problems. Texts are title and detail, as in the tables of all rooms. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

type Texts = readonly [title: string, detail: string];

export type ProblemRow = {
  readonly status: number;
  readonly retry: 'never' | 'later';
  readonly title: Localized;
  readonly detail: Localized;
};

const row =
  (retry: ProblemRow['retry']) =>
  (status: number, en: Texts, vi: Texts): ProblemRow => ({
    status,
    retry,
    title: localized(en[0], vi[0]),
    detail: localized(en[1], vi[1]),
  });

/** The request must change first. */
export const never = row('never');
/** The same request can succeed. */
export const later = row('later');
