/** What `dtm restore` says of the tables before and while it works: the plan, and a line for each thing that happens. */
import type { RestoredTable, TableState } from '../shared/app/ports/recovery.ts';
import type { BroughtRegistry } from '../shared/app/recovery/bring-replica.ts';
import { nextStep, type RestoreStep } from '../shared/app/recovery/plan-restore.ts';
import type { RestoreEvent } from '../shared/app/recovery/restore-hub.ts';
import { inLine } from './shown.ts';
import { counted } from './table.ts';
import { inLanguage, secondText, type View } from './view.ts';

function stepText(step: RestoreStep, view: View): string {
  const say = inLanguage(view);
  switch (step.do) {
    case 'wait':
      return step.why === 'busy'
        ? say('being made or removed: wait', 'đang được tạo hoặc xóa: chờ')
        : say(
            'that second can be restored in some minutes: wait',
            'vài phút nữa mới khôi phục được giây đó: chờ',
          );
    case 'restore from backup': {
      const at = secondText(step.takenAt, view);
      return say(
        `gone: restore its last state, of ${at}, from the backup that its deletion left`,
        `đã mất: khôi phục trạng thái cuối, lúc ${at}, từ bản sao lưu để lại khi xóa`,
      );
    }
    case 'create empty':
      return step.why === 'recomputed'
        ? say(
            'gone: make it anew, empty; its content is recomputed',
            'đã mất: tạo lại bảng trống; nội dung được tính lại',
          )
        : say(
            'gone WITHOUT a backup: make it anew, empty; what the journal has goes into the ledger, the rest is lost',
            'đã mất mà KHÔNG CÓ bản sao lưu: tạo lại bảng trống; những gì nhật ký có được đưa vào sổ cái, phần còn lại mất hẳn',
          );
    case 'repair from a copy':
      return say(
        'there: restore a copy beside it, put back what it lacks or has otherwise, remove the copy',
        'còn: khôi phục một bản sao bên cạnh, đưa lại phần thiếu hoặc khác, rồi xóa bản sao',
      );
    case 'keep':
      return keepText(step.why, view);
    case 'refuse': {
      const latest = secondText(step.latest, view);
      return say(
        `there, but the latest second that can be restored is ${latest}: REFUSED; nothing is changed with a --to behind that`,
        `còn, nhưng giây muộn nhất khôi phục được là ${latest}: TỪ CHỐI; không thay đổi gì khi --to muộn hơn`,
      );
    }
  }
}

function keepText(why: Extract<RestoreStep, { do: 'keep' }>['why'], view: View): string {
  const say = inLanguage(view);
  switch (why) {
    case 'from backup':
      return say('there, restored from its backup: keep it', 'còn, đã khôi phục từ bản sao lưu: giữ nguyên');
    case 'out of reach':
      return say(
        'there, but recovery does not reach back so far: keep it as it is',
        'còn, nhưng không thể khôi phục xa đến vậy: giữ nguyên hiện trạng',
      );
    case 'recovery off':
      return say(
        'there, but recovery is off: keep it as it is, and turn recovery on',
        'còn, nhưng khôi phục đang tắt: giữ nguyên hiện trạng và bật khôi phục',
      );
    case 'recomputed':
      return say('there: keep it; its content is recomputed', 'còn: giữ nguyên; nội dung được tính lại');
  }
}

/** What a run would do, in its order; `replica`: the bucket that all of the hub is to come from, null where it has its own. */
export function planText(
  states: ReadonlyMap<RestoredTable, TableState>,
  to: number,
  replica: string | null,
  view: View,
): string {
  const say = inLanguage(view);
  const at = secondText(to, view);
  const lines = [...states].map(([name, state]) => ({
    name,
    text: stepText(nextStep(name, state, to), view),
    settings:
      state.kind === 'there' && state.reach !== null && state.isProtected
        ? ''
        : say('; turn on recovery and protection', '; bật khôi phục và chống xóa'),
  }));
  const line = (name: RestoredTable) =>
    lines.filter((one) => one.name === name).map((one) => `${name}: ${one.text}${one.settings}`);
  const isAll = replica !== null;
  const steps = [
    ...line('submissions'),
    ...(isAll
      ? [
          say(
            `journal: take over every object of ${replica} that the journal lacks`,
            `nhật ký: nhận mọi đối tượng của ${replica} mà nhật ký thiếu`,
          ),
        ]
      : []),
    isAll
      ? say(
          'journal: put into the ledger all that it has and the ledger lacks',
          'nhật ký: đưa vào sổ cái mọi thứ nhật ký có mà sổ cái thiếu',
        )
      : say(
          `journal: put into the ledger what it has from ${at} on and the ledger lacks`,
          `nhật ký: đưa vào sổ cái những gì nhật ký có từ ${at} mà sổ cái thiếu`,
        ),
    ...line('operations'),
    ...line('registry'),
    ...line('totals'),
    ...(isAll
      ? [
          say(
            'registry: put back its newest copy of the replica, where the hub has none',
            'sổ đăng ký: đưa lại bản mới nhất từ bản sao, nếu hệ thống chưa có',
          ),
        ]
      : []),
    say(
      'service: the hub takes submissions again as soon as submissions and registry are there',
      'phục vụ: hệ thống nhận bản gửi trở lại ngay khi có bảng submissions và registry',
    ),
    say(
      'queue: wait until it is empty, then the journal once more',
      'hàng đợi: chờ đến khi trống, rồi đọc nhật ký một lần nữa',
    ),
    say(
      'totals: recompute every period that the ledger has, and compare',
      'tổng: tính lại mọi kỳ có trong sổ cái và so sánh',
    ),
    say('proof: the whole journal against the ledger', 'chứng minh: toàn bộ nhật ký đối chiếu sổ cái'),
  ];
  return [
    isAll ? say(`All from ${replica}:`, `Tất cả từ ${replica}:`) : say(`To ${at}:`, `Về ${at}:`),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ].join('\n');
}

/** One line for each thing that happens; null for what is not worth one. */
export function eventText(event: RestoreEvent, view: View): string | null {
  const say = inLanguage(view);
  switch (event.kind) {
    case 'step':
      return `${event.table}: ${stepText(event.step, view)}`;
    case 'repaired': {
      const { missing, different } = event.repaired;
      const names = different.length === 0 ? '' : `: ${inLine(different.join(', '))}`;
      return say(
        `${event.table}: ${missing} put back, ${different.length} put right${names}`,
        `${event.table}: đưa lại ${missing}, sửa ${different.length}${names}`,
      );
    }
    case 'copied':
      return say(
        `journal: ${counted(event.objects, 'object')} of the replica, ${event.copied} taken over`,
        `nhật ký: bản sao có ${event.objects} đối tượng, đã nhận ${event.copied}`,
      );
    case 'registry': {
      const text = registryText(event, view);
      return say(`registry: ${text}`, `sổ đăng ký: ${text}`);
    }
    case 'ledger': {
      const newest = event.newest === null ? null : secondText(event.newest, view);
      return say(
        `ledger: ${counted(event.entries, 'entry', 'entries')}, the newest stored ${newest ?? 'never'}`,
        `sổ cái: ${event.entries} bản ghi, ${newest === null ? 'chưa lưu bản ghi nào' : `bản mới nhất lưu lúc ${newest}`}`,
      );
    }
    case 'replayed':
      return say(
        `journal: ${counted(event.replay.entries, 'entry', 'entries')} read, ${event.replay.broughtBack} brought back`,
        `nhật ký: đã đọc ${event.replay.entries} bản ghi, đưa lại ${event.replay.broughtBack}`,
      );
    case 'in service':
      return say('service: the hub takes submissions again', 'phục vụ: hệ thống nhận bản gửi trở lại');
    case 'queue':
      return say(
        `queue: ${counted(event.messages, 'message')} on the way, waiting`,
        `hàng đợi: ${event.messages} thông điệp đang chờ, tiếp tục đợi`,
      );
    case 'refolded': {
      const { dataset, period, refolded } = event;
      if (refolded === null)
        return say(
          `totals: ${dataset} ${period}: the registry does not know it`,
          `tổng: ${dataset} ${period}: sổ đăng ký không biết`,
        );
      return say(
        `totals: ${dataset} ${period}: ${refolded.totals} compared, ${refolded.folded} folded, ${counted(refolded.differences, 'difference')} left`,
        `tổng: ${dataset} ${period}: so sánh ${refolded.totals}, tính lại ${refolded.folded}, còn ${refolded.differences} khác biệt`,
      );
    }
  }
}

export function registryText({ how, version, at }: BroughtRegistry, view: View): string {
  const say = inLanguage(view);
  const of = at === null ? '' : secondText(at, view);
  switch (how) {
    case 'put back':
      return say(`version ${version} of ${of} put back`, `đã đưa lại phiên bản ${version} lúc ${of}`);
    case 'kept':
      return say(
        `version ${version} of ${of} is there; nothing was put into it`,
        `đang có phiên bản ${version} lúc ${of}; không đưa thêm gì`,
      );
    case 'none':
      return say(
        'neither the hub nor the replica has one: dtm registry load, then run this again',
        'cả hệ thống lẫn bản sao đều không có: dtm registry load, rồi chạy lại lệnh này',
      );
  }
}
