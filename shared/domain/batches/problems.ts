/** Problems of files: how they come, and why one failed. */
import { later, never, type ProblemRow } from '../problems/problem-row.ts';

export const batchesProblems = {
  'batch-not-found': never(
    404,
    ['No such batch', 'There is no batch {id}; GET /batches lists those of your agency.'],
    ['Không có lô này', 'Không có lô {id}; GET /batches liệt kê các lô của cơ quan.'],
  ),
  'batch-differs': never(
    409,
    [
      'The same file is there, to be read otherwise',
      'Batch {id} has this file with another media type, encoding, decimal comma or other declared totals. Send it with the next run to have it judged anew.',
    ],
    [
      'Đã có tệp này với cách đọc khác',
      'Lô {id} đã có tệp này với kiểu tệp, kiểu nén, dấu thập phân hoặc tổng khai báo khác. Hãy gửi với run kế tiếp để xét lại.',
    ],
  ),
  'upload-incomplete': never(
    409,
    [
      'Parts of the file are missing',
      'Of {size} bytes {there} are there; ask POST /batches/{id}/parts for what is missing.',
    ],
    [
      'Tệp còn thiếu phần',
      'Mới có {there} trên {size} byte; hãy hỏi POST /batches/{id}/parts để biết phần còn thiếu.',
    ],
  ),
  'upload-over': never(
    409,
    ['The file is there already', 'Batch {id} does not wait for parts: it is {state}.'],
    ['Tệp đã được nhận', 'Lô {id} không chờ phần nào nữa: đang ở trạng thái {state}.'],
  ),
  'file-too-large': never(
    413,
    [
      'The file is too large for one call',
      'At most {limit} bytes are taken in one call. Order an upload: POST /batches as application/json with size and sha256 of the file.',
    ],
    [
      'Tệp quá lớn cho một lời gọi',
      'Một lời gọi chỉ nhận tối đa {limit} byte. Hãy đặt tải lên: POST /batches dạng application/json với size và sha256 của tệp.',
    ],
  ),
  'unsupported-file-type': never(
    415,
    [
      'Unsupported file type',
      'Content-Type is {said}; send text/csv, application/x-ndjson or that of .xlsx ({workbook}), or application/json to order an upload.',
    ],
    [
      'Kiểu tệp không hỗ trợ',
      'Content-Type là {said}; hãy gửi text/csv, application/x-ndjson hoặc kiểu của .xlsx ({workbook}), hoặc application/json để đặt tải lên.',
    ],
  ),
  'too-many-batches': later(
    429,
    [
      'Too many batches at once',
      '{most} batches of {agency} are under way; wait as long as Retry-After says, and send it again.',
    ],
    ['Quá nhiều lô cùng lúc', 'Cơ quan {agency} đang có {most} lô; hãy chờ theo Retry-After rồi gửi lại.'],
  ),
  // why a batch failed
  'batch-unreadable': never(
    422,
    [
      'The file cannot be read',
      'From row {row} on it cannot be read; nothing of it was judged. The errors say why.',
    ],
    ['Không đọc được tệp', 'Không đọc được từ dòng {row}; chưa xét nội dung nào. Danh sách lỗi nêu lý do.'],
  ),
  'batch-digest-mismatch': never(
    422,
    [
      'The file is not the one that was ordered',
      'Its SHA-256 was to be {said}; what arrived has {computed}. Nothing of it was judged.',
    ],
    [
      'Tệp không phải tệp đã khai báo',
      'SHA-256 đã khai báo là {said}; tệp nhận được có {computed}. Chưa xét nội dung nào.',
    ],
  ),
  'batch-too-large': never(
    422,
    ['The file is too large', 'Decompressed it has more than {limit} bytes. Send it in several files.'],
    ['Tệp quá lớn', 'Sau khi giải nén, tệp có hơn {limit} byte. Hãy chia thành nhiều tệp.'],
  ),
  'batch-not-gzip': never(
    422,
    ['The file is not gzip', 'It was said to be gzip, and cannot be decompressed to its end.'],
    ['Tệp không phải gzip', 'Tệp được khai báo là gzip nhưng không giải nén được đến hết.'],
  ),
  'batch-given-up': never(
    422,
    [
      'The file was not judged in time',
      'It was to be judged by {deadline}, and a day later it was not. Send it with the next run; what was recorded of it is the same again then.',
    ],
    [
      'Chưa xét xong tệp đúng hạn',
      'Phải xét xong trước {deadline} nhưng một ngày sau vẫn chưa xong. Hãy gửi lại với run kế tiếp; phần đã ghi nhận sẽ được coi là gửi lại như cũ.',
    ],
  ),
  'upload-never-came': never(
    422,
    ['The file never came', 'It was awaited until {deadline}. Order it again with the next run.'],
    ['Tệp không được gửi đến', 'Đã chờ đến {deadline}. Hãy đặt lại với run kế tiếp.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
