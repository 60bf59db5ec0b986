/** Problems of whoever asks: keys, and what they may do. */
import { later, never, type ProblemRow } from '../problems/problem-row.ts';
import { quotaProblems } from './quota-problems.ts';

export const accessProblems = {
  'key-missing': never(
    401,
    ['No API key', 'Send the key as "Authorization: Bearer dtm_…" or as "X-API-Key: dtm_…".'],
    ['Thiếu khóa API', 'Gửi khóa trong "Authorization: Bearer dtm_…" hoặc "X-API-Key: dtm_…".'],
  ),
  'key-malformed': never(
    401,
    [
      'The API key is malformed',
      'A key of this hub reads dtm_{stage}_<12 characters>_<secret>_<checksum>; this one was cut, mistyped or is of another stage.',
    ],
    [
      'Khóa API sai dạng',
      'Khóa của hệ thống này có dạng dtm_{stage}_<12 ký tự>_<bí mật>_<kiểm tra>; khóa gửi đến bị cắt, gõ sai hoặc thuộc môi trường khác.',
    ],
  ),
  'key-unknown': never(
    401,
    ['The API key is unknown', 'No such key was issued, or its secret is wrong.'],
    ['Khóa API không tồn tại', 'Khóa này chưa từng được cấp hoặc phần bí mật sai.'],
  ),
  'key-revoked': never(
    401,
    ['The API key was revoked', 'Key {keyId} was revoked at {at}. Ask the operator for a new one.'],
    ['Khóa API đã bị thu hồi', 'Khóa {keyId} đã bị thu hồi lúc {at}. Hãy đề nghị cấp khóa mới.'],
  ),
  'key-expired': never(
    401,
    ['The API key is not valid now', 'Key {keyId} is valid from {from} to {to}.'],
    ['Khóa API không còn hiệu lực', 'Khóa {keyId} có hiệu lực từ {from} đến {to}.'],
  ),
  'key-network': never(
    403,
    [
      'The key is not taken from this network',
      'Key {keyId} is limited to networks that {address} is not in. Call from one of them, or ask the operator.',
    ],
    [
      'Khóa không được chấp nhận từ mạng này',
      'Khóa {keyId} chỉ dùng được từ những mạng đã đăng ký; {address} không thuộc số đó. Hãy gọi từ một mạng đã đăng ký hoặc liên hệ đơn vị vận hành.',
    ],
  ),
  'key-not-found': never(
    404,
    ['There is no such key', 'No key {id} was issued.'],
    ['Không có khóa này', 'Khóa {id} chưa từng được cấp.'],
  ),
  'key-ended': never(
    409,
    ['The key was revoked already', 'Key {keyId} was revoked at {at}.'],
    ['Khóa đã bị thu hồi từ trước', 'Khóa {keyId} đã bị thu hồi lúc {at}.'],
  ),
  'key-has-next': never(
    409,
    [
      'The key has a next one',
      'Key {keyId} is followed by {other}, which is live: rotate that one, or revoke it first.',
    ],
    [
      'Khóa đã có khóa kế tiếp',
      'Khóa {keyId} đã có khóa kế tiếp {other} còn hiệu lực: hãy đổi khóa đó hoặc thu hồi trước.',
    ],
  ),
  'key-line-full': never(
    409,
    [
      'Two keys of this line are live',
      'Beside {keyId} the one before it, {other}, is live until {to}: at most two are at a time. Revoke it, or wait.',
    ],
    [
      'Dòng khóa này đã có hai khóa còn hiệu lực',
      'Bên cạnh {keyId}, khóa trước đó {other} còn hiệu lực đến {to}: mỗi lúc tối đa hai khóa. Hãy thu hồi hoặc chờ.',
    ],
  ),
  'key-id-taken': never(
    409,
    ['There is a key of this id', 'Key {keyId} is another key: make one anew.'],
    ['Mã khóa đã được dùng', 'Khóa {keyId} là một khóa khác: hãy tạo khóa mới.'],
  ),
  'client-not-found': never(
    404,
    ['There is no such client', 'No client {id} was registered.'],
    ['Không có ứng dụng khách này', 'Ứng dụng khách {id} chưa từng được đăng ký.'],
  ),
  'client-ended': never(
    409,
    [
      'The client was revoked',
      'Client {clientId} was revoked at {at}, for ever. Register another client id of the issuer.',
    ],
    [
      'Ứng dụng khách đã bị thu hồi',
      'Ứng dụng khách {clientId} đã bị thu hồi vĩnh viễn lúc {at}. Hãy đăng ký một mã ứng dụng khách khác của nơi cấp mã truy cập.',
    ],
  ),
  'client-id-taken': never(
    409,
    [
      'The id of this client is taken',
      'By its name {clientId} would have the id {id}, which belongs to another. Give the client another name at the issuer.',
    ],
    [
      'Mã của ứng dụng khách đã được dùng',
      'Theo tên {clientId}, ứng dụng khách sẽ có mã {id}, đã thuộc về đối tượng khác. Hãy đặt tên khác tại nơi cấp mã truy cập.',
    ],
  ),
  'scope-missing': never(
    403,
    ['The key may not do this', 'This call needs the scope "{scope}"; key {keyId} does not have it.'],
    ['Khóa không có quyền này', 'Lời gọi này cần quyền "{scope}"; khóa {keyId} không có.'],
  ),
  'foreign-agency': never(
    403,
    [
      'The key does not act for this agency or system',
      'Key {keyId} acts for {agency} and its sub-units; {what} is not among them.',
    ],
    [
      'Khóa không đại diện cho cơ quan hoặc hệ thống này',
      'Khóa {keyId} đại diện cho {agency} và đơn vị trực thuộc; {what} không thuộc phạm vi đó.',
    ],
  ),
  'foreign-system': never(
    403,
    ['The key is not for this system', 'Key {keyId} is only for {systems}; {what} is not among them.'],
    ['Khóa không dùng cho hệ thống này', 'Khóa {keyId} chỉ dùng cho {systems}; {what} không thuộc số đó.'],
  ),
  'signature-refused': never(
    403,
    [
      'The signature is not accepted',
      'The call carries an AWS signature (SigV4) that is wrong or too old: key, clock (five minutes), path and body have to be those that were signed. Calls that need none are listed at /v1/openapi.json.',
    ],
    [
      'Chữ ký không được chấp nhận',
      'Chữ ký AWS (SigV4) của lời gọi sai hoặc quá cũ: khóa, đồng hồ (năm phút), đường dẫn và nội dung phải đúng như khi ký. Các lời gọi không cần chữ ký có ở /v1/openapi.json.',
    ],
  ),
  'operator-not-allowed': never(
    403,
    [
      'The operator may not do this',
      'No policy of the identity that signed allows this call. docs/deploy.md says which policy has which task.',
    ],
    [
      'Người vận hành không có quyền này',
      'Danh tính đã ký không có chính sách nào cho phép lời gọi này. docs/deploy.md nêu chính sách của từng việc.',
    ],
  ),
  'version-missing': never(
    428,
    [
      'The change does not say on which version it is made',
      'Read {task} first, and repeat its ETag in If-Match: nobody then overwrites what another has changed.',
    ],
    [
      'Chưa nêu phiên bản làm căn cứ thay đổi',
      'Hãy đọc {task} trước rồi gửi lại ETag trong If-Match: như vậy không ai ghi đè thay đổi của người khác.',
    ],
  ),
  'version-changed': never(
    412,
    [
      'Somebody has changed it since',
      'The change was made on version {on} of {task}, which stands at {now}; errors[] says what was changed. Look at it, and decide anew.',
    ],
    [
      'Đã có người thay đổi',
      'Thay đổi dựa trên phiên bản {on} của {task}, hiện là {now}; errors[] nêu các thay đổi. Hãy xem rồi quyết định lại.',
    ],
  ),
  'task-busy': later(
    409,
    ['Another operator is at it', 'Another change of {task} is being made. Ask again after Retry-After.'],
    [
      'Người khác đang thực hiện',
      'Một thay đổi khác của {task} đang được thực hiện. Hãy thử lại sau Retry-After.',
    ],
  ),
  'invalid-change': never(
    422,
    ['The change breaks the rules', 'Nothing was changed. Errors: {count}. errors[] says what and where.'],
    ['Thay đổi vi phạm quy tắc', 'Chưa thay đổi gì. Số lỗi: {count}. errors[] nêu từng lỗi kèm vị trí.'],
  ),
  ...quotaProblems,
} satisfies Readonly<Record<string, ProblemRow>>;
