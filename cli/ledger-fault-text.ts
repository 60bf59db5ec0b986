/** What is wrong between the journal and the ledger, as text. */
import type { LedgerFault } from '../shared/domain/verification/compare-entry.ts';
import { inLine } from './shown.ts';
import { inLanguage, type View } from './view.ts';

const MOST_SHOWN = 100;

const kindTexts: Readonly<Record<LedgerFault['kind'], readonly [en: string, vi: string]>> = {
  missing: ['journalled, and not in the ledger', 'có trong nhật ký mà không có trong sổ cái'],
  altered: ['not what was journalled', 'không giống bản ghi trong nhật ký'],
  extra: ['in no object of the journal', 'không có trong đối tượng nào của nhật ký'],
  damaged: ['its content is not its digest’s', 'nội dung không khớp mã băm của nó'],
  'journal-damaged': [
    'a line of the journal whose content is not its digest’s',
    'dòng nhật ký có nội dung không khớp mã băm của nó',
  ],
  'journal-unreadable': ['an object of the journal that cannot be read', 'đối tượng nhật ký không đọc được'],
};

/** The first hundred; `count` where there are more than are listed. */
export function faultLines(
  faults: readonly LedgerFault[],
  view: Pick<View, 'language'> = { language: 'en' },
  count = faults.length,
): string[] {
  const say = inLanguage(view);
  const shown = faults.slice(0, MOST_SHOWN);
  const rest = count - shown.length;
  return [
    ...shown.map(
      ({ kind, name, detail }) => `✗ ${inLine(name)}: ${say(...kindTexts[kind])}\n    ${inLine(detail)}`,
    ),
    ...(rest > 0 ? [say(`… and ${rest} more`, `… và ${rest} nữa`)] : []),
  ];
}
