/** The report of `dtm restore`. */
import type { RestoreReport } from '../shared/app/recovery/restore-hub.ts';
import { faultLines } from './ledger-fault-text.ts';
import { registryText } from './restore-plan-text.ts';
import { inLine } from './shown.ts';
import { table } from './table.ts';
import { inLanguage, type Say, secondText, type View } from './view.ts';

const seconds = (value: number | null, say: Say): string =>
  value === null ? say('unknown', 'không rõ') : say(`${value.toFixed(1)} s`, `${value.toFixed(1)} giây`);

function rowsOf(report: RestoreReport, view: View): string[][] {
  const say = inLanguage(view);
  const { journal, replica } = report;
  const counts: readonly (readonly [what: string, count: number])[] = [
    [
      say('entries in the ledger once the tables were back', 'bản ghi trong sổ cái khi các bảng trở lại'),
      report.restored,
    ],
    [say('entries that the journal brought back', 'bản ghi nhật ký đưa lại'), journal.broughtBack],
    [say('entries in the ledger now', 'bản ghi trong sổ cái hiện nay'), report.entries],
    [say('totals compared', 'tổng được so sánh'), report.totals],
    [say('totals folded anew', 'tổng được tính lại'), report.folded],
    [say('differences left', 'khác biệt còn lại'), report.differences],
    [say('entries not as the journal has them', 'bản ghi không đúng như nhật ký'), report.faults.length],
    [say('messages not counted yet', 'thông điệp chưa được tính'), report.queue],
    [say('dead letters', 'thông điệp lỗi'), report.deadLetters],
  ];
  const never = say('never', 'chưa bao giờ');
  return [
    ...counts.map(([what, count]) => [what, String(count)]),
    ...(replica === null
      ? [
          [say('RPO of the tables alone', 'RPO chỉ của các bảng'), seconds(report.rpoOfTables, say)],
          [say('RPO with the journal', 'RPO có nhật ký'), seconds(report.rpo, say)],
        ]
      : [
          [say('objects of the replica', 'đối tượng của bản sao'), String(replica.journal.objects)],
          [say('registry', 'sổ đăng ký'), registryText(replica.registry, view)],
          [
            say('the newest entry of the replica was stored', 'bản ghi mới nhất của bản sao lưu lúc'),
            journal.newest === null ? never : secondText(journal.newest, view),
          ],
        ]),
    [say('in service after', 'phục vụ trở lại sau'), seconds(report.inService, say)],
    [say('RTO: verified after', 'RTO: kiểm tra xong sau'), seconds(report.rto, say)],
  ];
}

function faultsOf(report: RestoreReport, view: View): string[] {
  const say = inLanguage(view);
  const { journal, replica } = report;
  const registry = replica?.registry.how === 'none' ? registryText(replica.registry, view) : null;
  return [
    ...(registry === null ? [] : [say(`✗ registry: ${registry}`, `✗ sổ đăng ký: ${registry}`)]),
    ...journal.conflicts.map((id) =>
      say(
        `✗ ${inLine(id)}: the ledger has other content than the journal; it was let stand`,
        `✗ ${inLine(id)}: nội dung trong sổ cái khác nhật ký; đã giữ nguyên`,
      ),
    ),
    ...journal.unreadable.map((text) =>
      say(`✗ journal object ${inLine(text)}`, `✗ đối tượng nhật ký ${inLine(text)}`),
    ),
    ...faultLines(report.faults, view),
    ...report.unknown.map((place) =>
      say(
        `✗ ${inLine(place)}: the ledger has entries of it and the registry does not know it: dtm registry load`,
        `✗ ${inLine(place)}: sổ cái có bản ghi mà sổ đăng ký không biết: dtm registry load`,
      ),
    ),
    ...(report.faults.length > 0
      ? [
          say(
            '✗ dtm verify --journal --repair repairs what the journal proves.',
            '✗ dtm verify --journal --repair sửa những gì nhật ký chứng minh được.',
          ),
        ]
      : []),
    ...(report.differences > 0
      ? [
          say(
            '✗ Totals differ: dtm verify --repair says which.',
            '✗ Có tổng khác biệt: dtm verify --repair cho biết tổng nào.',
          ),
        ]
      : []),
    ...(report.queue > 0
      ? [
          say(
            '✗ The queue is not empty: run this again when it is.',
            '✗ Hàng đợi chưa trống: hãy chạy lại khi đã trống.',
          ),
        ]
      : []),
    ...(report.deadLetters > 0
      ? [
          say(
            '✗ There are dead letters: dtm dead-letters redrive --all, then run this again.',
            '✗ Có thông điệp lỗi: dtm dead-letters redrive --all, rồi chạy lại.',
          ),
        ]
      : []),
  ];
}

export function reportText(report: RestoreReport, view: View): string {
  const say = inLanguage(view);
  const isAll = report.replica !== null;
  const whole = isAll
    ? say(
        '✓ All that the replica has is in the hub: ledger and journal agree, and so do the totals. What was acknowledged and had not reached the replica is lost here: its senders have receipts, and send it again.',
        '✓ Mọi thứ bản sao có đều đã ở trong hệ thống: sổ cái và nhật ký khớp nhau, các tổng cũng vậy. Những gì đã xác nhận mà chưa đến bản sao thì mất ở đây: bên gửi có biên nhận và gửi lại.',
      )
    : say(
        '✓ Nothing that was acknowledged is missing: ledger and journal agree, and so do the totals.',
        '✓ Không thiếu gì đã xác nhận: sổ cái và nhật ký khớp nhau, các tổng cũng vậy.',
      );
  const head = isAll ? say('from the replica', 'từ bản sao') : secondText(report.to, view);
  const drawn = table(
    [
      { head: say('restore', 'khôi phục'), width: 60 },
      { head, align: 'right', width: 36 },
    ],
    rowsOf(report, view),
    view.width,
  );
  return `${drawn}\n\n${report.isWhole ? whole : faultsOf(report, view).join('\n')}`;
}
