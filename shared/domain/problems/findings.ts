/**
 * The one table of findings: what can be wrong with a single place of a request. Each becomes an item of
 * `errors[]` with its pointer, the sender's key and the allowed values.
 */
import type { Localized } from '../../contract/text.ts';

const text = (en: string, vi: string): Localized => ({ vi, en });

export const findings = {
  // reading the body
  'json-syntax': text('{what}: line {line}, byte {offset}.', '{what}: dòng {line}, byte {offset}.'),
  'duplicate-json-key': text(
    'The name "{name}" stands twice in this object.',
    'Tên "{name}" xuất hiện hai lần trong đối tượng này.',
  ),
  'forbidden-name': text(
    'The name "{name}" is refused: to some programs that read JSON it is no name but the prototype of the object.',
    'Tên "{name}" bị từ chối: một số chương trình đọc JSON hiểu đó là nguyên mẫu (prototype) của đối tượng chứ không phải tên.',
  ),
  'lone-surrogate': text('The text has half of a surrogate pair.', 'Chuỗi chứa một nửa cặp surrogate.'),
  'nested-too-deep': text('Nested deeper than {limit} levels.', 'Lồng quá {limit} cấp.'),
  'too-many-digits': text(
    'The JSON number {value} has more than 15 significant digits and would be rounded by many parsers; send it as text: "{value}".',
    'Số JSON {value} có hơn 15 chữ số có nghĩa và sẽ bị nhiều bộ đọc làm tròn; hãy gửi dạng chuỗi: "{value}".',
  ),
  // form
  'missing-field': text('The field "{name}" is missing.', 'Thiếu trường "{name}".'),
  'unknown-field': text(
    'The field "{name}" is not known here.',
    'Trường "{name}" không được biết đến ở đây.',
  ),
  'wrong-type': text('Expected {expected}, got {got}.', 'Cần {expected}, nhận được {got}.'),
  'wrong-form': text(
    '"{value}" does not have the form of {expected}.',
    '"{value}" không đúng dạng {expected}.',
  ),
  'too-few-items': text(
    'The list "{name}" has {count} entries; it takes at least {limit}.',
    'Danh sách "{name}" có {count} phần tử; cần ít nhất {limit}.',
  ),
  'too-many-items': text(
    'The list "{name}" has {count} entries; it takes at most {limit}.',
    'Danh sách "{name}" có {count} phần tử; chỉ nhận tối đa {limit}.',
  ),
  'missing-parameter': text('The parameter "{name}" is missing.', 'Thiếu tham số "{name}".'),
  'unknown-parameter': text('The parameter "{name}" is not known.', 'Tham số "{name}" không được biết đến.'),
  'header-twice': text(
    'The header {name} came more than once, with different values; send one.',
    'Tiêu đề {name} được gửi nhiều lần với giá trị khác nhau; hãy gửi một giá trị.',
  ),
  'unexpected-body': text(
    '{method} takes no body here, and nothing would read it: say it in the path and the parameters.',
    '{method} không nhận nội dung ở đây và không có gì đọc nội dung đó: hãy nêu trong đường dẫn và tham số.',
  ),
  'digest-mismatch': text(
    'The header says {algorithm} {said}; the body that arrived has {computed}.',
    'Tiêu đề ghi {algorithm} {said}; nội dung nhận được có {computed}.',
  ),
  // what stands already
  'revision-conflict': text(
    'Revision {value} holds other content since {receivedAt}; a correction has a higher one, at most {most}.',
    'Lần gửi {value} đã có nội dung khác từ {receivedAt}; để đính chính, hãy gửi lần cao hơn, tối đa lần {most}.',
  ),
  'idempotency-key-reused': text(
    'The key "{value}" came with other content at {receivedAt}; other content needs another key.',
    'Khóa "{value}" đã dùng với nội dung khác lúc {receivedAt}; nội dung khác cần khóa khác.',
  ),
  // who
  'foreign-agency': text(
    'The key acts for {agency} and its sub-units; {value} is not among them.',
    'Khóa đại diện cho {agency} và đơn vị trực thuộc; {value} không thuộc phạm vi đó.',
  ),
  'foreign-system': text(
    'The key is only for {systems}; {value} is not among them.',
    'Khóa chỉ dùng cho {systems}; {value} không thuộc số đó.',
  ),
  'unknown-system': text('There is no system "{value}".', 'Không có hệ thống "{value}".'),
  'system-not-connected': text(
    'System {value} is "{stage}" on the roadmap; only connected systems report.',
    'Hệ thống {value} đang ở giai đoạn "{stage}"; chỉ hệ thống đã kết nối mới được gửi.',
  ),
  'system-not-valid': text(
    'System {value} belongs to no agency on any day from {from} to {to}.',
    'Hệ thống {value} không thuộc cơ quan nào trong các ngày từ {from} đến {to}.',
  ),
  'unknown-agency': text('There is no agency "{value}".', 'Không có cơ quan "{value}".'),
  'agency-closed': text(
    'Agency {value} is in being on no day from {from} to {to}; it was merged into {into}.',
    'Cơ quan {value} không hoạt động ngày nào từ {from} đến {to}; đã sáp nhập vào {into}.',
  ),
  'agency-mismatch': text(
    'System {system} belongs to {actual}, not to {value}.',
    'Hệ thống {system} thuộc {actual}, không thuộc {value}.',
  ),
  // when
  'unknown-dataset': text('There is no dataset "{value}".', 'Không có bộ dữ liệu "{value}".'),
  'impossible-period': text(
    '"{value}" is not a period of {dataset}, which is reported by {kind}: {example}.',
    '"{value}" không phải kỳ của {dataset}; bộ này báo cáo theo {kind}: {example}.',
  ),
  'impossible-bucket': text(
    '"{value}" is no bucket of {dataset} in period {period}, which runs from {from} to {to}; the finest is a {level}.',
    '"{value}" không phải khoảng thời gian của {dataset} trong kỳ {period} (từ {from} đến {to}); mức nhỏ nhất là {level}.',
  ),
  'period-reversed': text(
    'The periods "{value}" are reversed: {from} comes after {to}. Write {example}.',
    'Khoảng kỳ "{value}" bị đảo ngược: {from} đứng sau {to}. Hãy viết {example}.',
  ),
  'no-period': text(
    '{dataset} has no reporting period with this time in it: {value}.',
    '{dataset} không có kỳ báo cáo nào chứa thời điểm này: {value}.',
  ),
  'future-period': text('Period {value} begins on {from}.', 'Kỳ {value} bắt đầu từ {from}.'),
  'period-closed': text(
    'Period {value} took submissions until {closedAt}.',
    'Kỳ {value} chỉ nhận đến {closedAt}.',
  ),
  'revision-superseded': text(
    'Of "{value}" a higher revision counts: {highest}.',
    'Đã có lần gửi cao hơn "{value}" đang được tính: lần {highest}.',
  ),
  'window-reversed': text(
    'The window ends at {to}, before it begins at {from}.',
    'Khoảng thời gian kết thúc lúc {to}, trước khi bắt đầu lúc {from}.',
  ),
  'window-crosses-bucket': text(
    'The window ends at {to}; {dataset} is kept by {level}, and a window that begins at {from} has to end by {end}.',
    'Khoảng thời gian kết thúc lúc {to}; {dataset} được lưu theo {level}, khoảng bắt đầu lúc {from} phải kết thúc trước {end}.',
  ),
  'other-bucket': text(
    'The window lies in {bucket}; all increments of a request lie in one {level}, the first in {first}.',
    'Khoảng thời gian thuộc {bucket}; mọi phần tăng của một yêu cầu phải cùng một {level}, phần đầu thuộc {first}.',
  ),
  'future-window': text(
    'The window ends at {to}, which is not over yet.',
    'Khoảng thời gian kết thúc lúc {to}, chưa trôi qua.',
  ),
  'too-young': text('asOf goes up to {latest}, one minute ago.', 'asOf chỉ đến {latest}, một phút trước.'),
  'as-of-one-period': text(
    'With asOf, ask for one period that {dataset} is reported by, a {kind} such as {example}, not for "{value}".',
    'Với asOf, hãy hỏi một kỳ mà {dataset} được báo cáo ({kind}), như {example}, không phải "{value}".',
  ),
  'unknown-cursor': text(
    'There is no "{value}" to go on behind; send "next" of the answer before.',
    'Không có "{value}" để đọc tiếp phía sau; hãy gửi "next" của câu trả lời trước.',
  ),
  'unknown-change': text(
    'There is no "{value}" among what has changed this total since then.',
    'Không có "{value}" trong những gì đã làm thay đổi số liệu này kể từ đó.',
  ),
  // cells
  'unknown-indicator': text(
    'Dataset {dataset} has no indicator "{value}".',
    'Bộ dữ liệu {dataset} không có chỉ tiêu "{value}".',
  ),
  'unknown-dimension': text(
    'Indicator {indicator} has no dimension "{value}".',
    'Chỉ tiêu {indicator} không có chiều "{value}".',
  ),
  'missing-dimension': text(
    'The cell names no value of dimension "{name}".',
    'Ô chưa nêu giá trị của chiều "{name}".',
  ),
  'unknown-dimension-value': text(
    'Dimension {dimension} has no value "{value}".',
    'Chiều {dimension} không có giá trị "{value}".',
  ),
  'missing-value': text('The cell has no {name}.', 'Ô thiếu {name}.'),
  'unexpected-value': text(
    'A cell of {indicator} (fold {fold}) has no {name}.',
    'Ô của {indicator} (phép gộp {fold}) không có {name}.',
  ),
  'not-a-decimal': text(
    '"{value}" is not a decimal: digits with an optional minus sign and one decimal point, without signs for thousands, at most 38 digits.',
    '"{value}" không phải số thập phân: chỉ gồm chữ số, có thể có dấu trừ và một dấu chấm thập phân, không có dấu ngăn cách hàng nghìn, tối đa 38 chữ số.',
  ),
  'wrong-scale': text(
    '{value} needs {digits} digits after the decimal point; {indicator} takes at most {scale}.',
    '{value} cần {digits} chữ số thập phân; {indicator} nhận tối đa {scale}.',
  ),
  'ambiguous-thousands': text(
    '{value} can be meant as thousands, which in Vietnam are written with a point; here a point is the decimal sign. Write what is meant: {write}.',
    '{value} có thể là hàng nghìn, vì ở Việt Nam dấu chấm ngăn cách hàng nghìn; ở đây dấu chấm là dấu thập phân. Hãy viết rõ giá trị muốn gửi: {write}.',
  ),
  'out-of-range': text('{value} is outside {min} to {max}.', '{value} nằm ngoài khoảng {min} đến {max}.'),
  'ratio-above-one': text(
    'The numerator {numerator} is greater than the denominator {denominator}.',
    'Tử số {numerator} lớn hơn mẫu số {denominator}.',
  ),
  'future-day': text('{value} is after today, {today}.', '{value} sau ngày hôm nay, {today}.'),
  'duplicate-cell': text('The cell already stands at {first}.', 'Ô này đã có tại {first}.'),
  'missing-cell': text(
    'The cell {value} is missing; where nothing happened, send 0.',
    'Thiếu ô {value}; nếu không phát sinh hãy gửi 0.',
  ),
  'cross-check-failed': text(
    'Check {check} fails: {left} = {leftValue} has to be {operator} {right} = {rightValue}.',
    'Kiểm tra {check} không đạt: {left} = {leftValue} phải {operator} {right} = {rightValue}.',
  ),
} as const satisfies Record<string, Localized>;

export type FindingCode = keyof typeof findings;
