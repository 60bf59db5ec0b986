/** What to do about the errors of this room: findings in files, each at its row and column. */
import type { batchesFindings } from '../../domain/batches/findings.ts';
import type { workbookFindings } from '../../domain/batches/workbook/findings.ts';
import { type FindingGuides, foundIn } from '../errors/guide.ts';

const inFile = foundIn();
const ofRequest = foundIn('invalid-request');

export const batchesFindingGuides: FindingGuides<keyof typeof batchesFindings> = {
  'empty-file': inFile(
    ['A file without content', 'Tệp rỗng'],
    {},
    'Send the file that was meant.',
    'Hãy gửi đúng tệp.',
  ),
  'no-rows': inFile(
    ['A file with a header alone', 'Tệp chỉ có tiêu đề'],
    {},
    'Fill in rows below the header.',
    'Điền các dòng dưới tiêu đề.',
  ),
  'wrong-encoding': inFile(
    ['A file in another encoding', 'Tệp dùng bảng mã khác'],
    { encoding: 'UTF-16LE' },
    'Save it as the text says.',
    'Lưu lại như hướng dẫn.',
  ),
  'bytes-not-utf-8': inFile(
    ['A byte that is not UTF-8', 'Byte không phải UTF-8'],
    { offset: 214, byte: 'f0', encoding: 'windows-1258' },
    'Save the whole file as UTF-8; do not mend the byte alone.',
    'Lưu lại toàn bộ tệp dạng UTF-8; không chỉ sửa byte đó.',
  ),
  'nul-character': inFile(
    ['A character that no text has', 'Ký tự không có trong văn bản'],
    { offset: 214 },
    'Export the file anew; send a workbook as .xlsx.',
    'Xuất lại tệp; nếu là sổ tính, hãy gửi dạng .xlsx.',
  ),
  'lone-carriage-return': inFile(
    ['Lines that end with CR alone', 'Dòng chỉ kết thúc bằng CR'],
    {},
    'Save it with the line ends of Windows or Unix.',
    'Lưu lại với kiểu xuống dòng của Windows hoặc Unix.',
  ),
  'row-too-long': inFile(
    ['A row that is too long', 'Dòng quá dài'],
    { limit: 1_048_576 },
    'Look for a quotation mark that is not closed, in this row or before.',
    'Tìm dấu ngoặc kép chưa đóng ở dòng này hoặc trước đó.',
  ),
  'unclosed-quote': inFile(
    ['A quotation mark that is not closed', 'Dấu ngoặc kép chưa đóng'],
    {},
    'Close it, or double it where it is part of the text.',
    'Đóng dấu đó, hoặc viết hai lần nếu thuộc nội dung.',
  ),
  'stray-quote': inFile(
    ['A quotation mark in the wrong place', 'Dấu ngoặc kép sai chỗ'],
    {},
    'Put the cell in quotes and double the mark in it.',
    'Đặt ô trong ngoặc kép và viết dấu bên trong hai lần.',
  ),
  'no-header': inFile(
    ['A file without a header', 'Tệp không có tiêu đề'],
    { value: 'H26.dvc' },
    'Put the names of the columns in the first row, best by the template of the dataset.',
    'Ghi tên cột ở dòng đầu, tốt nhất là dùng biểu mẫu của bộ dữ liệu.',
  ),
  'unknown-column': inFile(
    ['A column that there is not', 'Cột không có'],
    { value: 'perriod' },
    'Correct its name, or take the column out.',
    'Sửa tên cột, hoặc bỏ cột đó.',
  ),
  'duplicate-column': inFile(
    ['A column twice', 'Cột bị lặp'],
    { number: 7, value: 'value', first: 6 },
    'Take one of the two out.',
    'Bỏ một trong hai cột.',
  ),
  'missing-column': inFile(
    ['A column that is needed is missing', 'Thiếu cột bắt buộc'],
    { name: 'period' },
    'Add the column.',
    'Bổ sung cột đó.',
  ),
  'report-and-event-columns': inFile(
    ['Columns of reports and of events', 'Cột của báo cáo lẫn sự kiện'],
    { value: 'from', other: 'revision' },
    'Send reports and events in files of their own.',
    'Gửi báo cáo và sự kiện bằng các tệp riêng.',
  ),
  'long-and-wide-columns': inFile(
    ['Columns of two layouts', 'Cột của hai bố cục'],
    { value: 'transactions.received|channel=app|kind=citizen', other: 'indicator' },
    'Use one layout: a row for each cell, or a column for each cell.',
    'Chỉ dùng một bố cục: mỗi ô một dòng, hoặc mỗi ô một cột.',
  ),
  'too-many-columns': inFile(
    ['More columns than are read', 'Nhiều cột hơn mức được đọc'],
    { count: 12_001, limit: 10_000 },
    'Divide the file, or use a row for each cell.',
    'Chia tệp, hoặc dùng mỗi ô một dòng.',
  ),
  'wrong-field-count': inFile(
    ['A row with more or fewer cells than the header', 'Dòng có số ô khác tiêu đề'],
    { count: 8, expected: 7 },
    'Look for a delimiter in a text, and put that cell in quotes.',
    'Tìm dấu phân cách nằm trong nội dung và đặt ô đó trong ngoặc kép.',
  ),
  'cell-too-long': inFile(
    ['A cell that is too long', 'Ô quá dài'],
    { count: 40_000, limit: 32_767 },
    'Shorten it: no column takes so much.',
    'Rút ngắn: không cột nào nhận nhiều như vậy.',
  ),
  'empty-cell': inFile(
    ['A row that does not say which submission it is of', 'Dòng không nêu thuộc bản gửi nào'],
    { name: 'period' },
    'Fill the cell in, in each row.',
    'Điền ô đó ở mọi dòng.',
  ),
  'not-a-column-value': inFile(
    ['A value that no column takes', 'Giá trị mà không cột nào nhận'],
    { got: 'array' },
    'Write a text or a number.',
    'Ghi chuỗi hoặc số.',
  ),
  'not-a-row': inFile(
    ['A line that is no row', 'Dòng không phải một bản ghi'],
    { got: 'array' },
    'Write one object a line.',
    'Mỗi dòng ghi một đối tượng.',
  ),
  'conflicting-rows': inFile(
    ['Rows of one submission that say different things', 'Các dòng của một bản gửi mâu thuẫn nhau'],
    { name: 'revision', value: '2', first: 2, other: '1' },
    'Write the same in all rows of a submission.',
    'Ghi giống nhau ở mọi dòng của một bản gửi.',
  ),
  'comma-of-csv': ofRequest(
    ['A decimal comma of another file', 'Dấu phẩy thập phân của tệp khác'],
    { said: 'application/x-ndjson' },
    'Leave the parameter out, and write figures with a point.',
    'Bỏ tham số này và viết số với dấu chấm thập phân.',
  ),
  'declared-twice': ofRequest(
    ['A total that is declared twice', 'Tổng được khai báo hai lần'],
    { dataset: 'etx-inspection', indicator: 'incidents.recorded' },
    'Declare each indicator of a dataset once: with what all its cells in the file come to.',
    'Khai báo mỗi chỉ tiêu của một bộ dữ liệu một lần: tổng mọi ô của chỉ tiêu trong tệp.',
  ),
  'point-in-decimal-comma': inFile(
    ['A point in a file with decimal commas', 'Dấu chấm trong tệp dùng dấu phẩy thập phân'],
    { value: '1.234,5' },
    'Write figures without signs for thousands.',
    'Viết số không có dấu ngăn cách hàng nghìn.',
  ),
  'too-many-rows': inFile(
    ['A submission with too many rows', 'Bản gửi có quá nhiều dòng'],
    { limit: 5000 },
    'See whether rows stand twice; a report has at most so many cells.',
    'Kiểm tra xem dòng có bị lặp không; báo cáo có tối đa bấy nhiêu ô.',
  ),
  'submission-too-large': inFile(
    ['A submission that is too large', 'Bản gửi quá lớn'],
    { count: 300_000, limit: 262_144 },
    'Divide events over several keys.',
    'Chia sự kiện thành nhiều khóa.',
  ),
};

export const workbookFindingGuides: FindingGuides<keyof typeof workbookFindings> = {
  'broken-workbook': inFile(
    ['A workbook that is damaged', 'Sổ tính bị hỏng'],
    { what: 'xl/workbook.xml' },
    'Open it in a spreadsheet program and save it anew.',
    'Mở bằng phần mềm bảng tính rồi lưu lại.',
  ),
  'encrypted-workbook': inFile(
    ['A workbook with a password', 'Sổ tính có mật khẩu'],
    {},
    'Take the password off; the way to the hub is encrypted.',
    'Bỏ mật khẩu; đường truyền đến hệ thống đã được mã hóa.',
  ),
  'macro-workbook': inFile(
    ['A workbook with macros', 'Sổ tính có macro'],
    {},
    'Save it as .xlsx, which has none.',
    'Lưu dạng .xlsx, không kèm macro.',
  ),
  'other-workbook': inFile(
    ['A workbook of another format', 'Sổ tính định dạng khác'],
    {},
    'Save it as .xlsx or CSV; a new name alone does not change a format.',
    'Lưu lại dạng .xlsx hoặc CSV; chỉ đổi tên tệp thì không đổi định dạng.',
  ),
  'oversized-workbook': inFile(
    ['A workbook that is too large', 'Sổ tính quá lớn'],
    { what: 'xl/worksheets/sheet1.xml', limit: '64 MB' },
    'Send CSV, or divide it.',
    'Gửi CSV, hoặc chia nhỏ.',
  ),
  'several-tables': inFile(
    ['Several sheets that could be meant', 'Nhiều trang tính có thể là dữ liệu'],
    { sheets: 'Sheet1, Sheet2' },
    'Leave one sheet visible.',
    'Chỉ để hiển thị một trang.',
  ),
  'merged-cells': inFile(
    ['Merged cells', 'Ô bị gộp'],
    { range: 'B4:B6' },
    'Unmerge them and fill in each.',
    'Bỏ gộp và điền từng ô.',
  ),
  'error-cell': inFile(
    ['A cell that shows an error', 'Ô báo lỗi'],
    { value: '#DIV/0!' },
    'Mend the formula, or write the value.',
    'Sửa công thức, hoặc ghi giá trị.',
  ),
  'uncomputed-formula': inFile(
    ['A formula without its result', 'Công thức chưa có kết quả'],
    { value: 'SUM(B2:B9)' },
    'Open the file in a spreadsheet program and save it.',
    'Mở tệp bằng phần mềm bảng tính rồi lưu lại.',
  ),
  'number-too-long': inFile(
    ['A figure with more digits than a spreadsheet keeps', 'Số có nhiều chữ số hơn mức bảng tính giữ được'],
    { value: '1845547113084377500' },
    'Format the cell as text and write all digits again.',
    'Định dạng ô là văn bản và ghi lại đủ chữ số.',
  ),
};
