/** What to do about what is wrong in a submission. */
import type { submissionsFindings } from '../../domain/submissions/findings.ts';
import { type FindingGuides, foundIn } from '../errors/guide.ts';
import { submissionsProblemGuides as problems } from './errors.ts';

const inReport = foundIn('invalid-submission');
const cell = 'transactions.received|channel=app|kind=citizen';

export const submissionsFindingGuides: FindingGuides<keyof typeof submissionsFindings> = {
  'revision-conflict': problems['revision-conflict'],
  'idempotency-key-reused': problems['idempotency-key-reused'],
  'revision-superseded': problems['revision-superseded'],
  'period-closed': problems['period-closed'],
  'impossible-bucket': foundIn('invalid-request')(
    [
      'A day, hour or minute that is not in the period or too fine',
      'Ngày, giờ hoặc phút ngoài kỳ hoặc quá nhỏ',
    ],
    {
      value: '2026-12-20',
      dataset: 'etx-daily',
      period: '2026-11',
      from: '2026-10-15',
      to: '2026-11-14',
      level: 'day',
    },
    'Name a bucket within the period, as fine as the dataset is kept.',
    'Nêu khoảng thời gian trong kỳ, theo mức mà bộ dữ liệu được lưu.',
  ),
  'no-period': inReport(
    ['A time outside of all periods', 'Thời điểm ngoài mọi kỳ'],
    { dataset: 'etx-daily', value: '2062-11-05T10:00:00+07:00' },
    'Correct the year of the time.',
    'Kiểm tra lại năm của thời điểm.',
  ),
  'future-period': inReport(
    ['A period that has not begun', 'Kỳ chưa bắt đầu'],
    { value: '2027-01', from: '2026-12-15' },
    'Correct the period, or send the report when it has begun; `GET /me` lists what is open.',
    'Sửa lại kỳ, hoặc gửi khi kỳ đã bắt đầu; `GET /me` nêu các kỳ đang mở.',
  ),
  'window-reversed': inReport(
    ['A window that ends before it begins', 'Khoảng thời gian kết thúc trước khi bắt đầu'],
    { from: '2026-11-05T03:00:00.000Z', to: '2026-11-05T02:00:00.000Z' },
    'Exchange `from` and `to`, or mend their offsets.',
    'Đổi chỗ `from` và `to`, hoặc sửa độ lệch múi giờ.',
  ),
  'window-crosses-bucket': inReport(
    ['A window that lies in two buckets', 'Khoảng thời gian vượt sang khoảng kế tiếp'],
    {
      from: '2026-11-05T16:00:00.000Z',
      to: '2026-11-05T18:00:00.000Z',
      dataset: 'etx-daily',
      level: 'day',
      end: '2026-11-05T17:00:00.000Z',
    },
    'Divide it at that instant into two; a day in Vietnam begins at 17:00 UTC.',
    'Chia thành hai khoảng tại thời điểm đó; ngày tính theo giờ Việt Nam.',
  ),
  'other-bucket': inReport(
    [
      'An increment of another day, hour or minute than the first',
      'Phần tăng khác ngày, giờ hoặc phút với phần đầu',
    ],
    { bucket: '2026-11-06', level: 'day', first: '2026-11-05' },
    'Send it in a request of its own, with an Idempotency-Key of its own.',
    'Gửi bằng yêu cầu riêng, với Idempotency-Key riêng.',
  ),
  'future-window': inReport(
    ['A window that is not over', 'Khoảng thời gian chưa kết thúc'],
    { to: '2026-11-20T17:00:00.000Z' },
    'Send it when it is over; set the clock by NTP, and see whether the times have their offset.',
    'Gửi khi khoảng thời gian đã kết thúc; đồng bộ đồng hồ theo NTP và kiểm tra độ lệch múi giờ.',
  ),
  'unknown-indicator': inReport(
    ['An indicator that the dataset does not have', 'Chỉ tiêu không thuộc bộ dữ liệu'],
    { dataset: 'etx-monthly', value: 'transactions.recieved' },
    'Take the id from `GET /catalogue/{id}`.',
    'Lấy mã từ `GET /catalogue/{id}`.',
  ),
  'unknown-dimension': inReport(
    ['A dimension that the indicator does not have', 'Chiều không thuộc chỉ tiêu'],
    { indicator: 'sharing.messages-sent', value: 'channel' },
    'Leave the dimension out.',
    'Bỏ chiều đó.',
  ),
  'missing-dimension': inReport(
    ['A cell that does not say which it is', 'Ô chưa nêu đủ các chiều'],
    { name: 'channel' },
    'Add the dimension with one of the values in `allowed`.',
    'Bổ sung chiều đó với một giá trị trong `allowed`.',
  ),
  'unknown-dimension-value': inReport(
    ['A value that the dimension does not have', 'Giá trị không có trong chiều'],
    { dimension: 'channel', value: 'web' },
    'Take one of the values in `allowed`.',
    'Chọn một giá trị trong `allowed`.',
  ),
  'missing-value': inReport(
    ['A cell without its figure', 'Ô thiếu số liệu'],
    { name: 'denominator' },
    'Add the figure; a ratio has a numerator and a denominator.',
    'Bổ sung số liệu; tỷ lệ gồm tử số và mẫu số.',
  ),
  'unexpected-value': inReport(
    ['A cell with a figure that it does not take', 'Ô có số liệu không thuộc loại của chỉ tiêu'],
    { indicator: 'connectivity.availability', takes: 'numerator, denominator', name: 'value' },
    'Send only what the indicator takes; `GET /catalogue/{id}` has an example of each.',
    'Chỉ gửi những gì chỉ tiêu nhận; `GET /catalogue/{id}` có ví dụ cho từng chỉ tiêu.',
  ),
  'not-a-decimal': inReport(
    ['A figure that is not written as one', 'Số viết không đúng'],
    { value: '1.250.000' },
    'Write digits, with a point before decimals only: 1250000.',
    'Chỉ viết chữ số, dấu chấm chỉ dùng trước phần thập phân: 1250000.',
  ),
  'wrong-scale': inReport(
    ['A figure with too many decimals', 'Số có quá nhiều chữ số thập phân'],
    { value: '12.345', digits: 3, indicator: 'sharing.volume', scale: 2 },
    'Round it as your own rules say; the hub rounds nothing.',
    'Làm tròn theo quy định của đơn vị; hệ thống không tự làm tròn.',
  ),
  'ambiguous-thousands': inReport(
    ['A figure that can be read in two ways', 'Số có thể hiểu theo hai cách'],
    { value: '501.000', write: '501 | 501000' },
    'Write what is meant without the zeros or without the point.',
    'Viết đúng giá trị: bỏ các số 0 hoặc bỏ dấu chấm.',
  ),
  'out-of-range': foundIn('invalid-request', 'invalid-submission', 'invalid-change')(
    ['A figure or day outside of its range', 'Số hoặc ngày ngoài khoảng cho phép'],
    { value: '-1', min: '0', max: '10000000' },
    'Look for a mistake in sign or unit; when the figure is right, tell the operator.',
    'Kiểm tra dấu và đơn vị tính; nếu số đúng, hãy báo đơn vị vận hành.',
  ),
  'ratio-above-one': inReport(
    ['A share of more than the whole', 'Phần lớn hơn tổng'],
    { numerator: '120', denominator: '100' },
    'See whether the two were exchanged, or count different things.',
    'Kiểm tra xem hai số có bị đổi chỗ hoặc đếm khác đối tượng không.',
  ),
  'future-day': inReport(
    ['A day that is to come', 'Ngày chưa đến'],
    { value: '2026-12-24', today: '2026-11-20' },
    'Send the day of what took place.',
    'Ghi ngày việc đã diễn ra.',
  ),
  'duplicate-cell': inReport(
    ['A cell that stands twice', 'Ô bị lặp'],
    { first: '/cells/3' },
    'Send each cell once; add figures up yourself where both count.',
    'Mỗi ô gửi một lần; nếu cả hai đều tính, hãy tự cộng lại.',
  ),
  'missing-cell': inReport(
    ['A cell of the dataset was not sent', 'Thiếu một ô của bộ dữ liệu'],
    { value: cell, remedy: 'zero' },
    'Add it: a report has all cells of the dataset, which `GET /catalogue/{id}` lists.',
    'Bổ sung ô đó: báo cáo gồm mọi ô của bộ dữ liệu như `GET /catalogue/{id}` liệt kê.',
  ),
  'cross-check-failed': inReport(
    ['Two figures do not fit each other', 'Hai số không khớp nhau'],
    {
      check: 'on-time-within-completed',
      left: 'transactions.on-time|channel=app|kind=citizen',
      leftValue: '130',
      operator: '<=',
      right: 'transactions.completed|channel=app|kind=citizen',
      rightValue: '120',
    },
    'Find out which of the two is wrong; `GET /catalogue/{id}` says the check as a sentence.',
    'Tìm số sai trong hai số; `GET /catalogue/{id}` diễn giải phép kiểm tra bằng lời.',
  ),
};
