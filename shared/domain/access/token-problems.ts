/** Problems of who comes with an access token of the issuer (RFC 6750 §3.1). */
import { later, never, type ProblemRow } from '../problems/problem-row.ts';

export const tokenProblems = {
  'token-not-taken': never(
    401,
    [
      'The hub takes no access tokens',
      'No issuer of tokens is set for this hub. Send an API key: "Authorization: Bearer dtm_…".',
    ],
    [
      'Hệ thống không nhận mã truy cập',
      'Hệ thống này chưa đặt nơi cấp mã truy cập. Hãy gửi khóa API: "Authorization: Bearer dtm_…".',
    ],
  ),
  'token-refused': never(
    401,
    [
      'The access token is not accepted',
      'Errors of the token: {count}. errors[] says what. Get another one.',
    ],
    [
      'Mã truy cập không được chấp nhận',
      'Số lỗi của mã truy cập: {count}. errors[] nêu từng lỗi. Hãy lấy mã khác.',
    ],
  ),
  'token-expired': never(
    401,
    ['The access token has expired', 'It was valid until {to}. Get another one, and send the same again.'],
    ['Mã truy cập đã hết hạn', 'Mã có hiệu lực đến {to}. Hãy lấy mã khác rồi gửi lại đúng yêu cầu đó.'],
  ),
  'client-unknown': never(
    401,
    [
      'The client is not registered',
      'The token is in order; client {clientId} of its issuer is not registered here.',
    ],
    [
      'Ứng dụng khách chưa được đăng ký',
      'Mã truy cập hợp lệ; ứng dụng khách {clientId} của nơi cấp chưa được đăng ký tại đây.',
    ],
  ),
  'client-revoked': never(
    401,
    [
      'The client was revoked',
      'Client {clientId} ({keyId}) was revoked at {at}: none of its tokens is accepted. Ask the operator.',
    ],
    [
      'Ứng dụng khách đã bị thu hồi',
      'Ứng dụng khách {clientId} ({keyId}) đã bị thu hồi lúc {at}: mọi mã truy cập đều bị từ chối. Hãy hỏi đơn vị vận hành.',
    ],
  ),
  'client-expired': never(
    401,
    [
      'The client is not registered for now',
      'Client {clientId} ({keyId}) is registered from {from} to {to}.',
    ],
    [
      'Đăng ký của ứng dụng khách không còn hiệu lực',
      'Ứng dụng khách {clientId} ({keyId}) được đăng ký từ {from} đến {to}.',
    ],
  ),
  'token-scope': never(
    403,
    [
      'The access token is not for this call',
      'This call needs "{scope}" in the scope of the token. Ask the issuer for a token with it.',
    ],
    [
      'Mã truy cập không dùng cho lời gọi này',
      'Lời gọi này cần "{scope}" trong phạm vi ("scope") của mã truy cập. Hãy lấy mã có phạm vi đó.',
    ],
  ),
  'issuer-unavailable': later(
    503,
    [
      'The issuer of tokens cannot be asked',
      'Whether this token is genuine cannot be known now. Send the same request again after Retry-After.',
    ],
    [
      'Chưa hỏi được nơi cấp mã truy cập',
      'Hiện chưa thể xác minh mã truy cập này. Hãy gửi lại đúng yêu cầu đó sau Retry-After.',
    ],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
