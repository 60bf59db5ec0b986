/**
 * The one table of problems: HTTP status, whether asking again can help, and the texts in both languages. The
 * HTTP edge, the gateway responses, the queue consumers, the CLI and the OpenAPI document all render from it.
 * `{name}` in a detail is filled from the problem's details; a title has none, as it is the same for every
 * occurrence of its type (RFC 9457 §3.1.3).
 */
import type { FindingCode } from './findings.ts';
import { type Row, row } from './problem-row.ts';

export const problems = {
  'malformed-json': row(
    400,
    'never',
    [
      'The body is not JSON as the hub reads it',
      'The body is not JSON (RFC 8259), or not so that all programs read it alike (RFC 7493); errors[] says where.',
    ],
    [
      'Nội dung không phải JSON mà hệ thống đọc được',
      'Nội dung không theo chuẩn JSON (RFC 8259), hoặc có chỗ các chương trình đọc khác nhau (RFC 7493); errors[] chỉ rõ vị trí.',
    ],
  ),
  'not-utf-8': row(
    400,
    'never',
    ['The body is not UTF-8', 'The bytes of the body are not UTF-8, which JSON has to be (RFC 8259 §8.1).'],
    ['Nội dung không phải UTF-8', 'Nội dung không được mã hóa bằng UTF-8 như JSON bắt buộc (RFC 8259 §8.1).'],
  ),
  'malformed-gzip': row(
    400,
    'never',
    ['The body is not gzip', 'Content-Encoding says gzip, but the body could not be decompressed.'],
    ['Nội dung không phải gzip', 'Content-Encoding ghi gzip nhưng không giải nén được nội dung.'],
  ),
  'digest-mismatch': row(
    400,
    'never',
    [
      'The body does not match its Content-Digest',
      'Content-Digest says {algorithm} {said}, the body that arrived has {computed} (RFC 9530). Send it again.',
    ],
    [
      'Nội dung không khớp Content-Digest',
      'Content-Digest ghi {algorithm} {said} nhưng nội dung nhận được có {computed} (RFC 9530). Hãy gửi lại.',
    ],
  ),
  'invalid-request': row(
    400,
    'never',
    [
      'A parameter or header is missing or malformed',
      'errors[] names each, and what is wrong with the body.',
    ],
    ['Tham số hoặc tiêu đề thiếu hoặc sai dạng', 'errors[] nêu từng lỗi, kể cả lỗi của nội dung.'],
  ),
  'key-missing': row(
    401,
    'never',
    ['No API key', 'Send the key as "Authorization: Bearer dtm_…" or as "X-API-Key: dtm_…".'],
    ['Thiếu khóa API', 'Gửi khóa trong "Authorization: Bearer dtm_…" hoặc "X-API-Key: dtm_…".'],
  ),
  'key-malformed': row(
    401,
    'never',
    [
      'The API key is malformed',
      'A key of this hub reads dtm_{stage}_<12 characters>_<secret>_<checksum>; this one was cut, mistyped or is of another stage.',
    ],
    [
      'Khóa API sai dạng',
      'Khóa của hệ thống này có dạng dtm_{stage}_<12 ký tự>_<bí mật>_<kiểm tra>; khóa gửi đến bị cắt, gõ sai hoặc thuộc môi trường khác.',
    ],
  ),
  'key-unknown': row(
    401,
    'never',
    ['The API key is unknown', 'No such key was issued, or its secret is wrong.'],
    ['Khóa API không tồn tại', 'Khóa này chưa từng được cấp hoặc phần bí mật sai.'],
  ),
  'key-revoked': row(
    401,
    'never',
    ['The API key was revoked', 'Key {keyId} was revoked at {at}. Ask the operator for a new one.'],
    ['Khóa API đã bị thu hồi', 'Khóa {keyId} đã bị thu hồi lúc {at}. Hãy đề nghị cấp khóa mới.'],
  ),
  'key-expired': row(
    401,
    'never',
    ['The API key is not valid now', 'Key {keyId} is valid from {from} to {to}.'],
    ['Khóa API không còn hiệu lực', 'Khóa {keyId} có hiệu lực từ {from} đến {to}.'],
  ),
  'scope-missing': row(
    403,
    'never',
    ['The key may not do this', 'This call needs the scope "{scope}"; key {keyId} does not have it.'],
    ['Khóa không có quyền này', 'Lời gọi này cần quyền "{scope}"; khóa {keyId} không có.'],
  ),
  'foreign-agency': row(
    403,
    'never',
    [
      'The key does not act for this agency or system',
      'Key {keyId} acts for {agency} and its sub-units; {what} is not among them.',
    ],
    [
      'Khóa không đại diện cho cơ quan hoặc hệ thống này',
      'Khóa {keyId} đại diện cho {agency} và đơn vị trực thuộc; {what} không thuộc phạm vi đó.',
    ],
  ),
  'foreign-system': row(
    403,
    'never',
    ['The key is not for this system', 'Key {keyId} is only for {systems}; {what} is not among them.'],
    ['Khóa không dùng cho hệ thống này', 'Khóa {keyId} chỉ dùng cho {systems}; {what} không thuộc số đó.'],
  ),
  'not-found': row(
    404,
    'never',
    ['Not found', 'There is nothing here by this path and method. The calls are listed at /v1/openapi.json.'],
    ['Không tìm thấy', 'Không có gì tại đường dẫn và phương thức này. Danh sách lời gọi ở /v1/openapi.json.'],
  ),
  'method-not-allowed': row(
    405,
    'never',
    ['The path does not take this method', 'This path takes {allow}, not {method}.'],
    ['Đường dẫn không nhận phương thức này', 'Đường dẫn này nhận {allow}, không nhận {method}.'],
  ),
  'submission-not-found': row(
    404,
    'never',
    ['No such submission', 'The hub holds no submission {id}.'],
    ['Không có bản gửi này', 'Hệ thống không lưu bản gửi {id}.'],
  ),
  'drill-not-found': row(
    404,
    'never',
    ['No such drill', 'No recovery drill has the id {id}; GET /drills lists all.'],
    [
      'Không có lần diễn tập này',
      'Không có lần diễn tập khôi phục nào mang mã {id}; GET /drills liệt kê tất cả.',
    ],
  ),
  'revision-conflict': row(
    409,
    'never',
    [
      'This revision holds other content',
      'Revision {revision} of {what} was received at {receivedAt} with other content (sha256 {sha256}). To correct it, send a higher revision, at most {most}.',
    ],
    [
      'Lần gửi này đã có nội dung khác',
      'Lần gửi {revision} của {what} đã nhận lúc {receivedAt} với nội dung khác (sha256 {sha256}). Để đính chính, hãy gửi lần cao hơn, tối đa lần {most}.',
    ],
  ),
  'revision-superseded': row(
    409,
    'never',
    [
      'A higher revision counts',
      'Revision {revision} of {what} no longer counts: revision {highest} does. Only that can be withdrawn.',
    ],
    [
      'Đã có lần gửi cao hơn',
      'Lần gửi {revision} của {what} không còn được tính: lần {highest} đang được tính. Chỉ có thể rút lần đó.',
    ],
  ),
  'period-closed': row(
    409,
    'never',
    ['The period is closed', 'Period {period} of {dataset} took submissions until {closedAt}.'],
    ['Kỳ báo cáo đã đóng', 'Kỳ {period} của {dataset} chỉ nhận đến {closedAt}.'],
  ),
  'payload-too-large': row(
    413,
    'never',
    [
      'The body is too large',
      'At most {limit} bytes are taken. A report of one system fits; more increments go in further requests.',
    ],
    [
      'Nội dung quá lớn',
      'Chỉ nhận tối đa {limit} byte. Báo cáo của một hệ thống luôn đủ chỗ; số liệu tăng thêm hãy gửi bằng yêu cầu khác.',
    ],
  ),
  'unsupported-media-type': row(
    415,
    'never',
    ['Unsupported content type', 'Content-Type is {said}; send application/json.'],
    ['Kiểu nội dung không hỗ trợ', 'Content-Type là {said}; hãy gửi application/json.'],
  ),
  'unsupported-charset': row(
    415,
    'never',
    ['Unsupported character set', 'Content-Type says charset {said}; JSON is UTF-8 (RFC 8259 §8.1).'],
    ['Bảng mã không hỗ trợ', 'Content-Type ghi bảng mã {said}; JSON phải là UTF-8 (RFC 8259 §8.1).'],
  ),
  'unsupported-encoding': row(
    415,
    'never',
    ['Unsupported content encoding', 'Content-Encoding is {said}; send gzip or none.'],
    ['Kiểu nén không hỗ trợ', 'Content-Encoding là {said}; hãy gửi gzip hoặc không nén.'],
  ),
  'invalid-submission': row(
    422,
    'never',
    [
      'The submission breaks the rules',
      'Nothing was recorded. Errors: {count}. errors[] says what and where.',
    ],
    ['Bản gửi vi phạm quy tắc', 'Chưa ghi nhận gì. Số lỗi: {count}. errors[] nêu từng lỗi kèm vị trí.'],
  ),
  'idempotency-key-reused': row(
    422,
    'never',
    [
      'The Idempotency-Key was used for other content',
      'Idempotency-Key "{key}" came with other content at {receivedAt}. Other content needs another key; of a report, also the next revision.',
    ],
    [
      'Idempotency-Key đã dùng cho nội dung khác',
      'Idempotency-Key "{key}" đã dùng với nội dung khác lúc {receivedAt}. Nội dung khác cần khóa khác; với báo cáo, cần cả lần gửi kế tiếp.',
    ],
  ),
  'too-many-requests': row(
    429,
    'later',
    ['Too many requests', 'Wait as long as Retry-After says, then send the same request again.'],
    ['Quá nhiều yêu cầu', 'Chờ theo Retry-After rồi gửi lại đúng yêu cầu đó.'],
  ),
  'internal-error': row(
    500,
    'later',
    [
      'The hub failed',
      'This is a fault of the hub and was recorded. Sending the same request again is safe.',
    ],
    ['Hệ thống gặp lỗi', 'Đây là lỗi của hệ thống và đã được ghi nhận. Gửi lại đúng yêu cầu đó là an toàn.'],
  ),
  unavailable: row(
    503,
    'later',
    [
      'Not accepted yet',
      'The hub could not record this durably. Send the same request again after Retry-After: it is never counted twice.',
    ],
    [
      'Chưa tiếp nhận được',
      'Hệ thống chưa ghi nhận bền vững được. Hãy gửi lại đúng yêu cầu đó sau Retry-After: không bao giờ bị tính hai lần.',
    ],
  ),
  timeout: row(
    504,
    'later',
    ['No answer in time', 'Whether it was recorded is not known. Sending the same request again is safe.'],
    ['Không kịp trả lời', 'Chưa rõ đã ghi nhận hay chưa. Gửi lại đúng yêu cầu đó là an toàn.'],
  ),
} as const satisfies Record<string, Row>;

export type ProblemKind = keyof typeof problems;
export type Details = Readonly<Record<string, string | number>>;

/** One error among those of a request; `pointer` is a JSON pointer into the body, `key` the sender's own. */
export type FindingValue = {
  readonly code: FindingCode;
  readonly pointer: string | null;
  readonly parameter?: string;
  readonly key: string | null;
  readonly details: Details;
  readonly allowed?: readonly string[];
};

export type Problem = {
  readonly kind: ProblemKind;
  readonly details: Details;
  readonly findings: readonly FindingValue[];
};

export const problem = (
  kind: ProblemKind,
  details: Details = {},
  findings: readonly FindingValue[] = [],
): Problem => ({ kind, details, findings });

/** Fills `{name}` from the details; a name without a detail stays as it is, so that a test finds it. */
export const fill = (text: string, details: Details): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
