/** Findings in spreadsheets: what of the file, a sheet or a cell cannot be read as its author sees it. */
import type { Localized } from '../../../contract/text.ts';
import { localized } from '../../language/localized.ts';

export const workbookFindings = {
  'broken-workbook': localized(
    'The file is not a whole .xlsx workbook: {what} is missing, damaged or not as it says. Open it in a spreadsheet program and save it anew as .xlsx.',
    'Tệp không phải sổ tính .xlsx nguyên vẹn: {what} bị thiếu, hỏng hoặc không như ghi trong tệp. Hãy mở bằng phần mềm bảng tính và lưu lại dạng .xlsx.',
  ),
  'encrypted-workbook': localized(
    'The workbook is encrypted. Save it without a password.',
    'Sổ tính được mã hóa. Hãy lưu lại không đặt mật khẩu.',
  ),
  'macro-workbook': localized(
    'The workbook has macros, which are not taken. Save it as .xlsx.',
    'Sổ tính có macro, không được tiếp nhận. Hãy lưu lại dạng .xlsx.',
  ),
  'other-workbook': localized(
    'The file is of another format (such as .xls, .xlsb or .ods). Save it as .xlsx or CSV.',
    'Tệp có định dạng khác (như .xls, .xlsb hoặc .ods). Hãy lưu lại dạng .xlsx hoặc CSV.',
  ),
  'oversized-workbook': localized(
    'The workbook is larger than it is read: {what} goes beyond {limit}. Send CSV instead, or several files.',
    'Sổ tính vượt quá mức được đọc: {what} vượt {limit}. Hãy gửi CSV hoặc chia thành nhiều tệp.',
  ),
  'several-tables': localized(
    'Several visible sheets begin with a header: {sheets}. Send one file for each, or hide those that are not meant.',
    'Nhiều trang tính hiển thị có dòng tiêu đề: {sheets}. Hãy gửi mỗi trang một tệp, hoặc ẩn các trang không gửi.',
  ),
  'merged-cells': localized(
    'The cells {range} are merged: only the first has the value, the others are empty. Unmerge them and fill in each.',
    'Các ô {range} được gộp: chỉ ô đầu tiên có giá trị, các ô khác trống. Hãy bỏ gộp và điền từng ô.',
  ),
  'error-cell': localized('The cell shows the error {value}.', 'Ô đang báo lỗi {value}.'),
  'uncomputed-formula': localized(
    'The formula {value} has no result in the file. Open it in a spreadsheet program and save it, or write the value.',
    'Công thức {value} chưa có kết quả trong tệp. Hãy mở bằng phần mềm bảng tính rồi lưu lại, hoặc ghi giá trị.',
  ),
  'number-too-long': localized(
    '{value} stands in a cell of numbers, which holds 15 digits. Format the cell as text and write the figure again.',
    '{value} nằm trong ô kiểu số, chỉ giữ được 15 chữ số. Hãy định dạng ô là văn bản và ghi lại số liệu.',
  ),
} satisfies Readonly<Record<string, Localized>>;
