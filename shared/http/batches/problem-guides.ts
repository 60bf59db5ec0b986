/** What to do about the problems of this room: why a file is not taken, and why a batch failed. */
import type { batchesProblems } from '../../domain/batches/problems.ts';
import { guide, type ProblemGuides } from '../errors/guide.ts';

const id = 'H26~8f14e45fceea167a5a36dedd4bea2543~v~1';

export const batchesProblemGuides: ProblemGuides<keyof typeof batchesProblems> = {
  'batch-not-found': guide(
    { id },
    'Take the id from the answer to the file.',
    'Lấy mã từ câu trả lời khi gửi tệp.',
  ),
  'batch-differs': guide(
    { id },
    'Send it as the first time, or with `run` raised by one.',
    'Gửi như lần đầu, hoặc tăng `run` thêm một.',
  ),
  'upload-incomplete': guide(
    { size: 52_428_800, there: 33_554_432, part: 3, id },
    'Ask for all parts, send those that are named, and complete it again.',
    'Hỏi mọi phần, gửi các phần được nêu rồi hoàn tất lại.',
  ),
  'part-differs': guide(
    { id, part: 2, count: 5_242_880, expected: 16_777_216 },
    'Divide the file by `partSize`, and send that part again.',
    'Chia tệp theo `partSize` rồi gửi lại phần đó.',
  ),
  'parts-changed': guide(
    { id },
    'Let one program alone send the parts; then complete it again.',
    'Chỉ để một chương trình gửi các phần, rồi hoàn tất lại.',
  ),
  'upload-gone': guide(
    { id },
    'Order it again with `run` raised by one, and send its parts within a day.',
    'Đặt lại với `run` tăng thêm một và gửi các phần trong một ngày.',
  ),
  'batch-details-gone': guide(
    { id, days: 90 },
    'Keep what you need of it when the batch is over: `dtm submit` writes the errors beside the file.',
    'Lưu những gì cần ngay khi lô xong: `dtm submit` ghi danh sách lỗi cạnh tệp.',
  ),
  'upload-over': guide(
    { id, state: 'judging' },
    'Nothing: ask for the batch until it is over.',
    'Không cần làm gì: hãy hỏi lô cho đến khi xong.',
  ),
  'file-too-large': guide(
    { limit: 4_194_304 },
    'Order an upload, or compress the file by gzip.',
    'Đặt tải lên, hoặc nén tệp bằng gzip.',
  ),
  'unsupported-file-type': guide(
    {
      said: 'application/zip',
      workbook: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    'Send the file itself as CSV, NDJSON or .xlsx, with its Content-Type.',
    'Gửi chính tệp dạng CSV, NDJSON hoặc .xlsx, với đúng Content-Type.',
  ),
  'too-many-batches': guide(
    { most: 4, agency: 'H26' },
    'Wait until one is over, or give back an order whose file will not come; put more rows into one file.',
    'Chờ một lô xong, hoặc trả lại lô đã đặt mà không gửi tệp; gộp nhiều dòng hơn vào một tệp.',
  ),
  'batch-unreadable': guide(
    { row: 214 },
    'Mend the file where its errors say, and send it again.',
    'Sửa tệp tại chỗ danh sách lỗi nêu rồi gửi lại.',
  ),
  'batch-digest-mismatch': guide(
    {
      said: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      computed: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
    },
    'Compute the digest of the file that you send, and order it again.',
    'Tính mã băm của đúng tệp được gửi rồi đặt lại.',
  ),
  'batch-too-large': guide({ limit: 10_737_418_240 }, 'Divide the file.', 'Chia tệp.'),
  'batch-crowded': guide(
    { submission: 'H26.dvc~etx-monthly~2026-10', limit: 8_388_608 },
    'See whether rows stand twice, and send the file in several.',
    'Xem dòng có bị lặp không và chia thành nhiều tệp.',
  ),
  'batch-not-gzip': guide(
    {},
    'Compress the file again, or say no encoding.',
    'Nén lại tệp, hoặc không khai báo kiểu nén.',
  ),
  'batch-given-up': guide(
    { deadline: '2026-11-20T03:30:00.000Z' },
    'Send the same file with `run` raised by one, and tell the operators: this is a fault of the hub.',
    'Gửi lại chính tệp đó với `run` tăng thêm một và báo cho đơn vị vận hành: đây là lỗi của hệ thống.',
  ),
  'batch-never-finished': guide(
    { deadline: '2026-11-20T03:30:00.000Z' },
    'Send the same file with `run` raised by one, and tell the operators: this is a fault of the hub.',
    'Gửi lại chính tệp đó với `run` tăng thêm một và báo cho đơn vị vận hành: đây là lỗi của hệ thống.',
  ),
  'order-given-back': guide(
    {},
    'Nothing, where that was meant; else order it with `run` raised by one.',
    'Không cần làm gì nếu đúng ý định; nếu không, đặt lại với `run` tăng thêm một.',
  ),
  'upload-never-came': guide(
    { deadline: '2026-11-21T02:30:00.000Z' },
    'Order it again, and send its parts in time.',
    'Đặt lại và gửi các phần đúng hạn.',
  ),
};
