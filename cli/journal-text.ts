/** What `dtm verify --journal` says; a restore names the same faults. */
import type { LedgerRepair } from '../shared/app/verification/journal-check/repair-ledger.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { LedgerFault } from '../shared/domain/verification/compare-entry.ts';
import type { WholeCheck } from './journal-ports.ts';
import { inLine } from './shown.ts';
import { counted, grouped } from './table.ts';
import { inLanguage, secondText, type View } from './view.ts';

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

/** The details stand as the check found them: what is stored, and what it should be. */
export const faultLines = (faults: readonly LedgerFault[], view: View): string[] => {
  const rest = faults.length - MOST_SHOWN;
  return [
    ...faults
      .slice(0, MOST_SHOWN)
      .map(
        ({ kind, name, detail }) =>
          `✗ ${inLine(name)}: ${kindTexts[kind][view.language]}\n    ${inLine(detail)}`,
      ),
    ...(rest > 0
      ? [inLanguage(view)(`… and ${rest} more; --json has all`, `… và ${rest} nữa; --json có tất cả`)]
      : []),
  ];
};

const repairTexts: Readonly<Record<LedgerRepair['outcome'], Localized>> = {
  'put back': localized('✓ put back, and sent to be counted', '✓ đã đưa lại và gửi để tính'),
  restored: localized('✓ restored, and sent to be counted', '✓ đã khôi phục và gửi để tính'),
  conflict: localized(
    '✗ the journal has lines that contradict each other: nothing was changed',
    '✗ nhật ký có các dòng mâu thuẫn nhau: không thay đổi gì',
  ),
  'no proof': localized(
    '✗ no line of the journal gives its own digest: nothing was changed',
    '✗ không dòng nào của nhật ký khớp mã băm của nó: không thay đổi gì',
  ),
  'it has changed meanwhile': localized(
    '✗ it has changed meanwhile: run this again',
    '✗ đã thay đổi trong lúc đó: hãy chạy lại',
  ),
};

/** The lines of the journal end minutes before now, the entries of the ledger do not: what makes the difference is said. */
function figuresText({ until, objects, lines, keys, entries, younger }: WholeCheck['check'], view: View) {
  const say = inLanguage(view);
  const end = secondText(until, view);
  const journal = say(
    `${counted(objects, 'object')}, ${counted(lines, 'line')}, ${counted(keys, 'distinct entry', 'distinct entries')}`,
    `${objects} đối tượng, ${lines} dòng, ${keys} bản ghi khác nhau`,
  );
  const rest =
    younger === 0
      ? ''
      : say(
          `, ${younger} of them younger and not compared yet`,
          `, trong đó ${younger} mới hơn và chưa so sánh`,
        );
  return [
    say(`journal up to ${end}: ${journal}`, `nhật ký đến ${end}: ${journal}`),
    say(`ledger: ${counted(entries, 'entry', 'entries')}${rest}`, `sổ cái: ${entries} bản ghi${rest}`),
  ];
}

/** `first`: before the repairs. */
export function journalText(
  first: WholeCheck,
  repairs: readonly LedgerRepair[],
  last: WholeCheck,
  view: View,
): string {
  const say = inLanguage(view);
  const count = last.faults.length;
  const end =
    count === 0
      ? say('✓ The ledger is what the journal says.', '✓ Sổ cái đúng như nhật ký.')
      : say(
          `✗ ${counted(count, 'difference')} between the ledger and the journal.`,
          `✗ ${count} khác biệt giữa sổ cái và nhật ký.`,
        );
  const repaired = repairs.map(
    ({ name, outcome }) => `${inLine(name)}: ${repairTexts[outcome][view.language]}`,
  );
  return [
    ...(repairs.length > 0
      ? [...faultLines(first.faults, view), '', ...repaired, '', say('Checked again:', 'Kiểm tra lại:')]
      : []),
    ...figuresText(last.check, view),
    ...faultLines(last.faults, view),
    end,
  ].join('\n');
}

/** While it goes on: lines of the journal and entries of the ledger so far. */
export function journalProgressText(lines: number, entries: number, view: View): string {
  const [read, compared] = [grouped(String(lines)), grouped(String(entries))];
  return inLanguage(view)(
    `journal: ${read} lines, ledger: ${compared} entries so far`,
    `nhật ký: ${read} dòng, sổ cái: ${compared} bản ghi cho đến nay`,
  );
}
