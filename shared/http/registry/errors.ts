/** What to do about the errors of this room. */
import type { registryFindings } from '../../domain/registry/findings.ts';
import type { registryProblems } from '../../domain/registry/problems.ts';
import { type FindingGuides, foundIn, guide, type ProblemGuides } from '../errors/guide.ts';

export const registryProblemGuides: ProblemGuides<keyof typeof registryProblems> = {
  'dataset-not-found': guide(
    { id: 'etx-monthy' },
    'Take the id from `GET /catalogue`.',
    'Lấy mã từ `GET /catalogue`.',
  ),
};

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
  'impossible-period': anywhere(
    ['A period that the dataset does not have', 'Kỳ mà bộ dữ liệu không có'],
    { value: '2026-Q4', dataset: 'etx-inspection', kind: 'half-year', example: '2026-H2' },
    'Take a period that `GET /me` lists as open for this dataset.',
    'Chọn kỳ mà `GET /me` nêu là đang mở cho bộ dữ liệu này.',
  ),
};
