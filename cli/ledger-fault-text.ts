/** What is wrong between the journal and the ledger, as text. */
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { LedgerFault } from '../shared/domain/verification/compare-entry.ts';
import { inLine } from './shown.ts';
import { inLanguage, type View } from './view.ts';

const MOST_SHOWN = 100;

const kindTexts: Readonly<Record<LedgerFault['kind'], Localized>> = {
  missing: localized('journalled, and not in the ledger', 'có trong nhật ký mà không có trong sổ cái'),
  altered: localized('not what was journalled', 'không đúng như nhật ký đã ghi'),
  extra: localized('in no object of the journal', 'không có trong đối tượng nào của nhật ký'),
  damaged: localized('its content is not its digest’s', 'nội dung không khớp mã băm của nó'),
  'journal-damaged': localized(
    'a line of the journal whose content is not its digest’s',
    'dòng nhật ký có nội dung không khớp mã băm của nó',
  ),
  'journal-unreadable': localized(
    'an object of the journal that cannot be read',
    'đối tượng của nhật ký không đọc được',
  ),
};

/**
 * The first hundred; `count` where there are more than are listed. The details stand as the check found them: what is stored, and what
 * it should be.
 */
export function faultLines(faults: readonly LedgerFault[], view: View, count = faults.length): string[] {
  const say = inLanguage(view);
  const shown = faults.slice(0, MOST_SHOWN);
  const rest = count - shown.length;
  const hasAll = count === faults.length;
  const more = say(`… and ${rest} more`, `… và ${rest} nữa`);
  return [
    ...shown.map(
      ({ kind, name, detail }) =>
        `✗ ${inLine(name)}: ${kindTexts[kind][view.language]}\n    ${inLine(detail)}`,
    ),
    ...(rest > 0 ? [hasAll ? `${more}${say('; --json has all', '; --json có tất cả')}` : more] : []),
  ];
}
