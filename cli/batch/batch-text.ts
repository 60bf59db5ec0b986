/** What of a batch stands on a terminal: how far it is, what came of it, its first errors. */
import type { Batch, BatchState, ControlTotal, Sum } from '../../shared/contract/batches/batch.ts';
import type { BatchList, BatchSubmissions } from '../../shared/contract/batches/pages.ts';
import type { RowError } from '../../shared/contract/batches/row-error.ts';
import type { Localized } from '../../shared/contract/text.ts';
import { acceptedExtent } from '../../shared/domain/batches/accepted-extent.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { moreText } from '../more-text.ts';
import { inLine } from '../shown.ts';
import { type Column, counted, grouped, table } from '../table.ts';
import { inLanguage, minuteText, type Say, type View } from '../view.ts';

const states: Readonly<Record<BatchState, Localized>> = {
  'awaiting-upload': localized('awaits its file', 'chờ tệp'),
  cutting: localized('is read', 'đang đọc'),
  judging: localized('is judged', 'đang xét'),
  recording: localized('is recorded', 'đang ghi nhận'),
  finishing: localized('is summed up', 'đang tổng kết'),
  finished: localized('finished', 'đã xong'),
  failed: localized('failed', 'không xử lý được'),
};

/** In one line, while it is under way. */
export function stateText({ id, state, progress, deadline }: Batch, view: View): string {
  const say = inLanguage(view);
  const pieces =
    progress === null || progress.pieces < 2
      ? ''
      : say(
          `, ${progress.judged} of ${progress.pieces} pieces judged`,
          `, đã xét ${progress.judged} trên ${progress.pieces} phần`,
        );
  const until =
    deadline === null
      ? ''
      : say(`; until ${minuteText(deadline, view)} at most`, `; chậm nhất đến ${minuteText(deadline, view)}`);
  return `${id} ${states[state][view.language]}${pieces}${until}`;
}

export function batchText(batch: Batch, view: View): string {
  const say = inLanguage(view);
  const { submissions, problem, totals, errors } = batch;
  const rows: (readonly [string, number | null | undefined])[] = [
    [say('rows', 'dòng'), batch.rows],
    [say('submissions accepted', 'bản gửi được chấp nhận'), submissions?.accepted],
    [say('the same again', 'đã có, giống hệt'), submissions?.sameAgain],
    [say('refused', 'bị từ chối'), submissions?.refused],
    [
      say('taken by another request meanwhile', 'bị yêu cầu khác chiếm trước'),
      submissions?.takenMeanwhile || null,
    ],
    [say('corrections', 'bản đính chính'), submissions?.corrections?.changing || null],
    [
      say('corrections that change nothing', 'bản đính chính không đổi gì'),
      submissions?.corrections?.unchanged || null,
    ],
    [say('errors', 'lỗi'), errors?.count],
  ];
  const counts = rows.flatMap(([what, count]) => (typeof count === 'number' ? [[what, String(count)]] : []));
  return [
    headText(batch, view),
    ...differentText(totals ?? [], view),
    ...(problem === null ? [] : [inLine(`${problem.title}. ${problem.detail}`)]),
    ...(counts.length === 0
      ? []
      : [
          '',
          table(
            [{ head: say('what', 'nội dung') }, { head: say('count', 'số lượng'), align: 'right' }],
            counts,
            view.width,
          ),
        ]),
    ...(totals === null || totals.length === 0 ? [] : ['', totalsTable(totals, view)]),
  ].join('\n');
}

function headText(batch: Batch, view: View): string {
  const { id, dryRun, mode, submissions } = batch;
  const say = inLanguage(view);
  const extent = acceptedExtent(batch);
  if (extent === null) return stateText(batch, view);
  const left = say('; nothing was recorded', '; chưa ghi nhận gì');
  if (extent === 'all')
    return `✓ ${id} ${
      dryRun ? say('would be accepted', 'sẽ được chấp nhận') + left : say('is accepted', 'được chấp nhận')
    }`;
  if (extent === 'some')
    return `! ${id} ${
      dryRun
        ? say('would be accepted in part', 'sẽ được chấp nhận một phần') + left
        : say('is accepted in part', 'được chấp nhận một phần')
    }`;
  const all = mode === 'all-or-nothing' && submissions !== null;
  const why = all ? say(': all or nothing', ': tất cả hoặc không') : '';
  return `✗ ${id} ${say('is not accepted', 'không được chấp nhận')}${why}${left}`;
}

/** Of declared totals that the file does not come to; nothing where there are none. */
export function differentText(totals: readonly ControlTotal[], view: View): string[] {
  const count = totals.filter(({ equal }) => equal === false).length;
  return count === 0
    ? []
    : [
        inLanguage(view)(
          `! ${counted(count, 'declared total')} not equal to what was accepted`,
          `! ${count} tổng khai báo không bằng số được chấp nhận`,
        ),
      ];
}

const sumLines = (sum: Sum | null): string | readonly string[] =>
  sum === null ? '-' : typeof sum === 'string' ? grouped(sum) : [grouped(sum[0]), `÷ ${grouped(sum[1])}`];

/** What was declared stands beside it only where something was. */
export function totalsTable(totals: readonly ControlTotal[], view: View): string {
  const say = inLanguage(view);
  const isDeclared = totals.some(({ declared }) => declared !== null);
  const columns: Column[] = [
    { head: say('dataset', 'bộ dữ liệu') },
    { head: say('indicator', 'chỉ tiêu') },
    { head: say('sum accepted', 'tổng được chấp nhận'), align: 'right' },
    ...(isDeclared
      ? [
          { head: say('declared', 'đã khai báo'), align: 'right' as const },
          { head: say('equal', 'bằng nhau') },
        ]
      : []),
  ];
  const rows = totals.map(({ dataset, indicator, accepted, declared, equal }) => [
    dataset,
    indicator,
    sumLines(accepted),
    ...(isDeclared ? [sumLines(declared), equal === null ? '' : equal ? '✓' : '✗'] : []),
  ]);
  return table(columns, rows, view.width);
}

/** Errors that a terminal shows of many. */
const MOST_SHOWN = 20;

/** `count`: of all. */
export function errorsText(
  errors: readonly RowError[],
  count: number,
  view: View,
  most = MOST_SHOWN,
): string {
  const say = inLanguage(view);
  const withKey = errors.some(({ key }) => key !== null);
  const columns: Column[] = [
    { head: say('row', 'dòng'), align: 'right' },
    { head: say('column', 'cột'), width: 24 },
    ...(withKey ? [{ head: say('key', 'khóa'), width: 12 }] : []),
    { head: say('value', 'giá trị'), width: 14 },
    { head: say('error', 'lỗi'), width: withKey ? 34 : 48 },
  ];
  const rows = errors
    .slice(0, most)
    .map(({ row, column, key, code, detail, value, allowed }) => [
      row === null ? say('file', 'tệp') : String(row),
      view.width === null ? (column ?? '') : (column ?? '').replaceAll('|', ' | '),
      ...(withKey ? [key ?? ''] : []),
      value ?? '',
      `${code}: ${detail}${allowed === undefined ? '' : ` ${say('Allowed', 'Được phép')}: ${allowed.slice(0, 10).join(', ')}${allowed.length > 10 ? ' …' : ''}`}`,
    ]);
  const rest = count - rows.length;
  return [
    table(columns, rows, view.width),
    ...(rest <= 0 ? [] : [say(`… and ${rest} more`, `… và ${rest} lỗi nữa`)]),
  ].join('\n');
}

export function batchListText({ batches, next }: BatchList, view: View): string {
  const say = inLanguage(view);
  if (batches.length === 0) return say('There are no batches.', 'Chưa có lô nào.');
  const columns: Column[] = [
    { head: say('batch', 'lô'), width: 48 },
    { head: say('sent', 'gửi lúc') },
    { head: say('state', 'trạng thái') },
    { head: say('accepted', 'chấp nhận'), align: 'right' },
    { head: say('refused', 'từ chối'), align: 'right' },
  ];
  const rows = batches.map(({ id, createdAt, state, submissions }) => [
    id,
    minuteText(createdAt, view),
    states[state][view.language],
    submissions === null ? '' : String(submissions.accepted + submissions.sameAgain),
    submissions === null ? '' : String(submissions.refused),
  ]);
  return [table(columns, rows, view.width), ...moreText(next, say)].join('\n');
}

export function submissionsText({ submissions, next }: BatchSubmissions, view: View): string {
  const say = inLanguage(view);
  if (submissions.length === 0) return say('There are none.', 'Không có bản gửi nào.');
  const rows = submissions.map((one) => [one.id, outcomeText(one, say)]);
  const columns = [{ head: say('submission', 'bản gửi') }, { head: say('outcome', 'kết quả') }];
  return [table(columns, rows, view.width), ...moreText(next, say)].join('\n');
}

function outcomeText(
  { outcome, state, by, correction }: BatchSubmissions['submissions'][number],
  say: Say,
): string {
  const came =
    outcome === 'accepted' ? say('accepted', 'được chấp nhận') : say('the same again', 'đã có, giống hệt');
  if (correction !== undefined) return `${came}; ${correctionIn(correction, say)}`;
  if (state === undefined) return came;
  const fate =
    state === 'superseded' ? say('superseded by', 'bị thay bởi') : say('withdrawn by', 'bị rút bởi');
  return `${came}; ${fate} ${by ?? ''}`.trimEnd();
}

const correctionIn = (
  { of, unchanged, cells }: NonNullable<BatchSubmissions['submissions'][number]['correction']>,
  say: Say,
): string =>
  unchanged
    ? say(`nothing would change of ${of}`, `không thay đổi gì so với ${of}`)
    : say(
        `cells that would change of ${of}: ${cells.length}`,
        `số ô sẽ thay đổi so với ${of}: ${cells.length}`,
      );
