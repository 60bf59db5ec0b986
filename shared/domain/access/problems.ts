/** Problems of whoever asks: keys, and what they may do. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

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
} satisfies Readonly<Record<string, ProblemRow>>;
