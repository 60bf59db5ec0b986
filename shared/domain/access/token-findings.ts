/** Findings of an access token: what of it is not as it has to be. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const tokenFindings = {
  'token-form': localized(
    'This is no access token: three parts of base64url with a dot between them, at most {limit} characters.',
    'Đây không phải là mã truy cập: cần ba phần base64url ngăn cách bằng dấu chấm, tối đa {limit} ký tự.',
  ),
  'token-json': localized(
    'Header or claims of the token cannot be read: each is a JSON object in UTF-8 that has every name once.',
    'Không đọc được phần đầu hoặc nội dung của mã truy cập: mỗi phần là một đối tượng JSON dạng UTF-8, mỗi tên chỉ có một lần.',
  ),
  'token-header': localized(
    'The header of the token needs the id of a key (kid), a text as type (typ) if any, and no "crit".',
    'Phần đầu của mã truy cập cần mã khóa (kid), loại (typ) nếu có phải là chuỗi, và không được có "crit".',
  ),
  'token-algorithm': localized(
    'The token is signed with {value}; accepted: {expected}.',
    'Mã truy cập ký bằng {value}; được chấp nhận: {expected}.',
  ),
  'token-type': localized(
    'The token is of type {value}; accepted: {expected}.',
    'Mã truy cập thuộc loại {value}; được chấp nhận: {expected}.',
  ),
  'token-issuer': localized(
    'The token is of issuer {value}; accepted: {expected}.',
    'Mã truy cập do {value} cấp; được chấp nhận: {expected}.',
  ),
  'token-key': localized(
    'The issuer has no key of the id that the token names.',
    'Nơi cấp không có khóa nào với mã mà mã truy cập nêu.',
  ),
  'token-signature': localized(
    'The signature of the token is not that of its issuer.',
    'Chữ ký của mã truy cập không phải của nơi cấp.',
  ),
  'token-audience': localized(
    'The token is for {value}; it has to be for {expected}.',
    'Mã truy cập dành cho {value}; cần dành cho {expected}.',
  ),
  'token-claim': localized(
    'The claim "{name}" of the token is missing, or not of its form.',
    'Thông tin "{name}" của mã truy cập bị thiếu hoặc sai dạng.',
  ),
  'token-expired': localized('The token was valid until {to}.', 'Mã truy cập có hiệu lực đến {to}.'),
  'token-early': localized(
    'The token is valid from {from} on: compare the clocks.',
    'Mã truy cập có hiệu lực từ {from}: hãy so đồng hồ.',
  ),
} satisfies Readonly<Record<string, Localized>>;
