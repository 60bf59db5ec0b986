/** Errors in the JSON of a body and its form. */
import type { jsonFindings } from '../../domain/json/findings.ts';
import { type FindingGuides, foundIn } from './guide.ts';

const inText = foundIn('malformed-json');
const inForm = foundIn('invalid-submission', 'invalid-change');

export const jsonFindingGuides: FindingGuides<keyof typeof jsonFindings> = {
  'json-syntax': inText(
    ['The text breaks the grammar of JSON', 'Văn bản sai cú pháp JSON'],
    { what: 'comma-expected', line: 4, character: 17 },
    'Mend the place; a program should write JSON by a library, not by joining text.',
    'Sửa tại vị trí đó; chương trình nên tạo JSON bằng thư viện thay vì nối chuỗi.',
  ),
  'duplicate-json-key': inText(
    ['An object has a name twice', 'Một đối tượng có hai tên trùng nhau'],
    { name: 'value' },
    'Leave one of the two; programs differ in which of them they read.',
    'Chỉ giữ một trong hai; các chương trình đọc khác nhau khi tên bị lặp.',
  ),
  'forbidden-name': inText(
    ['A name that some programs read as their own', 'Tên mà một số chương trình hiểu theo nghĩa riêng'],
    { name: '__proto__' },
    'Leave it out: no report has such a field.',
    'Bỏ tên đó: không báo cáo nào có trường như vậy.',
  ),
  'lone-surrogate': inText(
    ['Half of a character', 'Một nửa ký tự'],
    {},
    'See where the text was cut, and cut between characters; no field of a report needs such characters.',
    'Tìm chỗ chuỗi bị cắt và cắt giữa hai ký tự; không trường nào của báo cáo cần ký tự như vậy.',
  ),
  'nested-too-deep': inText(
    ['Objects or lists within each other, too many', 'Đối tượng hoặc danh sách lồng nhau quá nhiều'],
    { limit: 20 },
    'Send the form of the document; none is nested so deep.',
    'Gửi theo mẫu trong tài liệu; không mẫu nào lồng sâu như vậy.',
  ),
  'too-many-digits': foundIn('malformed-json', 'invalid-submission', 'invalid-change')(
    ['A number with more digits than programs keep', 'Số có nhiều chữ số hơn mức các chương trình giữ được'],
    { value: '1845547113084377528' },
    'Put it in quotes.',
    'Đặt số trong dấu ngoặc kép.',
  ),
  'missing-field': inForm(
    ['A field that is needed is missing', 'Thiếu trường bắt buộc'],
    { name: 'period' },
    'Add the field at the pointer.',
    'Bổ sung trường tại vị trí mà `pointer` nêu.',
  ),
  'unknown-field': inForm(
    ['A field that is not of this form', 'Trường không thuộc mẫu này'],
    { name: 'note' },
    'Correct its name (capitals matter) or leave it out; the document has the fields that there are.',
    'Sửa tên (phân biệt chữ hoa, chữ thường) hoặc bỏ trường; tài liệu nêu các trường có trong mẫu.',
  ),
  'wrong-type': inForm(
    ['Another kind of value is taken here', 'Chỗ này cần loại giá trị khác'],
    { expected: 'array', got: 'object' },
    'Send the kind of value that the document has for this field.',
    'Gửi đúng loại giá trị mà tài liệu nêu cho trường này.',
  ),
  'wrong-form': foundIn('invalid-request', 'invalid-submission', 'invalid-change')(
    ['A text that is not written as it has to be', 'Chuỗi không đúng cách viết quy định'],
    { value: '11/2026', expected: 'period' },
    'Write it as the document shows; `allowed`, where it is there, has what is taken.',
    'Viết theo ví dụ trong tài liệu; nếu có, `allowed` nêu các giá trị được nhận.',
  ),
  'too-few-items': inForm(
    ['A list has too few entries', 'Danh sách có quá ít phần tử'],
    { name: 'increments', count: 0, limit: 1 },
    'Fill the list, or do not send the request.',
    'Bổ sung phần tử, hoặc không gửi yêu cầu.',
  ),
  'too-many-items': inForm(
    ['A list has too many entries', 'Danh sách có quá nhiều phần tử'],
    { name: 'increments', count: 501, limit: 500 },
    'Divide the list over several requests.',
    'Chia danh sách thành nhiều yêu cầu.',
  ),
};
