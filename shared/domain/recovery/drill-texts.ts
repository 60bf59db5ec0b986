/** What the page of a drill says, in both languages. */
import type { DrillDifference, DrillReport, DrillStep } from '../../contract/recovery/drill.ts';
import type { Localized } from '../../contract/text.ts';

const text = (vi: string, en: string): Localized => ({ vi, en });

export const outcomeTexts: Readonly<Record<DrillReport['outcome'], Localized>> = {
  asked: text('Đã yêu cầu', 'Asked for'),
  running: text('Đang diễn ra', 'Under way'),
  passed: text('Đạt', 'Passed'),
  failed: text('Không đạt', 'Failed'),
};

export const stepTexts: Readonly<Record<DrillStep, Localized>> = {
  choose: text('Chọn thời điểm khôi phục', 'Choose the restore point'),
  restore: text('Bắt đầu khôi phục các bảng', 'Begin to restore the tables'),
  wait: text('Chờ khôi phục xong', 'Wait until they are restored'),
  registry: text('Đối chiếu danh mục', 'Compare the registry'),
  entries: text('Đối chiếu sổ gốc với bản sao', 'Ledger entries against the copy'),
  extras: text('Đối chiếu bản sao với sổ gốc', 'The copy against the ledger'),
  proof: text('Đối chiếu toàn bộ nhật ký với sổ gốc', 'The whole journal against the ledger'),
  totals: text('Tính lại mọi số tổng hợp', 'Rebuild and compare all totals'),
  journal: text('Phát lại nhật ký', 'Replay the journal'),
  tail: text('Kiểm tra phần sau thời điểm khôi phục', 'Check what came after the restore point'),
  report: text('Lập báo cáo', 'Write the report'),
  clean: text('Xóa các bản sao', 'Delete the copies'),
};

export const differenceTexts: Readonly<Record<DrillDifference['kind'], Localized>> = {
  'entry-missing': text('Bản ghi thiếu trong bản sao', 'Entries that the copy lacks'),
  'entry-changed': text('Bản ghi khác với bản gốc', 'Entries that differ'),
  'entry-extra': text('Bản ghi chỉ có trong bản sao', 'Entries that the live ledger lacks'),
  'entry-too-new': text('Bản ghi mới hơn thời điểm khôi phục', 'Entries newer than the restore point'),
  'entry-damaged': text(
    'Bản ghi có nội dung không khớp mã băm',
    'Entries whose content is not their digest’s',
  ),
  'ledger-missing': text('Có trong nhật ký nhưng sổ gốc không có', 'Journalled, and not in the live ledger'),
  'ledger-altered': text('Sổ gốc khác với nhật ký', 'Entries that are not what was journalled'),
  'ledger-extra': text('Có trong sổ gốc nhưng nhật ký không có', 'In the live ledger, and never journalled'),
  'older-point': text('Khôi phục về thời điểm cũ hơn yêu cầu', 'An older point was restored than asked'),
  'name-missing': text('Tên mà danh mục khôi phục không có', 'Names that the restored registry lacks'),
  'record-missing': text('Mục thiếu trong danh mục khôi phục', 'Registry records that are missing'),
  'record-changed': text('Mục danh mục khác với bản gốc', 'Registry records that differ'),
  'record-extra': text('Mục danh mục chỉ có trong bản sao', 'Records that the live registry lacks'),
  'total-rebuilt': text('Số tổng hợp tính lại bị khác', 'Rebuilt totals that differ'),
  'total-live': text('Số tổng hợp đang dùng không khớp sổ gốc', 'Live totals that are not the ledger’s'),
  'total-restored': text(
    'Số tổng hợp khôi phục không khớp sổ khôi phục',
    'Restored totals that are not the restored ledger’s',
  ),
  'journal-missing': text('Đã tiếp nhận nhưng không khôi phục được', 'Accepted, and not recoverable'),
  'journal-unreadable': text('Tệp nhật ký không đọc được', 'Journal objects that cannot be read'),
  'journal-damaged': text(
    'Dòng nhật ký có nội dung không khớp mã băm',
    'Journal lines whose content is not their digest’s',
  ),
  'journal-conflict': text('Nhật ký khác với bản sao', 'The journal contradicts the copy'),
  'target-missed': text('Không đạt mục tiêu', 'Targets that were missed'),
  'not-finished': text('Diễn tập không hoàn tất', 'The drill was not finished'),
};

export const pageTexts = {
  title: text('Báo cáo diễn tập khôi phục dữ liệu', 'Data recovery drill report'),
  facts: text('Thông tin chung', 'The drill'),
  startedBy: text('Khởi động bởi', 'Started by'),
  startedAt: text('Bắt đầu (giờ Việt Nam)', 'Began (Vietnam time)'),
  finishedAt: text('Kết thúc', 'Ended'),
  restorePoint: text('Thời điểm khôi phục', 'Restored to'),
  tables: text('Bảng đã khôi phục', 'Restored tables'),
  recovery: text('Khả năng khôi phục', 'Recovery'),
  measured: text('Đo được', 'Measured'),
  target: text('Mục tiêu', 'Target'),
  rpoTables: text('Mất dữ liệu nếu chỉ có bảng khôi phục (RPO)', 'Data loss, tables alone (RPO)'),
  rpoJournal: text('Mất dữ liệu khi có thêm nhật ký (RPO)', 'Data loss, with the journal (RPO)'),
  rto: text('Thời gian đến khi kiểm tra xong (RTO)', 'Time until verified (RTO)'),
  newestAccepted: text('Tiếp nhận mới nhất khi bắt đầu', 'Newest accepted at the start'),
  newestInTables: text('Mới nhất trong bảng khôi phục', 'Newest in the restored tables'),
  newestWithJournal: text('Mới nhất khi có thêm nhật ký', 'Newest with the journal'),
  differences: text('Sai khác', 'Differences'),
  noDifference: text('Không có sai khác nào.', 'None.'),
  noneChecked: text('Không có trong phần đã kiểm tra.', 'None in what was checked so far.'),
  more: text('sai khác khác không liệt kê', 'more that are not listed'),
  figures: text('Đã kiểm tra', 'What was checked'),
  entriesChecked: text('Bản ghi được đối chiếu', 'Ledger entries compared'),
  entriesSame: text('trong đó giống hệt', 'of them the same'),
  undetermined: text('Sát thời điểm khôi phục, không xét', 'Too near the restore point to say'),
  restored: text('Bản ghi trong bản sao', 'Entries in the copy'),
  after: text(
    'Tiếp nhận sau thời điểm khôi phục, trước khi bắt đầu diễn tập',
    'Accepted after the restore point, before the drill began',
  ),
  proved: text(
    'Toàn bộ nhật ký đã đối chiếu: dòng / bản ghi khác nhau / bản ghi trong sổ gốc, kể cả bản ghi của những phút cuối (chưa đối chiếu)',
    'Whole journal compared: lines / distinct entries / entries of the ledger, with those of the last minutes (not compared yet)',
  ),
  totalsChecked: text('Số tổng hợp được tính lại', 'Totals rebuilt and compared'),
  moved: text('Cơ quan cấp 1 có dữ liệu mới trong lúc diễn tập', 'Level-1 agencies with traffic meanwhile'),
  behind: text(
    'Số tổng hợp khôi phục lệch với sổ trong khoảng cho phép',
    'Restored totals a moment behind or ahead of their ledger',
  ),
  unwatched: text(
    'Cơ quan cấp 1 chưa xét hết vì đã quá nhiều sai khác',
    'Level-1 agencies not looked at closer: too much was wrong',
  ),
  records: text('Mục danh mục được đối chiếu', 'Registry records compared'),
  names: text('Lượt tra tên trong danh mục', 'Names looked up in the registry'),
  journalRead: text(
    'Nhật ký đã đọc đến lúc kiểm tra: bản ghi / tệp',
    'Journal read up to the check: entries / objects',
  ),
  broughtBack: text(
    'Bản ghi nhật ký đem lại, kể cả tiếp nhận sau khi bắt đầu diễn tập',
    'Entries that the journal brought back, those accepted since the drill began included',
  ),
  missing: text('Bản ghi không khôi phục được', 'Entries that nothing brought back'),
  unsent: text('Đã ghi sổ nhưng chưa có thông điệp: nay đã gửi', 'Recorded, without a message: sent now'),
  steps: text('Các bước', 'Steps'),
  troubles: text('Gián đoạn đã vượt qua', 'Interruptions'),
  seal: text('Xác thực', 'Seal'),
  digest: text('SHA-256 của báo cáo (RFC 8785)', 'SHA-256 of the report (RFC 8785)'),
  signature: text('Chữ ký của hệ thống (JWS)', 'Signature of the hub (JWS)'),
  sealNote: text(
    'Tính trên báo cáo JSON, không gồm hai dòng này; khóa công khai tại /.well-known/jwks.json.',
    'Over the JSON report without these two; the public keys are at /.well-known/jwks.json.',
  ),
} as const satisfies Record<string, Localized>;
