/** A verification that was asked for, as text: how far it is, and what it found. */
import type { Localized } from '../shared/contract/text.ts';
import type { CellDifference, Verification } from '../shared/contract/verification.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { faultLines } from './ledger-fault-text.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';
import { wordsIn } from './verification-words.ts';
import { inLanguage, instantText, type Say, secondText, type View, WIDTH } from './view.ts';

type Place = Verification['places'][number];

const number = (count: number): string => grouped(String(count));

/** One line, which changes as it goes on. */
export function progressText(found: Verification, view: View): string {
  const say = inLanguage(view);
  const { id, outcome, places, journal, what } = found;
  const head = say(`verification ${id}`, `kiểm chứng ${id}`);
  if (outcome === 'asked')
    return say(
      `${head}: asked for; it begins within two minutes`,
      `${head}: đã yêu cầu; bắt đầu trong vòng hai phút`,
    );
  if (outcome !== 'running') return say(`${head}: over`, `${head}: đã xong`);
  if (what === 'totals') {
    const at = places.findIndex(({ digest }) => digest === null);
    const place = places[at];
    if (place === undefined) return say(`${head}: under way`, `${head}: đang thực hiện`);
    const { dataset, period, done, agencies } = place;
    const of =
      agencies === null ? '' : say(`, ${done} of ${agencies} agencies`, `, ${done}/${agencies} cơ quan`);
    return `${head}: ${dataset} ${period} (${at + 1}/${places.length})${of}`;
  }
  if (journal === null) return say(`${head}: reads the journal`, `${head}: đang đọc nhật ký`);
  const [lines, entries] = [number(journal.lines), number(journal.entries)];
  return say(
    `${head}: journal ${lines} lines, ledger ${entries} entries so far`,
    `${head}: đến nay nhật ký ${lines} dòng, sổ cái ${entries} bản ghi`,
  );
}

export function verificationText(found: Verification, view: View): string {
  if (found.what === 'totals') return totalsText(found, view);
  if (found.what === 'journal') return journalText(found, view);
  const say = inLanguage(view);
  const entry = inLine(found.entry ?? '');
  return found.outcome === 'right'
    ? say(
        `✓ The message of ${entry} is sent: it will be in the journal within a minute, and is counted as any other.`,
        `✓ Đã gửi thông điệp của ${entry}: trong vòng một phút sẽ có trong nhật ký và được tính như mọi bản ghi khác.`,
      )
    : say(
        `✗ ${entry} is not journalled: ${whyText(found, view)}`,
        `✗ ${entry} không được ghi nhật ký: ${whyText(found, view)}`,
      );
}

/** Of what could not be finished, whatever was asked. */
export const failedText = (found: Verification, view: View): string =>
  inLanguage(view)(
    `verification ${found.id} could not be finished: ${whyText(found, view)}`,
    `kiểm chứng ${found.id} không hoàn thành được: ${whyText(found, view)}`,
  );

const whyText = ({ why }: Verification, { language }: View): string => wordsIn(language, inLine(why ?? ''));

function totalsText(found: Verification, view: View): string {
  const say = inLanguage(view);
  const { places, repairedDifferences, stuck } = found;
  const repaired = places.filter((place) => place.repaired > 0);
  const again = verdictText(found, view);
  if (repaired.length === 0) return again;
  const lines = repaired.map(({ dataset, period, repaired: count, folded, written }) =>
    say(
      `${dataset} ${period}: ${counted(count, 'total')} differed, ${counted(folded, 'total')} folded anew, ${written} changed`,
      `${dataset} ${period}: ${count} tổng khác biệt, ${folded} tổng được tính lại, ${written} thay đổi`,
    ),
  );
  const failed = stuck.map((one) =>
    say(
      `✗ still as wrong as before (what the fold said): ${inLine(one)}`,
      `✗ vẫn sai như trước (theo lời của lần tính): ${inLine(one)}`,
    ),
  );
  return [
    differencesTable(repairedDifferences, view),
    '',
    ...lines,
    ...failed,
    '',
    say('Verified again:', 'Kiểm tra lại:'),
    '',
    again,
  ].join('\n');
}

function verdictText({ places, differences, damaged }: Verification, view: View): string {
  const say = inLanguage(view);
  const overview = table(
    [
      { head: say('dataset', 'bộ dữ liệu') },
      { head: say('period', 'kỳ') },
      { head: say('entries', 'bản ghi'), align: 'right' },
      { head: say('totals', 'tổng'), align: 'right' },
      { head: say('differences', 'khác biệt'), align: 'right' },
      { head: say('digest', 'mã băm') },
    ],
    places.map(({ dataset, period, entries, totals, differences: count, digest }) => [
      dataset,
      period,
      String(entries),
      String(totals),
      String(count),
      (digest ?? '').slice(0, 16),
    ]),
    view.width,
  );
  const sum = (of: (place: Place) => number) => places.reduce((so, place) => so + of(place), 0);
  const [wrong, damagedCount] = [sum((place) => place.differences), sum((place) => place.damaged)];
  const damage = damageLines(damaged, damagedCount, say);
  if (wrong === 0)
    return [
      overview,
      '',
      ...(damage.length === 0 ? [say('✓ No differences.', '✓ Không có khác biệt.')] : damage),
    ].join('\n');
  return [
    overview,
    '',
    differencesTable(differences, view),
    '',
    ...(damage.length === 0 ? [] : [...damage, '']),
    say(`✗ ${counted(wrong, 'total')} not equal to the ledger.`, `✗ ${wrong} tổng không khớp với sổ cái.`),
    say(
      'What was accepted in the last minutes may be on its way to be counted (after a crash up to 6 minutes): verify again then; --repair folds it now.',
      'Những gì được chấp nhận trong vài phút qua có thể đang chờ tính (sau sự cố tối đa 6 phút): khi đó hãy kiểm tra lại; --repair tính lại ngay.',
    ),
  ].join('\n');
}

function differencesTable(differences: readonly CellDifference[], view: View): string {
  const say = inLanguage(view);
  return table(
    [
      { head: say('total', 'tổng'), width: 26 },
      { head: say('what', 'mục'), width: 28 },
      { head: say('stored', 'đang lưu'), align: 'right', width: 20 },
      { head: say('recomputed', 'tính lại'), align: 'right', width: WIDTH - 80 },
    ],
    differences.map((one) => rowOf(one, view)),
    view.width,
  );
}

/** The times of the ledger are in the zone of all others. */
function rowOf({ total, what, stored, recomputed }: CellDifference, view: View): string[] {
  const shown = (value: string): string =>
    what === 'newest received at' && value !== 'none'
      ? instantText(value, view)
      : wordsIn(view.language, value);
  return [total, wordsIn(view.language, what), shown(stored), shown(recomputed)];
}

function damageLines(damaged: Verification['damaged'], count: number, say: Say): string[] {
  if (count === 0) return [];
  const rest = count - damaged.length;
  return [
    ...damaged.map(({ id, stored, right }) => {
      const [kept, given] = [inLine(stored), inLine(right)];
      const what = say(
        `digest: ${kept} ≠ ${given}, which its content gives`,
        `mã băm: ${kept} ≠ ${given} tính từ nội dung`,
      );
      return `✗ ${inLine(id)}\n    ${what}`;
    }),
    ...(rest > 0 ? [say(`… and ${rest} more`, `… và ${rest} nữa`)] : []),
    say(
      `✗ ${counted(count, 'entry', 'entries')} of the ledger damaged: dtm verify --journal says what the journal proves.`,
      `✗ ${count} bản ghi sổ cái bị hỏng: dtm verify --journal cho biết nhật ký chứng minh gì.`,
    ),
  ];
}

const repairTexts: Readonly<Record<string, Localized>> = {
  'put back': localized('✓ put back, and sent to be counted', '✓ đã đưa lại và gửi để tính'),
  restored: localized('✓ restored, and sent to be counted', '✓ đã khôi phục và gửi để tính'),
  'right by now': localized('✓ right by now, and sent to be counted', '✓ nay đã đúng, đã gửi để tính'),
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

function journalText(found: Verification, view: View): string {
  const say = inLanguage(view);
  const { journal, faults, faultCount, repairedFaults } = found;
  const end =
    faultCount === 0
      ? say('✓ The ledger is what the journal says.', '✓ Sổ cái đúng như nhật ký.')
      : say(
          `✗ ${counted(faultCount, 'difference')} between the ledger and the journal.`,
          `✗ ${faultCount} khác biệt giữa sổ cái và nhật ký.`,
        );
  const repaired = repairedFaults.map(({ name, outcome }) => {
    const texts = repairTexts[outcome];
    return `${inLine(name)}: ${texts === undefined ? inLine(outcome) : texts[view.language]}`;
  });
  return [
    ...(repaired.length > 0 ? [...repaired, '', say('Checked again:', 'Kiểm tra lại:')] : []),
    ...(journal === null ? [] : [figuresText(journal, view)]),
    ...faultLines(faults, view, faultCount),
    end,
  ].join('\n');
}

/** The lines of the journal end minutes before now, the entries of the ledger do not: what makes the difference is said. */
function figuresText(
  { until, objects, lines, keys, entries, younger }: NonNullable<Verification['journal']>,
  view: View,
): string {
  const say = inLanguage(view);
  const at = secondText(until, view);
  const rest =
    younger === 0
      ? ''
      : say(
          `, ${younger} of them younger and not compared yet`,
          `, trong đó ${younger} mới hơn và chưa so sánh`,
        );
  return [
    say(
      `journal up to ${at}: ${counted(objects, 'object')}, ${counted(lines, 'line')}, ${counted(keys, 'distinct entry', 'distinct entries')}`,
      `nhật ký đến ${at}: ${objects} đối tượng, ${lines} dòng, ${keys} bản ghi khác nhau`,
    ),
    say(`ledger: ${counted(entries, 'entry', 'entries')}${rest}`, `sổ cái: ${entries} bản ghi${rest}`),
  ].join('\n');
}
