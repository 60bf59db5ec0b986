/** Problems of what is sent and of what stands already. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const submissionsProblems = {
  'submission-not-found': never(
    404,
    ['No such submission', 'The hub holds no submission {id}.'],
    ['Không có bản gửi này', 'Hệ thống không lưu bản gửi {id}.'],
  ),
  'revision-conflict': never(
    409,
    [
      'This revision holds other content',
      'Revision {revision} of {what} was received at {receivedAt} with other content (sha256 {sha256}). To correct it, send a revision above {highest}, at most {most}.',
    ],
    [
      'Lần gửi này đã có nội dung khác',
      'Lần gửi {revision} của {what} đã nhận lúc {receivedAt} với nội dung khác (sha256 {sha256}). Để đính chính, hãy gửi lần cao hơn {highest}, tối đa lần {most}.',
    ],
  ),
  'revision-superseded': never(
    409,
    [
      'A higher revision counts',
      'Revision {revision} of {what} is not the highest: that is {highest}. Only the highest can be withdrawn.',
    ],
    [
      'Đã có lần gửi cao hơn',
      'Lần gửi {revision} của {what} không phải lần cao nhất: lần cao nhất là {highest}. Chỉ rút được lần cao nhất.',
    ],
  ),
  'period-closed': never(
    409,
    ['The period is closed', 'Period {period} of {dataset} took submissions until {closedAt}.'],
    ['Kỳ báo cáo đã đóng', 'Kỳ {period} của {dataset} chỉ nhận đến {closedAt}.'],
  ),
  'invalid-submission': never(
    422,
    [
      'The submission breaks the rules',
      'Nothing was recorded. Errors: {count}. errors[] says what and where.',
    ],
    ['Nội dung gửi không hợp lệ', 'Chưa ghi nhận gì. Số lỗi: {count}. errors[] nêu từng lỗi kèm vị trí.'],
  ),
  'idempotency-key-reused': never(
    422,
    [
      'The Idempotency-Key was used for other content',
      'Idempotency-Key "{key}" came with other content at {receivedAt}. Other content of a report goes into the next revision, with this key or another; of events, under another key.',
    ],
    [
      'Idempotency-Key đã dùng cho nội dung khác',
      'Idempotency-Key "{key}" đã dùng với nội dung khác lúc {receivedAt}. Nội dung khác của báo cáo gửi vào lần kế tiếp, dùng khóa này hoặc khóa khác; của sự kiện thì dùng khóa khác.',
    ],
  ),
  'receipt-key-too-young': never(
    409,
    [
      'The keys of the slot are published for less than a day',
      'slot {slot} was renewed at {renewedAt}: its keys are published since then, and saved key sets may not have them yet. Wait until {readyAt}, or say that it is to be early.',
    ],
    [
      'Khóa của ngăn được công bố chưa đủ một ngày',
      'Ngăn {slot} được thay lúc {renewedAt}: khóa của ngăn được công bố từ đó và các bộ khóa đã lưu có thể chưa có. Hãy chờ đến {readyAt}, hoặc nêu rõ là cần sớm.',
    ],
  ),
  'foreign-key-set': never(
    409,
    [
      'The key set is of another hub',
      'The saved set has the keys of another issuer than {issuer}, which this hub is.',
    ],
    ['Bộ khóa của hệ thống khác', 'Bộ khóa đã lưu không phải của {issuer}, là hệ thống này.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
