/** Findings in what is sent: revisions, times, cells. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const submissionsFindings = {
  // what stands already
  'revision-conflict': localized(
    'Revision {value} holds other content since {receivedAt}; a correction has one above {highest}, at most {most}.',
    'Lần gửi {value} đã có nội dung khác từ {receivedAt}; để đính chính, hãy gửi lần cao hơn {highest}, tối đa lần {most}.',
  ),
  'idempotency-key-reused': localized(
    'The key "{value}" came with other content at {receivedAt}. Other content: of a report the next revision, with any key; of events another key.',
    'Khóa "{value}" đã dùng với nội dung khác lúc {receivedAt}. Nội dung khác: với báo cáo, gửi lần kế tiếp, khóa nào cũng được; với sự kiện, dùng khóa khác.',
  ),
  'revision-superseded': localized(
    '"{value}" is not the highest revision; {highest} is, and only the highest can be withdrawn.',
    '"{value}" không phải lần gửi cao nhất; lần cao nhất là {highest}, và chỉ rút được lần cao nhất.',
  ),
  'period-closed': localized(
    'Period {value} took submissions until {closedAt}.',
    'Kỳ {value} chỉ nhận đến {closedAt}.',
  ),
  // when
  'impossible-bucket': localized(
    '"{value}" is no bucket of {dataset} in period {period}, which runs from {from} to {to}; the finest is a {level}.',
    '"{value}" không phải khoảng thời gian của {dataset} trong kỳ {period} (từ {from} đến {to}); mức nhỏ nhất là {level}.',
  ),
  'no-period': localized(
    '{dataset} has no reporting period with this time in it: {value}.',
    '{dataset} không có kỳ báo cáo nào chứa thời điểm này: {value}.',
  ),
  'future-period': localized('Period {value} begins on {from}.', 'Kỳ {value} bắt đầu từ {from}.'),
  'window-reversed': localized(
    'The window ends at {to}, before it begins at {from}.',
    'Khoảng thời gian kết thúc lúc {to}, trước khi bắt đầu lúc {from}.',
  ),
  'window-crosses-bucket': localized(
    'The window ends at {to}; {dataset} is kept by {level}, and a window that begins at {from} has to end by {end}.',
    'Khoảng thời gian kết thúc lúc {to}; {dataset} được lưu theo {level}, khoảng bắt đầu lúc {from} phải kết thúc chậm nhất lúc {end}.',
  ),
  'other-bucket': localized(
    'The window lies in {bucket}; all increments of a request lie in one {level}, the first in {first}.',
    'Khoảng thời gian thuộc {bucket}; mọi phần tăng của một yêu cầu phải cùng một {level}, phần đầu thuộc {first}.',
  ),
  'future-window': localized(
    'The window ends at {to}, which is not over yet.',
    'Khoảng thời gian kết thúc lúc {to}, chưa tới thời điểm đó.',
  ),
  // cells
  'unknown-indicator': localized(
    'Dataset {dataset} has no indicator "{value}".',
    'Bộ dữ liệu {dataset} không có chỉ tiêu "{value}".',
  ),
  'unknown-dimension': localized(
    'Indicator {indicator} has no dimension "{value}".',
    'Chỉ tiêu {indicator} không có chiều "{value}".',
  ),
  'missing-dimension': localized(
    'The cell names no value of dimension "{name}".',
    'Ô chưa nêu giá trị của chiều "{name}".',
  ),
  'unknown-dimension-value': localized(
    'Dimension {dimension} has no value "{value}".',
    'Chiều {dimension} không có giá trị "{value}".',
  ),
  'missing-value': localized('The cell lacks "{name}".', 'Ô thiếu "{name}".'),
  'unexpected-value': localized(
    'A cell of {indicator} takes {takes}; leave out "{name}".',
    'Ô của {indicator} chỉ nhận {takes}; hãy bỏ "{name}".',
  ),
  'not-a-decimal': localized(
    '"{value}" is not a decimal: digits with an optional minus sign and one decimal point, without signs for thousands, at most 38 digits.',
    '"{value}" không phải số thập phân: chỉ gồm chữ số, có thể có dấu trừ và một dấu chấm thập phân, không có dấu ngăn cách hàng nghìn, tối đa 38 chữ số.',
  ),
  'wrong-scale': localized(
    '{value} needs {digits} digits after the decimal point; {indicator} takes at most {scale}.',
    '{value} cần {digits} chữ số thập phân; {indicator} nhận tối đa {scale}.',
  ),
  'ambiguous-thousands': localized(
    '{value} can be meant as thousands, which in Vietnam are written with a point; here a point is the decimal sign. Write what is meant: {write}.',
    '{value} có thể là hàng nghìn, vì ở Việt Nam dấu chấm ngăn cách hàng nghìn; ở đây dấu chấm là dấu thập phân. Hãy viết rõ giá trị muốn gửi: {write}.',
  ),
  'out-of-range': localized(
    '{value} is outside {min} to {max}.',
    '{value} nằm ngoài khoảng {min} đến {max}.',
  ),
  'ratio-above-one': localized(
    'The numerator {numerator} is greater than the denominator {denominator}.',
    'Tử số {numerator} lớn hơn mẫu số {denominator}.',
  ),
  'future-day': localized('{value} is after today, {today}.', '{value} sau ngày hôm nay, {today}.'),
  'duplicate-cell': localized('The cell already stands at {first}.', 'Ô này đã có tại {first}.'),
  'missing-cell': localized('The cell {value} is missing; {remedy}.', 'Thiếu ô {value}; {remedy}.'),
  'cross-check-failed': localized(
    'Check {check} fails: {left} = {leftValue} has to be {operator} {right} = {rightValue}.',
    'Kiểm tra {check} không đạt: {left} = {leftValue} phải {operator} {right} = {rightValue}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
