/** What `dtm totals` says of an answer: the total, what is below it, and with `--as-of` what has changed it since. */
import type { Localized } from '../shared/contract/text.ts';
import type { TotalCell, TotalsAnswer } from '../shared/contract/totals.ts';
import { moreText } from './more-text.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';
import { inLanguage, instantText, type Say, type View } from './view.ts';

/** By indicator; without those that are not known. */
export type Units = ReadonlyMap<string, Localized>;

export function totalsText(answer: TotalsAnswer, units: Units, view: View): string {
  const say = inLanguage(view);
  const { dataset, period, from, to, total, asOf, stocksFrom } = answer;
  const at = asOf === null ? '' : instantText(asOf, view);
  const then = asOf === null ? '' : say(` as of ${at}`, ` tính đến ${at}`);
  const stocks =
    stocksFrom === null
      ? ''
      : say(`; stocks are those of ${stocksFrom}`, `; số dư cuối kỳ lấy từ ${stocksFrom}`);
  const systems = say(counted(total.reporters, 'reporting system'), `${total.reporters} hệ thống báo cáo`);
  const head = `${inLine(total.node)}: ${dataset} ${period} (${from} ${say('to', 'đến')} ${to})${then}, ${systems}${stocks}`;
  const parts =
    total.reporters === 0
      ? [`${head}: ${say('nothing has been reported', 'chưa có báo cáo nào')}`]
      : [head, ...tablesOf(answer, units, view)];
  return [...parts, ...changesText(answer, say)].join('\n\n');
}

function tablesOf({ total, children, next }: TotalsAnswer, units: Units, view: View): string[] {
  const say = inLanguage(view);
  // A column of its own only where not all have reported every figure.
  const differ = total.cells.some(({ reporters }) => reporters !== undefined);
  const systems = ({ reporters = total.reporters }: TotalCell) =>
    differ ? [String(reporters ?? say('unknown', 'không rõ'))] : [];
  const unit = ({ indicator }: TotalCell) =>
    units.size === 0 ? [] : [units.get(indicator)?.[view.language] ?? ''];
  const cells = table(
    [
      { head: say('indicator', 'chỉ tiêu') },
      { head: say('of', 'theo'), width: 24 },
      { head: say('value', 'giá trị'), align: 'right' as const },
      ...(units.size === 0 ? [] : [{ head: say('unit', 'đơn vị'), width: 14 }]),
      ...(differ ? [{ head: say('systems', 'hệ thống'), align: 'right' as const }] : []),
    ],
    total.cells.map((cell) => [
      cell.indicator,
      Object.entries(cell.dimensions)
        .map((pair) => pair.join('='))
        .join(', '),
      valueText(cell, say),
      ...unit(cell),
      ...systems(cell),
    ]),
    view.width,
  );
  if (children.length === 0) return [cells];
  const below = table(
    [
      { head: say('below it', 'cấp dưới') },
      { head: say('name', 'tên'), width: 60 },
      { head: say('systems', 'hệ thống'), align: 'right' },
    ],
    children.map(({ node, names, reporters }) => [node, names?.[view.language] ?? '', String(reporters)]),
    view.width,
  );
  return [cells, below, ...moreText(next, say)];
}

function changesText({ asOf, changedSince, changes, nextChange }: TotalsAnswer, say: Say): string[] {
  if (asOf === null) return [];
  if (changes === 0) return [say('Nothing has changed it since.', 'Từ đó đến nay không có thay đổi.')];
  const head = say(
    `Changed since by ${counted(changes, 'submission')}:`,
    `Từ đó đến nay thay đổi bởi ${changes} bản gửi:`,
  );
  return [[head, ...changedSince.map(inLine)].join('\n'), ...moreText(nextChange, say, '--after-change')];
}

const valueText = ({ value, numerator, denominator }: TotalCell, say: Say): string =>
  numerator === undefined || denominator === undefined
    ? grouped(value ?? '')
    : `${value ?? say('none', 'không có')} = ${grouped(numerator)} ÷ ${grouped(denominator)}`;
