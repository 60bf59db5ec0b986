/** For which agency a key sends files, and which batches it may see. */
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { agencyOfBatch } from '../../domain/batches/batch-id.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { onDay } from '../../domain/registry/tree.ts';
import { dayOf } from '../../domain/values/period.ts';
import { actsFor } from '../access/acts-for.ts';
import { foreignAgency, type NamedAt, type SendingKey } from '../access/foreign.ts';
import type { ReadBatch, StandingBatch } from '../ports/batches.ts';
import type { FindAgency, FindPlacedAgency } from '../ports/registry.ts';

type Asked = { readonly credential: SendingKey; readonly now: number };

/** Whether the key acts for it today. */
export async function refuseAgency(
  { findAgency }: { readonly findAgency: FindPlacedAgency },
  { credential, now }: Asked,
  agency: string,
  at: NamedAt,
): Promise<Problem | null> {
  const isOwn =
    agenciesOf(credential).includes(agency) ||
    (await actsFor(findAgency, credential, agency, [onDay(dayOf(now))]));
  return isOwn ? null : foreignAgency(credential, agency, at);
}

/**
 * A batch is seen by who acts for its agency. One that a key for some systems sent, by keys for at least those; one of a key for all
 * systems is nothing for a key for some, as it says what was sent for others.
 */
export async function findBatch(
  ports: { readonly findAgency: FindAgency; readonly readBatch: ReadBatch },
  asked: Asked,
  id: string,
): Promise<Result<StandingBatch, Problem>> {
  const foreign = await refuseAgency(ports, asked, agencyOfBatch(id), { parameter: 'id' });
  if (foreign !== null) return fail(foreign);
  const standing = await ports.readBatch(id);
  return standing === null || !maySee(asked.credential, standing)
    ? fail(problem('batch-not-found', { id }))
    : ok(standing);
}

export const maySee = ({ systems: own }: SendingKey, { record: { systems } }: StandingBatch): boolean =>
  own === null || (systems?.every((system) => own.includes(system)) ?? false);
