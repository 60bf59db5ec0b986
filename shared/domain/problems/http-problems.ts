/** Problems of HTTP itself, whatever the route. */
import { later, never, type ProblemRow } from './problem-row.ts';

export const httpProblems = {
  'malformed-json': never(
    400,
    [
      'The body is not JSON as the hub reads it',
      'The body is not JSON (RFC 8259), or not so that all programs read it alike (RFC 7493); errors[] says where.',
    ],
    [
      'Nội dung không phải JSON mà hệ thống đọc được',
      'Nội dung không theo chuẩn JSON (RFC 8259), hoặc có chỗ các chương trình đọc khác nhau (RFC 7493); errors[] chỉ rõ vị trí.',
    ],
  ),
  'not-utf-8': never(
    400,
    ['The body is not UTF-8', 'The bytes of the body are not UTF-8, which JSON has to be (RFC 8259 §8.1).'],
    ['Nội dung không phải UTF-8', 'Nội dung không được mã hóa bằng UTF-8 như JSON bắt buộc (RFC 8259 §8.1).'],
  ),
  'malformed-gzip': never(
    400,
    ['The body is not gzip', 'Content-Encoding says gzip, but the body could not be decompressed.'],
    ['Nội dung không phải gzip', 'Content-Encoding ghi gzip nhưng không giải nén được nội dung.'],
  ),
  'digest-mismatch': never(
    400,
    [
      'The body does not match its Content-Digest',
      'Content-Digest says {algorithm} {said}, the body that arrived has {computed} (RFC 9530). Send it again.',
    ],
    [
      'Nội dung không khớp Content-Digest',
      'Content-Digest ghi {algorithm} {said} nhưng nội dung nhận được có {computed} (RFC 9530). Hãy gửi lại.',
    ],
  ),
  'invalid-request': never(
    400,
    ['A parameter or header is missing or malformed', 'errors[] names everything that is wrong.'],
    ['Tham số hoặc tiêu đề thiếu hoặc sai dạng', 'errors[] nêu từng lỗi.'],
  ),
  'not-found': never(
    404,
    ['Not found', 'There is nothing here by this path and method. The calls are listed at /v1/openapi.json.'],
    ['Không tìm thấy', 'Không có gì tại đường dẫn và phương thức này. Danh sách lời gọi ở /v1/openapi.json.'],
  ),
  'refused-by-firewall': never(
    403,
    [
      'The firewall refused the request',
      'A rule of the firewall matched; nothing was recorded. Send your key with the request, and only what the call takes (/v1/openapi.json). If you do not see what it was, give the operators of the hub this requestId.',
    ],
    [
      'Tường lửa từ chối yêu cầu',
      'Yêu cầu khớp một quy tắc của tường lửa; chưa có gì được ghi nhận. Hãy gửi kèm khóa và chỉ gửi những gì lời gọi nhận (/v1/openapi.json). Nếu không rõ nguyên nhân, hãy báo requestId này cho đơn vị vận hành hệ thống.',
    ],
  ),
  'method-not-allowed': never(
    405,
    ['The path does not take this method', 'This path takes {allow}, not {method}.'],
    ['Đường dẫn không nhận phương thức này', 'Đường dẫn này nhận {allow}, không nhận {method}.'],
  ),
  'payload-too-large': never(
    413,
    [
      'The body is too large',
      'At most {limit} bytes are taken. A report of one system fits; more increments go in further requests.',
    ],
    [
      'Nội dung quá lớn',
      'Chỉ nhận tối đa {limit} byte. Báo cáo của một hệ thống luôn đủ chỗ; số liệu tăng thêm hãy gửi bằng yêu cầu khác.',
    ],
  ),
  'request-too-large': never(
    413,
    [
      'No call takes so much',
      'A call takes at most {limit} bytes, and POST /v1/batches a file of at most {file}. Order an upload of a larger file: POST /v1/batches as application/json, with its size and sha256.',
    ],
    [
      'Không lời gọi nào nhận nhiều như vậy',
      'Một lời gọi nhận tối đa {limit} byte, POST /v1/batches nhận tệp tối đa {file} byte. Tệp lớn hơn hãy đặt tải lên: POST /v1/batches dạng application/json, kèm size và sha256 của tệp.',
    ],
  ),
  'unsupported-media-type': never(
    415,
    ['Unsupported content type', 'Content-Type is {said}; send application/json.'],
    ['Kiểu nội dung không hỗ trợ', 'Content-Type là {said}; hãy gửi application/json.'],
  ),
  'unsupported-charset': never(
    415,
    ['Unsupported character set', 'Content-Type says charset {said}; JSON is UTF-8 (RFC 8259 §8.1).'],
    ['Bảng mã không hỗ trợ', 'Content-Type ghi bảng mã {said}; JSON phải là UTF-8 (RFC 8259 §8.1).'],
  ),
  'unsupported-encoding': never(
    415,
    ['Unsupported content encoding', 'Content-Encoding is {said}; send gzip or none.'],
    ['Kiểu nén không hỗ trợ', 'Content-Encoding là {said}; hãy gửi gzip hoặc không nén.'],
  ),
  'too-many-requests': later(
    429,
    ['Too many requests', 'Wait as long as Retry-After says, then send the same request again.'],
    ['Quá nhiều yêu cầu', 'Chờ theo Retry-After rồi gửi lại đúng yêu cầu đó.'],
  ),
  'internal-error': later(
    500,
    [
      'The hub failed',
      'This is a fault of the hub, not of the request. Sending the same request again is safe.',
    ],
    [
      'Hệ thống gặp lỗi',
      'Đây là lỗi của hệ thống, không phải của yêu cầu. Gửi lại đúng yêu cầu đó là an toàn.',
    ],
  ),
  unavailable: later(
    503,
    [
      'Not accepted yet',
      'The hub could not record this durably. Send the same request again after Retry-After: it is never counted twice.',
    ],
    [
      'Chưa tiếp nhận được',
      'Hệ thống chưa lưu được dữ liệu. Hãy gửi lại đúng yêu cầu đó sau Retry-After: không bao giờ bị tính hai lần.',
    ],
  ),
  timeout: later(
    504,
    ['No answer in time', 'Whether it was recorded is not known. Sending the same request again is safe.'],
    ['Không kịp trả lời', 'Chưa rõ đã ghi nhận hay chưa. Gửi lại đúng yêu cầu đó là an toàn.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
