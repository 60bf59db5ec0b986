/** Reports of a verification as text. */
import type { RepairReport } from '../shared/app/verification/verify-and-repair.ts';
import type { VerifyReport } from '../shared/app/verification/verify-totals.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { reportersText } from '../shared/domain/totals/reporters.ts';
import type { CellTotal, NodeContent } from '../shared/domain/totals/total.ts';
import type { AskedTargets, UnknownTarget } from '../shared/domain/verification/targets.ts';
import { oneOfText } from './fault.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, instantText, type Say, type View, WIDTH } from './view.ts';

const MOST_DIFFERENCES = 50;

export function unknownTargetText(asked: AskedTargets, { unknown, allowed }: UnknownTarget): Localized {
  const { en, vi } = oneOfText(allowed);
  const { dataset, period } = asked;
  return unknown === 'dataset'
    ? localized(
        `--dataset ${dataset}: no such dataset; ${en}`,
        `--dataset ${dataset}: không có bộ dữ liệu này; ${vi}`,
      )
    : localized(
        `--period ${period}: no period of ${dataset ?? 'any dataset'}; ${en}`,
        `--period ${period}: không phải kỳ của ${dataset ?? 'bộ dữ liệu nào'}; ${vi}`,
      );
}

/** What explains differences that will be gone by themselves; nothing where no message is on its way. */
export const onTheirWayText = (messages: number, view: View): string =>
  messages === 0
    ? ''
    : inLanguage(view)(
        `\n${counted(messages, 'message')} on the way to be counted (after a crash up to 6 minutes): totals that differ may be theirs.\nVerify again when the queue is empty; --repair folds them now.`,
        `\n${messages} thông điệp đang chờ tính (sau sự cố đến 6 phút): tổng khác biệt có thể do chúng.\nHãy kiểm tra lại khi hàng đợi trống; --repair tính lại ngay.`,
      );

/** `again`: the command to go on with. */
export const interruptedText = (agencies: number, again: string, view: View): string =>
  inLanguage(view)(
    `interrupted after ${counted(agencies, 'agency', 'agencies')} of level 1; go on with: ${again}`,
    `bị ngắt sau ${agencies} cơ quan cấp 1; tiếp tục bằng: ${again}`,
  );

/** Nothing where nothing was kept of an earlier run. */
const resumedText = (kept: number, say: Say): string =>
  kept === 0
    ? ''
    : `${say(
        `Resumed: ${counted(kept, 'agency', 'agencies')} of level 1 were done.`,
        `Tiếp tục: ${kept} cơ quan cấp 1 đã xong.`,
      )}\n\n`;

/** `kept`: agencies of level 1 that an earlier run had done. */
export function verificationText(
  reports: readonly VerifyReport[],
  repairs: readonly RepairReport[],
  kept: number,
  view: View,
): string {
  const say = inLanguage(view);
  const head = resumedText(kept, say);
  if (repairs.length === 0) return `${head}${verifyText(reports, view)}`;
  const again = say('Verified again:', 'Kiểm tra lại:');
  return `${head}${repairText(repairs, view)}\n\n${again}\n\n${verifyText(reports, view)}`;
}

export function verifyText(reports: readonly VerifyReport[], view: View): string {
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
    reports.map(({ dataset, period, entries, totals, differenceCount, digest }) => [
      dataset,
      period,
      String(entries),
      String(totals),
      String(differenceCount),
      digest.slice(0, 16),
    ]),
    view.width,
  );
  const differing = reports.flatMap((report) => differencesOf(report, view));
  const damage = damageText(reports, say);
  if (differing.length === 0)
    return `${overview}\n\n${damage === '' ? say('✓ No differences.', '✓ Không có khác biệt.') : damage}`;
  const details = table(
    [
      { head: say('total', 'tổng'), width: 26 },
      { head: say('what', 'mục'), width: 28 },
      { head: say('stored', 'đang lưu'), align: 'right', width: 20 },
      { head: say('recomputed', 'tính lại'), align: 'right', width: WIDTH - 80 },
    ],
    differing.slice(0, MOST_DIFFERENCES),
    view.width,
  );
  const rest = differing.length - MOST_DIFFERENCES;
  const more =
    rest > 0
      ? `\n${say(
          `… and ${rest} more; --json has the first hundred totals of each period`,
          `… và ${rest} nữa; --json có một trăm tổng đầu của mỗi kỳ`,
        )}`
      : '';
  const nodes = reports.reduce((count, { differenceCount }) => count + differenceCount, 0);
  const end = say(
    `✗ ${counted(nodes, 'total')} not equal to the ledger.`,
    `✗ ${nodes} tổng không khớp với sổ cái.`,
  );
  return `${overview}\n\n${details}${more}\n\n${damage === '' ? '' : `${damage}\n\n`}${end}`;
}

/** Empty where every entry gives its own digest. */
function damageText(reports: readonly VerifyReport[], say: Say): string {
  const all = reports.flatMap(({ damaged }) => damaged);
  const count = reports.reduce((sum, { damagedCount }) => sum + damagedCount, 0);
  if (count === 0) return '';
  const lines = all.slice(0, MOST_DIFFERENCES).map(({ id, stored, right }) => {
    const what = say(
      `digest: ${stored} ≠ ${right}, which its content gives`,
      `mã băm: ${stored} ≠ ${right} tính từ nội dung`,
    );
    return `✗ ${inLine(id)}\n    ${what}`;
  });
  const rest = count - lines.length;
  const more = rest > 0 ? [say(`… and ${rest} more`, `… và ${rest} nữa`)] : [];
  const end = say(
    `✗ ${counted(count, 'entry', 'entries')} of the ledger damaged: dtm verify --journal says what the journal proves.`,
    `✗ ${count} bản ghi sổ cái bị hỏng: dtm verify --journal cho biết nhật ký chứng minh gì.`,
  );
  return [...lines, ...more, end].join('\n');
}

/** [total, what, stored, recomputed] for each cell that differs. */
function differencesOf({ dataset, period, differences }: VerifyReport, view: View): string[][] {
  const none = inLanguage(view)('none', 'không có');
  return differences.flatMap(({ node, stored, recomputed }) => {
    const [before, after] = [partsOf(stored, view), partsOf(recomputed, view)];
    const names = [...new Set([...before.keys(), ...after.keys()])];
    return names
      .filter((name) => before.get(name) !== after.get(name))
      .map((name) => [
        `${node} ${dataset} ${period}`,
        name,
        before.get(name) ?? none,
        after.get(name) ?? none,
      ]);
  });
}

const valueText = (value: CellTotal): string => (typeof value === 'string' ? value : value.join(' / '));

function partsOf(content: NodeContent | null, view: View): Map<string, string> {
  if (content === null) return new Map();
  const say = inLanguage(view);
  const { newestReceivedAt: newest } = content;
  // A blank after each bar, where a table may break the line.
  const named = (key: string): string => key.replaceAll('|', ' | ');
  return new Map([
    [say('reporters', 'hệ thống báo cáo'), reportersText(content.reporters)],
    [
      say('newest received at', 'tiếp nhận gần nhất lúc'),
      newest === null ? say('none', 'không có') : instantText(newest, view),
    ],
    ...Object.entries(content.cells).map(([key, value]) => [named(key), valueText(value)] as const),
    ...Object.entries(content.cellReporters ?? {}).map(
      ([key, set]) =>
        [say(`reporters of ${named(key)}`, `hệ thống báo cáo ${named(key)}`), reportersText(set)] as const,
    ),
  ]);
}

/** What differed, and what was folded for it: the totals themselves and all above them. */
function repairText(repairs: readonly RepairReport[], view: View): string {
  const say = inLanguage(view);
  const lines = repairs.map(({ dataset, period, differenceCount, folded, written, stuck }) => {
    const names = inLine(stuck.join(', '));
    const failed =
      stuck.length === 0
        ? ''
        : say(
            `; still as wrong as before (what the fold said): ${names}`,
            `; vẫn sai như trước (theo lời của lần tính): ${names}`,
          );
    return say(
      `${dataset} ${period}: ${counted(differenceCount, 'total')} differed, ${counted(folded, 'total')} folded anew, ${written} changed${failed}`,
      `${dataset} ${period}: ${differenceCount} tổng khác biệt, ${folded} tổng được tính lại, ${written} thay đổi${failed}`,
    );
  });
  return `${verifyText(repairs, view)}\n\n${lines.join('\n')}`;
}
