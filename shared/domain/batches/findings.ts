/** Findings in files: their bytes, their header, their rows. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const batchesFindings = {
  // the file as a whole
  'empty-file': localized('The file is empty.', 'Tệp không có nội dung.'),
  'no-rows': localized(
    'There is a header, and no row below it.',
    'Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu nào.',
  ),
  // bytes
  'wrong-encoding': localized(
    'The file is {encoding}, not UTF-8. Save it as UTF-8 (Excel: "CSV UTF-8"; elsewhere: iconv -f {encoding} -t UTF-8).',
    'Tệp dùng bảng mã {encoding}, không phải UTF-8. Hãy lưu lại dạng UTF-8 (Excel: "CSV UTF-8"; nơi khác: iconv -f {encoding} -t UTF-8).',
  ),
  'bytes-not-utf-8': localized(
    'Byte {offset} (0x{byte}) is not UTF-8; by the bytes around it the file is {encoding}. Save it as UTF-8 (Excel: "CSV UTF-8"; elsewhere: iconv -f {encoding} -t UTF-8).',
    'Byte {offset} (0x{byte}) không phải UTF-8; theo các byte xung quanh, tệp dùng bảng mã {encoding}. Hãy lưu lại dạng UTF-8 (Excel: "CSV UTF-8"; nơi khác: iconv -f {encoding} -t UTF-8).',
  ),
  'nul-character': localized(
    'Byte {offset} is NUL, which no text has: the file is damaged, or no text.',
    'Byte {offset} là ký tự NUL, không có trong văn bản: tệp bị hỏng hoặc không phải tệp văn bản.',
  ),
  'lone-carriage-return': localized(
    'A carriage return (CR) stands without a line feed (LF). Lines end with LF or CR LF; within a cell it has to be in quotes.',
    'Có ký tự CR đứng một mình, không kèm LF. Dòng phải kết thúc bằng LF hoặc CR LF; trong ô thì phải đặt trong dấu ngoặc kép.',
  ),
  'row-too-long': localized(
    'The row has more than {limit} bytes. A quotation mark that is opened and not closed makes one row of all that follow.',
    'Dòng dài hơn {limit} byte. Dấu ngoặc kép mở mà không đóng sẽ gộp mọi dòng sau thành một dòng.',
  ),
  'unclosed-quote': localized(
    'A quotation mark opens in this row and is never closed.',
    'Dấu ngoặc kép mở ở dòng này và không bao giờ được đóng.',
  ),
  'stray-quote': localized(
    'A quotation mark stands where none may. A cell that has one is put in quotes, and the one in it is doubled: "5"" pipe".',
    'Dấu ngoặc kép đặt sai chỗ. Ô có dấu này phải đặt trong ngoặc kép và dấu bên trong viết hai lần: "5"" pipe".',
  ),
  // header
  'no-header': localized(
    'The first row names no column, as a header does: "{value}".',
    'Dòng đầu tiên không phải tiêu đề, không nêu tên cột nào: "{value}".',
  ),
  'unknown-column': localized('There is no column "{value}".', 'Không có cột "{value}".'),
  'duplicate-column': localized(
    'Column {number} is "{value}", as column {first} is already.',
    'Cột {number} là "{value}", trùng với cột {first}.',
  ),
  'missing-column': localized('The column "{name}" is missing.', 'Thiếu cột "{name}".'),
  'report-and-event-columns': localized(
    'The column "{value}" is of events and "{other}" of reports; a file has rows of one kind.',
    'Cột "{value}" dùng cho sự kiện còn "{other}" dùng cho báo cáo; một tệp chỉ có một loại.',
  ),
  'long-and-wide-columns': localized(
    'The column "{value}" is a cell by itself, and "{other}" says in each row which cell it is; a file has one layout.',
    'Cột "{value}" tự nó là một ô số liệu, còn "{other}" cho biết ô ở từng dòng; một tệp chỉ dùng một bố cục.',
  ),
  'too-many-columns': localized(
    'There are {count} columns; at most {limit} are read.',
    'Có {count} cột; chỉ đọc tối đa {limit}.',
  ),
  // rows
  'wrong-field-count': localized(
    'The row has {count} cells; the header has {expected}. A cell with the delimiter in it is put in quotes.',
    'Dòng có {count} ô; tiêu đề có {expected}. Ô chứa dấu phân cách phải đặt trong dấu ngoặc kép.',
  ),
  'cell-too-long': localized(
    'The cell has {count} characters; at most {limit} are read.',
    'Ô có {count} ký tự; chỉ đọc tối đa {limit}.',
  ),
  'empty-cell': localized(
    'The cell "{name}" is empty, and without it nobody can tell which submission the row is of.',
    'Ô "{name}" trống nên không biết dòng này thuộc bản gửi nào.',
  ),
  'not-a-column-value': localized(
    'The value is {got}; a row of NDJSON has text and numbers only.',
    'Giá trị là {got}; mỗi dòng NDJSON chỉ gồm chuỗi và số.',
  ),
  'not-a-row': localized(
    'The line is {got}, not an object with the columns as its names.',
    'Dòng là {got}, không phải đối tượng có tên trường là tên cột.',
  ),
  'conflicting-rows': localized(
    'Here {name} is "{value}", in row {first} it is "{other}"; both rows are of one submission.',
    'Ở đây {name} là "{value}", ở dòng {first} là "{other}"; hai dòng thuộc cùng một bản gửi.',
  ),
  'comma-of-csv': localized(
    'A decimal comma is declared of CSV files alone; this one is {said}.',
    'Dấu phẩy thập phân chỉ khai báo cho tệp CSV; tệp này là {said}.',
  ),
  'declared-twice': localized(
    'The total of {indicator} in {dataset} is declared twice.',
    'Tổng của {indicator} trong {dataset} được khai báo hai lần.',
  ),
  'point-in-decimal-comma': localized(
    '"{value}" has a point, and the file is declared to be written with a decimal comma: write 1234,5, without signs for thousands.',
    '"{value}" có dấu chấm, trong khi tệp được khai báo dùng dấu phẩy thập phân: hãy viết 1234,5, không dùng dấu ngăn cách hàng nghìn.',
  ),
  'too-many-rows': localized('The submission has more than {limit} rows.', 'Bản gửi có hơn {limit} dòng.'),
  'submission-too-large': localized(
    'The rows of the submission make {count} bytes; at most {limit} are taken, as by the call.',
    'Các dòng của bản gửi tạo thành {count} byte; chỉ nhận tối đa {limit}, như khi gọi trực tiếp.',
  ),
} satisfies Readonly<Record<string, Localized>>;
