/** Findings of what is not the key's own. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const accessFindings = {
  'foreign-agency': localized(
    'The key acts for {agency} and its sub-units; {value} is not among them.',
    'Khóa đại diện cho {agency} và đơn vị trực thuộc; {value} không thuộc phạm vi đó.',
  ),
  'foreign-system': localized(
    'The key is only for {systems}; {value} is not among them.',
    'Khóa chỉ dùng cho {systems}; {value} không thuộc số đó.',
  ),
  'key-agency-closed': localized(
    'Agency {value} was closed on {closed}; {successor}.',
    'Cơ quan {value} đã ngừng hoạt động ngày {closed}; {successor}.',
  ),
  'key-agency-later': localized(
    'Agency {value} is in being from {from} on, and the key ends before.',
    'Cơ quan {value} hoạt động từ {from}, sau khi khóa hết hạn.',
  ),
  'key-country-alone': localized(
    'VN is every agency: name it alone.',
    'VN bao gồm mọi cơ quan: hãy chỉ ghi VN.',
  ),
  'key-foreign-system': localized(
    '{value} is not of {agencies} or a sub-unit: a key would not open it.',
    '{value} không thuộc {agencies} hay đơn vị trực thuộc: khóa không dùng được cho hệ thống này.',
  ),
  'key-idle-scopes': localized(
    'No call needs {scopes} yet: a key with nothing else could do nothing.',
    'Chưa có lời gọi nào cần {scopes}: khóa chỉ có các quyền này không làm được gì.',
  ),
  'key-network-form': localized(
    '"{value}" is no network that would shut anybody out: write it as CIDR, such as 203.0.113.0/24 or 2001:db8::/32.',
    '"{value}" không phải là mạng có giới hạn: hãy viết theo CIDR, ví dụ 203.0.113.0/24 hoặc 2001:db8::/32.',
  ),
  'unknown-credential': localized(
    'There is no key or client "{value}".',
    'Không có khóa hay ứng dụng khách "{value}".',
  ),
  'changed-since': localized(
    'At {at} {operator} made "{action}" of {record}; version {version} since then.',
    'Lúc {at}, {operator} đã thực hiện "{action}" đối với {record}; từ đó là phiên bản {version}.',
  ),
  // What operators write in an order.
  'too-short': localized(
    'The text "{name}" has {count} characters; it takes at least {limit}.',
    'Chuỗi "{name}" có {count} ký tự; cần ít nhất {limit}.',
  ),
  'too-long': localized(
    'The text "{name}" has {count} characters; it takes at most {limit}.',
    'Chuỗi "{name}" có {count} ký tự; chỉ nhận tối đa {limit}.',
  ),
  'below-least': localized('{value} is below {limit}.', '{value} nhỏ hơn {limit}.'),
  'above-most': localized('{value} is above {limit}.', '{value} lớn hơn {limit}.'),
  'not-plain': localized(
    '"{value}" has the character {character}: no invisible one is taken, no blank but the ordinary one and none at either end, and letters and accents composed (Unicode NFC).',
    '"{value}" có ký tự {character}: không nhận ký tự vô hình, chỉ nhận dấu cách thông thường và không ở hai đầu, chữ có dấu phải ở dạng dựng sẵn (Unicode NFC).',
  ),
} satisfies Readonly<Record<string, Localized>>;
