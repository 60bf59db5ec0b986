/** Findings in the JSON of a body and its form. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const jsonFindings = {
  // syntax
  'json-syntax': localized(
    '{what}: line {line}, character {character}.',
    '{what}: dòng {line}, ký tự {character}.',
  ),
  'duplicate-json-key': localized(
    'The name "{name}" stands twice in this object.',
    'Tên "{name}" xuất hiện hai lần trong đối tượng này.',
  ),
  'forbidden-name': localized(
    'The name "{name}" is refused: to some programs that read JSON it is no name but the prototype of the object.',
    'Tên "{name}" bị từ chối: một số chương trình đọc JSON hiểu đó là nguyên mẫu của đối tượng chứ không phải tên.',
  ),
  'lone-surrogate': localized(
    'The text has half of a surrogate pair.',
    'Chuỗi có ký tự bị cắt đôi: chỉ có một nửa của cặp mã thay thế.',
  ),
  'nested-too-deep': localized('Nested deeper than {limit} levels.', 'Lồng quá {limit} cấp.'),
  'too-many-digits': localized(
    'The JSON number {value} has more than 15 significant digits and would be rounded by many parsers; send it as text: "{value}".',
    'Số JSON {value} có hơn 15 chữ số có nghĩa và sẽ bị nhiều bộ đọc làm tròn; hãy gửi dạng chuỗi: "{value}".',
  ),
  // form
  'missing-field': localized('The field "{name}" is missing.', 'Thiếu trường "{name}".'),
  'unknown-field': localized('The field "{name}" is not known here.', 'Trường "{name}" không hợp lệ ở đây.'),
  'wrong-type': localized('Expected {expected}, got {got}.', 'Cần {expected}, nhận được {got}.'),
  'wrong-form': localized(
    '"{value}" does not have the form of {expected}.',
    '"{value}" không đúng dạng {expected}.',
  ),
  'too-few-items': localized(
    'The list "{name}" has {count} entries; it takes at least {limit}.',
    'Danh sách "{name}" có {count} phần tử; cần ít nhất {limit}.',
  ),
  'too-many-items': localized(
    'The list "{name}" has {count} entries; it takes at most {limit}.',
    'Danh sách "{name}" có {count} phần tử; chỉ nhận tối đa {limit}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
