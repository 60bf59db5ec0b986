/** Drills as text for a terminal. */
import type { DrillReport, DrillSummary, DrillTarget } from '../shared/contract/recovery/drill.ts';
import { differenceTexts, stepTexts } from '../shared/domain/recovery/drill-texts.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';
import { inLanguage, minuteText, type Say, secondText, type View } from './view.ts';

const minute = (instant: string | null, view: View): string =>
  instant === null ? '' : minuteText(instant, view);
const time = (seconds: number | null): string =>
  seconds === null ? '' : seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

export function drillsText(drills: readonly DrillSummary[], view: View): string {
  const say = inLanguage(view);
  if (drills.length === 0)
    return say(
      'No drill was held yet; dtm drills start asks for one.',
      'Chưa diễn tập lần nào; dtm drills start yêu cầu một lần.',
    );
  return table(
    [
      { head: say('drill', 'diễn tập') },
      { head: say('outcome', 'kết quả') },
      { head: say('began', 'bắt đầu') },
      { head: say('by', 'bởi'), width: 10 },
      { head: say('entries', 'bản ghi'), align: 'right' },
      { head: say('differ', 'khác'), align: 'right' },
      { head: 'RPO', align: 'right' },
      { head: 'RTO', align: 'right' },
    ],
    drills.map((drill) => [
      drill.id,
      drill.step === null
        ? drill.outcome
        : say(`${drill.outcome} (at step ${drill.step})`, `${drill.outcome} (ở bước ${drill.step})`),
      minute(drill.startedAt, view),
      drill.startedBy,
      grouped(String(drill.entriesChecked)),
      String(drill.differenceCount),
      time(drill.rpoJournalSeconds),
      time(drill.rtoSeconds),
    ]),
    view.width,
  );
}

const mark = { passed: '✓', failed: '✗', running: '…', asked: '…' } as const;

export function drillText(report: DrillReport, view: View): string {
  const say = inLanguage(view);
  const { entries, proof, totals, registry, journal, recovery } = report;
  const began = minute(report.startedAt, view);
  const by = inLine(report.startedBy);
  const head = `${mark[report.outcome]} ${say(
    `Drill ${report.id} ${report.outcome}; began ${began}, by ${by}`,
    `Diễn tập ${report.id} ${report.outcome}; bắt đầu ${began}, bởi ${by}`,
  )}`;
  const point = report.restorePoint === null ? null : secondText(report.restorePoint, view);
  const restored =
    point === null
      ? say('Nothing is restored yet.', 'Chưa khôi phục gì.')
      : say(`Restored to ${point}.`, `Đã khôi phục về ${point}.`);
  const number = (count: number): string => grouped(String(count));
  const figures = [
    say(
      `${number(entries.checked)} ledger entries compared, ${number(entries.same)} the same; ${entries.after} accepted after the restore point, before the drill began`,
      `${number(entries.checked)} bản ghi sổ cái được so sánh, ${number(entries.same)} giống nhau; ${entries.after} được chấp nhận sau điểm khôi phục, trước khi diễn tập bắt đầu`,
    ),
    ...(proof === undefined
      ? []
      : [
          say(
            `${number(proof.lines)} lines of the whole journal compared, ${number(proof.keys)} distinct; ${number(proof.entries)} entries in the live ledger, those of the last minutes too, which are not compared yet`,
            `${number(proof.lines)} dòng của toàn bộ nhật ký được so sánh, ${number(proof.keys)} khác nhau; ${number(proof.entries)} bản ghi trong sổ cái đang chạy, kể cả của những phút cuối chưa so sánh`,
          ),
        ]),
    say(
      `${number(totals.checked)} totals rebuilt and compared; ${counted(totals.moved, 'agency', 'agencies')} of level 1 had traffic meanwhile`,
      `${number(totals.checked)} tổng được tính lại và so sánh; ${totals.moved} cơ quan cấp 1 có giao dịch trong lúc đó`,
    ),
    ...(totals.unwatched > 0
      ? [
          say(
            `${counted(totals.unwatched, 'agency', 'agencies')} not looked at closer: too much was wrong`,
            `${totals.unwatched} cơ quan không được xem kỹ hơn: sai quá nhiều`,
          ),
        ]
      : []),
    say(
      `${number(registry.records)} registry records compared, ${number(registry.names)} names looked up`,
      `${number(registry.records)} bản ghi đăng ký được so sánh, ${number(registry.names)} tên được tra`,
    ),
    say(
      `${counted(journal.entries, 'entry', 'entries')} read from the journal; of them ${journal.broughtBack} were not in the copy and were put into it (also what was accepted during the drill); ${journal.missing} missing`,
      `${journal.entries} bản ghi đọc từ nhật ký; trong đó ${journal.broughtBack} không có trong bản sao và đã được đưa vào (cả những gì được chấp nhận trong lúc diễn tập); thiếu ${journal.missing}`,
    ),
    ...unsentLines(report, say),
  ];
  const targets = table(
    [
      { head: '' },
      { head: say('measured', 'đo được'), align: 'right' },
      { head: say('target', 'mục tiêu'), align: 'right' },
      { head: '' },
    ],
    [
      targetRow(say('RPO, tables alone', 'RPO, chỉ các bảng'), recovery.rpoTables),
      targetRow(say('RPO, with the journal', 'RPO, có nhật ký'), recovery.rpoJournal),
      targetRow('RTO', recovery.rto),
    ],
    view.width,
  );
  const steps = table(
    [{ head: say('step', 'bước') }, { head: say('took', 'mất'), align: 'right' }],
    report.steps.map(({ step, seconds }) => [stepTexts[step][view.language], time(seconds)]),
    view.width,
  );
  const differences = report.differences.map(({ kind, name, detail }) =>
    [
      `✗ ${differenceTexts[kind][view.language]}: ${inLine(name)}`,
      ...(detail === '' ? [] : [`    ${inLine(detail)}`]),
    ].join('\n'),
  );
  const rest = report.differenceCount - report.differences.length;
  const more = rest > 0 ? [say(`  … and ${rest} more`, `  … và ${rest} nữa`)] : [];
  const found =
    report.differenceCount === 0
      ? [say('No differences.', 'Không có khác biệt.')]
      : [...differences, ...more];
  return [head, restored, '', ...figures, '', targets, '', ...found, '', steps].join('\n');
}

/** Nothing where there is none, as there nearly always is. */
const unsentLines = ({ journal }: DrillReport, say: Say): string[] =>
  journal.unsent === 0
    ? []
    : [
        say(
          `${counted(journal.unsent, 'entry', 'entries')} recorded, without a message: sent now`,
          `${journal.unsent} bản ghi đã lưu mà chưa có thông điệp: nay đã gửi`,
        ),
        ...journal.unsentIds.map((id) => `    ${inLine(id)}`),
      ];

const targetRow = (name: string, { seconds, target, met }: DrillTarget): string[] => [
  name,
  time(seconds),
  `≤ ${time(target)}`,
  seconds === null ? '' : met ? '✓' : '✗',
];
