/** What to do about the errors of this room. */
import { localized } from '../../domain/language/localized.ts';
import type { registryFindings } from '../../domain/registry/findings.ts';
import type { registryProblems } from '../../domain/registry/problems.ts';
import { type FindingGuides, foundIn, guide, type ProblemGuides } from '../errors/guide.ts';

export const registryProblemGuides: ProblemGuides<keyof typeof registryProblems> = {
  'dataset-not-found': guide(
    { id: 'etx-monthy' },
    'Take the id from `GET /catalogue`.',
    'Lấy mã từ `GET /catalogue`.',
  ),
  'import-refused': guide(
    { count: 4 },
    'Correct each file at the places that `errors[]` names, and send all of them again.',
    'Sửa từng tệp tại các chỗ mà `errors[]` nêu rồi gửi lại tất cả.',
  ),
};

type Texts = readonly [en: string, vi: string];
/** Of the files of an import: `what` is wrong is a text of the hub's own. */
const inFiles = (meaning: Texts, what: Texts, ...remedy: Texts) => ({
  ...foundIn('import-refused')(meaning, {}, ...remedy),
  words: { what: localized(...what) },
});
const inReport = foundIn('invalid-submission');
const anywhere = foundIn('invalid-request', 'invalid-submission');

export const registryFindingGuides: FindingGuides<keyof typeof registryFindings> = {
  'unknown-system': foundIn('invalid-request', 'invalid-submission', 'invalid-change')(
    ['A system that the registry does not have', 'Hệ thống không có trong danh bạ'],
    { value: 'H26.dvcc' },
    'Take the id from `GET /systems` or `GET /me`; a new system is entered by the operator.',
    'Lấy mã từ `GET /systems` hoặc `GET /me`; hệ thống mới do đơn vị vận hành đăng ký.',
  ),
  'system-not-connected': inReport(
    ['A system that does not report yet, or not now', 'Hệ thống chưa kết nối hoặc đang tạm ngừng'],
    { value: 'H26.dvc', stage: 'testing' },
    'Ask the operator to set the system to connected.',
    'Đề nghị đơn vị vận hành chuyển hệ thống sang trạng thái đã kết nối.',
  ),
  'system-not-valid': inReport(
    ['A system that was not there in this period', 'Hệ thống không tồn tại trong kỳ này'],
    { value: 'H26.dvc', from: '2026-10-15', to: '2026-11-14' },
    'Correct the period, or report for the system that was there then.',
    'Sửa lại kỳ, hoặc gửi cho hệ thống có trong kỳ đó.',
  ),
  'unknown-agency': foundIn('invalid-request', 'invalid-submission', 'invalid-change')(
    ['An agency that the registry does not have', 'Cơ quan không có trong danh bạ'],
    { value: 'H999' },
    'Find the code by `GET /agencies?search=`.',
    'Tra mã bằng `GET /agencies?search=`.',
  ),
  'agency-closed': inReport(
    ['An agency that was not there in this period', 'Cơ quan không hoạt động trong kỳ này'],
    { value: 'H02', from: '2026-10-15', to: '2026-11-14', absence: 'merged', into: 'H26' },
    'Name the agency that the system was with in the period, or leave `agency` out.',
    'Ghi cơ quan quản lý hệ thống trong kỳ đó, hoặc bỏ trường `agency`.',
  ),
  'agency-mismatch': inReport(
    ['A system of another agency', 'Hệ thống thuộc cơ quan khác'],
    { system: 'H26.dvc', actual: 'H26', value: 'H01' },
    'Correct one of the two, or leave `agency` out: the registry knows it.',
    'Sửa một trong hai, hoặc bỏ trường `agency`: danh bạ đã có.',
  ),
  'agency-later': foundIn('invalid-request')(
    ['An agency that was not there on that day', 'Cơ quan chưa có vào ngày đó'],
    { value: 'H99', from: '2027-01-01', day: '2026-11-20' },
    'Take a later `asOf`.',
    'Chọn `asOf` muộn hơn.',
  ),
  'unknown-dataset': anywhere(
    ['A dataset that the catalogue does not have', 'Bộ dữ liệu không có trong danh mục'],
    { value: 'etx-monthy' },
    'Take the id from `GET /catalogue`; `allowed`, where it is there, lists them.',
    'Lấy mã từ `GET /catalogue`; nếu có, `allowed` liệt kê các mã.',
  ),
  'unknown-version': foundIn('invalid-request')(
    ['A version of the catalogue that there never was', 'Phiên bản danh mục không tồn tại'],
    { value: 12, newest: 3 },
    'Take a version up to the newest; leave the parameter out for that one.',
    'Chọn phiên bản không quá phiên bản mới nhất; bỏ tham số để xem phiên bản đó.',
  ),
  'period-of-none': foundIn('invalid-change')(
    ['A period that no dataset has', 'Kỳ mà không bộ dữ liệu nào có'],
    { value: '2026-13' },
    'Write a month, quarter, half-year or year as `allowed` shows.',
    'Viết tháng, quý, nửa năm hoặc năm như `allowed` nêu.',
  ),
  'impossible-period': anywhere(
    ['A period that the dataset does not have', 'Kỳ mà bộ dữ liệu không có'],
    { value: '2026-Q4', dataset: 'etx-inspection', kind: 'half-year', example: '2026-H2' },
    'Take a period that `GET /me` lists as open for this dataset.',
    'Chọn kỳ mà `GET /me` nêu là đang mở cho bộ dữ liệu này.',
  ),
  'import-file': inFiles(
    ['A file that cannot be read', 'Tệp không đọc được'],
    [
      'not JSON: The text ends too early: line 1, character 2.',
      'không phải JSON: Văn bản kết thúc quá sớm: dòng 1, ký tự 2.',
    ],
    'Save it anew as CSV or JSON in UTF-8, with the columns of the example in seed/.',
    'Lưu lại dạng CSV hoặc JSON bằng UTF-8, với các cột như ví dụ trong seed/.',
  ),
  'import-row': inFiles(
    ['A row that does not fit its columns', 'Dòng không khớp các cột'],
    ['9 cells', '9 ô'],
    'Count its fields; put a value with a comma in double quotes.',
    'Đếm lại số trường; đặt giá trị có dấu phẩy trong dấu ngoặc kép.',
  ),
  'import-value': inFiles(
    ['A value that is not of its form', 'Giá trị sai dạng'],
    ['unknown value: "city"', 'giá trị lạ: "city"'],
    'Write it as `allowed` says.',
    'Viết như `allowed` nêu.',
  ),
  'import-rule': inFiles(
    ['A record that breaks a rule of the registry', 'Bản ghi trái quy tắc của danh bạ'],
    ['unknown agency: "G06"', 'không có cơ quan: "G06"'],
    'Correct it, or the record that it names; `allowed` says what fits.',
    'Sửa bản ghi đó, hoặc bản ghi mà nó dẫn đến; `allowed` nêu giá trị phù hợp.',
  ),
  'import-received': inFiles(
    ['A change that would move what was received', 'Thay đổi ảnh hưởng đến dữ liệu đã nhận'],
    [
      'a coarser scale of indicator share-on-time: 1',
      'ít chữ số thập phân hơn trước của chỉ tiêu share-on-time: 1',
    ],
    'Let the change begin after what was received, or enter a new system.',
    'Cho thay đổi có hiệu lực sau dữ liệu đã nhận, hoặc đăng ký hệ thống mới.',
  ),
  'import-newer': inFiles(
    ['A record of a later release', 'Bản ghi của bản phát hành mới hơn'],
    [
      'the registry has fields of it that this release does not know: ["later"]',
      'danh bạ có các trường của mục này mà bản phát hành này không biết: ["later"]',
    ],
    'Bring the hub up to that release first.',
    'Hãy nâng cấp hệ thống lên bản phát hành đó trước.',
  ),
};
