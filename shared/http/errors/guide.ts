/** What `docs/errors.md` says of each code beside its texts: real values for its example, and what to do. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../../domain/language/localized.ts';
import type { FindingCode } from '../../domain/problems/findings.ts';
import type { Details, ProblemKind } from '../../domain/problems/problems.ts';

export type ProblemGuide = {
  /** Of the names in the detail. */
  readonly example: Details;
  readonly remedy: Localized;
};

export type FindingGuide = ProblemGuide & {
  /** A finding has no title; this stands for one. */
  readonly meaning: Localized;
  /** Of the names in the detail that are texts themselves. */
  readonly words?: Readonly<Record<string, Localized>>;
  /** The problems whose `errors[]` it stands in; none of what is found in a file, which has a list of its own. */
  readonly within: readonly ProblemKind[];
};

/** A finding that a problem of the same name carries is explained by that problem. */
export type CarriedGuide = Pick<ProblemGuide, 'example'>;

export type ProblemGuides<Codes extends ProblemKind> = { readonly [Code in Codes]: ProblemGuide };
export type FindingGuides<Codes extends FindingCode> = {
  readonly [Code in Codes]: Code extends ProblemKind ? CarriedGuide : FindingGuide;
};

type Texts = readonly [en: string, vi: string];

export const guide = (example: Details, ...remedy: Texts): ProblemGuide => ({
  example,
  remedy: localized(...remedy),
});

export const foundIn =
  (...within: readonly ProblemKind[]) =>
  (meaning: Texts, example: Details, ...remedy: Texts): FindingGuide => ({
    ...guide(example, ...remedy),
    meaning: localized(...meaning),
    within,
  });
