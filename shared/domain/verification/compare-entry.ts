/** What the journal says of an entry beside what the ledger has of it. */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import { damageOf } from '../submissions/submission-digest.ts';
import { submissionId } from '../submissions/submission-key.ts';

/**
 * `missing`: journalled, and not in the ledger. `altered`: the ledger has other content, another digest, or another of what
 * was decided. `extra`: in the ledger, old enough, and in no object of the journal. `damaged`: an entry that the journal
 * does not have yet, whose content does not give its digest. `journal-damaged`: a line whose content does not give its
 * digest, so that it proves nothing. `journal-unreadable`: an object.
 */
export type LedgerFaultKind =
  | 'missing'
  | 'altered'
  | 'extra'
  | 'damaged'
  | 'journal-damaged'
  | 'journal-unreadable';

export type LedgerFault = {
  readonly kind: LedgerFaultKind;
  /** The submission's id, or the name of an object. */
  readonly name: string;
  /** What is stored, and what it should be: `found ≠ right`. */
  readonly detail: string;
};

/** What was decided when it was accepted: everything beside the key, the content and its digest. */
const decided = [
  ...(['kind', 'period', 'agency', 'sha256', 'receivedAt', 'storedAt', 'registryVersion'] as const),
  ...(['catalogueVersion', 'timeliness', 'credential', 'idempotencyKey'] as const),
];

/** All that an entry says, its content by its digest: equal for equal entries, however their fields are ordered. */
export const fingerprintOf = (entry: LedgerEntry): string =>
  JSON.stringify([entry.digest, ...decided.map((name) => entry[name])]);

export const damagedText = ({ stored, right }: { readonly stored: string; readonly right: string }): string =>
  `digest: ${stored} ≠ ${right}, which its content gives`;

/** Null where the ledger has the line as it is. Content is compared by the digest that it gives, not by the one beside it. */
export function compareEntry(line: LedgerEntry, standing: LedgerEntry | null): LedgerFault | null {
  const name = submissionId(line);
  const lineDamage = damageOf(line);
  if (lineDamage !== null) return { kind: 'journal-damaged', name, detail: damagedText(lineDamage) };
  if (standing === null) return { kind: 'missing', name, detail: `none ≠ ${line.digest}` };
  const found = damageOf(standing)?.right ?? standing.digest;
  const detail =
    found !== line.digest
      ? `content: ${found} ≠ ${line.digest}`
      : standing.digest !== line.digest
        ? `digest: ${standing.digest} ≠ ${line.digest}`
        : decided
            .filter((field) => standing[field] !== line[field])
            .map((field) => `${field}: ${standing[field]} ≠ ${line[field]}`)
            .join(', ');
  return detail === '' ? null : { kind: 'altered', name, detail };
}

export const placeOfStanding = ({
  partition,
  sort,
}: {
  readonly partition: string;
  readonly sort: string;
}): string => `${partition} ${sort}`;
