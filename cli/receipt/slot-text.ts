/** The slots of receipt keys as an operator reads them. */
import type { PublicKey } from '../../shared/contract/submissions/receipt.ts';
import type { SlotRefusal, SlotRow } from '../../shared/domain/submissions/slot-changes.ts';
import { table } from '../table.ts';

export function slotsText(rows: readonly SlotRow[], retired: readonly PublicKey[]): string {
  const columns = ['slot', 'state', 'since', 'key'].map((head) => ({ head }));
  return table(columns, [
    ...rows.map(({ slot, signs, since, kid }) => [
      slot,
      signs ? 'signs' : 'in reserve',
      since ?? 'the deployment',
      kid,
    ]),
    ...retired.map(({ kid, revoked }) => [
      kid.slice(5, 6),
      revoked === undefined ? 'replaced' : 'revoked: leaked',
      revoked === undefined ? '' : new Date(revoked.revoked_at * 1000).toISOString(),
      kid,
    ]),
  ]);
}

export const slotRefusalText = (refusal: SlotRefusal): string =>
  refusal.kind === 'it signs'
    ? `slot ${refusal.slot} signs: rotate first, or say leaked ${refusal.slot} if others have its secret`
    : `slot ${refusal.slot} was renewed at ${refusal.renewedAt}: its keys are published since then, and saved key sets may not have them yet. ` +
      `Wait until ${refusal.readyAt}, or say --early`;
