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
      'Batch {id} has this file with another media type, encoding, decimal comma, size or other declared totals, or by a key for other systems. Send it with the next run to have it judged anew.',
    ],
    [
      'Đã có tệp này với cách đọc khác',
      'Lô {id} đã có tệp này với kiểu tệp, kiểu nén, dấu thập phân, kích thước hoặc tổng khai báo khác, hoặc do khóa của các hệ thống khác gửi. Hãy gửi với run kế tiếp để xét lại.',
    ],
  ),
  'upload-incomplete': never(
    409,
    [
      'Parts of the file are missing',
      'Of {size} bytes {there} are there, and part {part} is the first that is missing; ask POST /batches/{id}/parts for all that are.',
    ],
    [
      'Tệp còn thiếu phần',
      'Mới có {there} trên {size} byte, phần đầu tiên còn thiếu là {part}; hãy hỏi POST /batches/{id}/parts để biết mọi phần còn thiếu.',
    ],
  ),
  'part-differs': never(
    409,
    [
      'A part has another length',
      'Part {part} has {count} bytes, and has to have {expected}: each but the last has 16 MiB, the last what is left. Ask POST /batches/{id}/parts for it, and send it again.',
    ],
    [
      'Một phần sai độ dài',
      'Phần {part} có {count} byte nhưng phải có {expected}: mỗi phần có 16 MiB, riêng phần cuối là phần còn lại. Hãy hỏi POST /batches/{id}/parts rồi gửi lại phần đó.',
    ],
  ),
  'parts-changed': later(
    409,
    [
      'A part came again meanwhile',
      'While the file of {id} was put together a part of it came again. Ask once more when no part is under way.',
    ],
    [
      'Một phần vừa được gửi lại',
      'Khi đang ghép tệp của {id} thì một phần lại được gửi đến. Hãy gọi lại khi không còn phần nào đang gửi.',
    ],
  ),
  'upload-gone': never(
    409,
    [
      'The parts are not there any more',
      'Parts of {id} that were not put together within a day are taken away. Order the file again with the next run.',
    ],
    [
      'Các phần không còn nữa',
      'Các phần của {id} không được ghép trong một ngày nên đã bị xóa. Hãy đặt lại tệp với run kế tiếp.',
    ],
  ),
  'batch-details-gone': never(
    410,
    [
      'The details are not kept any longer',
      'Errors and submissions of {id} are told for {days} days; its counts and its receipt stay in GET /batches/{id}, and each submission in GET /submissions.',
    ],
    [
      'Chi tiết không còn được lưu',
      'Lỗi và bản gửi của {id} chỉ được cung cấp trong {days} ngày; số lượng và biên nhận vẫn có ở GET /batches/{id}, từng bản gửi ở GET /submissions.',
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
      '{agency} may have so many batches under way at once: {most} (GET /batches). Wait as long as Retry-After says, and send it again; DELETE /batches/<id> gives an order back whose file will not come.',
    ],
    [
      'Quá nhiều lô cùng lúc',
      'Cơ quan {agency} chỉ được có tối đa {most} lô cùng lúc (GET /batches). Hãy chờ theo Retry-After rồi gửi lại; DELETE /batches/<id> để trả lại lô đã đặt mà không gửi tệp nữa.',
    ],
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
  'batch-crowded': never(
    422,
    [
      'Too many rows of one submission',
      'Rows of {submission}, with those that are judged beside it, have more than {limit} characters, into however many pieces the file is cut. A submission has at most 5,000 rows: see whether rows stand twice, or send the file in several.',
    ],
    [
      'Quá nhiều dòng của một bản gửi',
      'Các dòng của {submission} cùng những dòng được xét bên cạnh có hơn {limit} ký tự, dù tệp được chia thành bao nhiêu phần. Một bản gửi có tối đa 5.000 dòng: hãy xem dòng có bị lặp không, hoặc chia thành nhiều tệp.',
    ],
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
  'batch-never-finished': never(
    422,
    [
      'The batch was not finished',
      'It was judged, and was to be finished by {deadline}; 30 days later it was not. What was recorded of it counts. Send it with the next run: that is the same again then, and the rest is recorded.',
    ],
    [
      'Lô chưa được hoàn tất',
      'Lô đã xét xong và phải hoàn tất trước {deadline} nhưng 30 ngày sau vẫn chưa xong. Phần đã ghi nhận vẫn được tính. Hãy gửi lại với run kế tiếp: phần đó sẽ được coi là gửi lại như cũ và phần còn lại sẽ được ghi nhận.',
    ],
  ),
  'order-given-back': never(
    422,
    [
      'The order was given back',
      'Its sender gave the order back before the file came. Order it with the next run.',
    ],
    ['Lô đã được trả lại', 'Bên gửi đã trả lại lô trước khi tệp đến. Hãy đặt với run kế tiếp.'],
  ),
  'upload-never-came': never(
    422,
    ['The file never came', 'It was awaited until {deadline}. Order it again with the next run.'],
    ['Tệp không được gửi đến', 'Đã chờ đến {deadline}. Hãy đặt lại với run kế tiếp.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
