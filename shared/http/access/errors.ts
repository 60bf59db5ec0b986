/** What to do about the errors of this room. */
import type { accessFindings } from '../../domain/access/findings.ts';
import type { accessProblems } from '../../domain/access/problems.ts';
import { type FindingGuides, foundIn, guide, type ProblemGuides } from '../errors/guide.ts';
import { quotaProblemGuides } from './quota-guides.ts';

const keyId = 'k3v8x2m9q4w7';
const other = 'p6d1s8n3b5z2';

export const accessProblemGuides: ProblemGuides<keyof typeof accessProblems> = {
  'key-missing': guide(
    {},
    'Send the key with every call, in one of the two headers; never in the address.',
    'Gửi khóa trong mọi lời gọi, bằng một trong hai tiêu đề; không đặt trong địa chỉ.',
  ),
  'key-malformed': guide(
    { stage: 'dev' },
    'Copy the key whole, without blanks and line ends, and compare its beginning with the hub that you call.',
    'Sao chép đủ khóa, không có dấu cách hay xuống dòng, và so phần đầu của khóa với hệ thống đang gọi.',
  ),
  'key-unknown': guide(
    {},
    'Compare what you send with what you were given; when it is the same, ask the operator.',
    'So khóa đang gửi với khóa được cấp; nếu giống nhau, hãy hỏi đơn vị vận hành.',
  ),
  'key-revoked': guide(
    { keyId, at: '2026-11-16T02:30:00.000Z' },
    'Put the next key in place; without one, ask the operator.',
    'Dùng khóa kế tiếp; nếu chưa có, hãy đề nghị đơn vị vận hành.',
  ),
  'key-expired': guide(
    { keyId, from: '2025-11-16T02:30:00.000Z', to: '2026-11-16T02:30:00.000Z' },
    'Ask the operator for the next key; `GET /me` says beforehand when a key ends.',
    'Đề nghị đơn vị vận hành cấp khóa kế tiếp; `GET /me` cho biết trước ngày khóa hết hạn.',
  ),
  'key-network': guide(
    { keyId, address: '203.0.113.7' },
    'Call from a network that the key was issued for, or tell the operator the addresses from which your systems go out.',
    'Gọi từ mạng đã đăng ký cho khóa, hoặc báo đơn vị vận hành các địa chỉ mà hệ thống của đơn vị gọi ra.',
  ),
  'key-not-found': guide(
    { id: keyId },
    'Look the id up by `GET /admin/keys`: it is what stands behind the stage in the key.',
    'Tra mã khóa bằng `GET /admin/keys`: đó là phần đứng sau tên môi trường trong khóa.',
  ),
  'key-ended': guide(
    { keyId, at: '2026-11-16T02:30:00.000Z' },
    'Nothing: the key is refused already. For a line without a live key issue a new one.',
    'Không cần làm gì: khóa đã bị từ chối. Nếu không còn khóa nào hiệu lực, hãy cấp khóa mới.',
  ),
  'key-has-next': guide(
    { keyId, other },
    'Rotate the newest key of the line, or revoke it first.',
    'Đổi khóa mới nhất của dòng khóa, hoặc thu hồi khóa đó trước.',
  ),
  'key-line-full': guide(
    { keyId, other, to: '2026-12-04T02:30:00.000Z' },
    'Revoke the older key when nobody uses it any more, or wait for its end.',
    'Thu hồi khóa cũ khi không còn ai dùng, hoặc chờ khóa đó hết hạn.',
  ),
  'key-id-taken': guide(
    { keyId },
    'Make a new key and send its hash.',
    'Tạo khóa mới rồi gửi giá trị băm của khóa đó.',
  ),
  'client-not-found': guide(
    { id: keyId },
    'Look the id up by `GET /admin/clients`; it follows from the name of the client at the issuer.',
    'Tra mã bằng `GET /admin/clients`; mã được tính từ tên ứng dụng khách tại nơi cấp mã truy cập.',
  ),
  'client-ended': guide(
    { clientId: 'h26-dvc', at: '2026-11-16T02:30:00.000Z' },
    'Make another client at the issuer, and register that one.',
    'Tạo ứng dụng khách khác tại nơi cấp mã truy cập rồi đăng ký.',
  ),
  'client-id-taken': guide(
    { clientId: 'h26-dvc', id: keyId },
    'Name the client otherwise at the issuer, and register it by that name.',
    'Đặt tên khác cho ứng dụng khách tại nơi cấp mã truy cập rồi đăng ký theo tên đó.',
  ),
  'scope-missing': guide(
    { scope: 'submit', keyId },
    'Ask the operator for a key with this scope; `GET /me` says which yours has.',
    'Đề nghị đơn vị vận hành cấp khóa có quyền này; `GET /me` cho biết các quyền của khóa.',
  ),
  'foreign-agency': guide(
    { keyId, agency: 'H26', what: 'H01', value: 'H01' },
    'Correct the code, or use the key of that agency; `GET /me` names the agencies of yours.',
    'Sửa lại mã, hoặc dùng khóa của cơ quan đó; `GET /me` nêu các cơ quan của khóa.',
  ),
  'foreign-system': guide(
    { keyId, systems: 'H26.dvc', what: 'H26.motcua', value: 'H26.motcua' },
    'Correct the id, or use a key for that system; `GET /me` names the systems of yours.',
    'Sửa lại mã hệ thống, hoặc dùng khóa của hệ thống đó; `GET /me` nêu các hệ thống của khóa.',
  ),
  'signature-refused': guide(
    {},
    'Set the clock by NTP, sign what is sent (path, parameters and body) and sign anew for each call.',
    'Đồng bộ đồng hồ theo NTP, ký đúng những gì được gửi (đường dẫn, tham số, nội dung) và ký lại cho từng lời gọi.',
  ),
  'operator-not-allowed': guide(
    {},
    'Sign as an identity that has the policy of this task, or have it attached.',
    'Ký bằng danh tính có chính sách của việc này, hoặc đề nghị gắn chính sách đó.',
  ),
  'version-missing': guide(
    { task: 'maintenance' },
    'Read first, and send the ETag of the answer in If-Match.',
    'Đọc trước, rồi gửi ETag của câu trả lời trong If-Match.',
  ),
  'version-changed': guide(
    { on: '3.1', task: 'maintenance', now: '3.2' },
    'Read again, see whether the change is still wanted, and make it on the new version.',
    'Đọc lại, xem còn cần thay đổi không, rồi thay đổi trên phiên bản mới.',
  ),
  'task-busy': guide(
    { task: 'maintenance' },
    'Send the same again after Retry-After.',
    'Gửi lại đúng yêu cầu đó sau Retry-After.',
  ),
  'invalid-change': guide(
    { count: 2 },
    'Correct each place that `errors[]` names, and send the change again.',
    'Sửa từng chỗ mà `errors[]` nêu rồi gửi lại thay đổi.',
  ),
  ...quotaProblemGuides,
};

const inOrder = foundIn('invalid-change');

export const accessFindingGuides: FindingGuides<keyof typeof accessFindings> = {
  'foreign-agency': { example: { agency: 'H26', value: 'H01' } },
  'foreign-system': { example: { systems: 'H26.dvc', value: 'H26.motcua' } },
  'key-agency-closed': inOrder(
    ['A key for an agency that is no more', 'Khóa cho cơ quan đã ngừng hoạt động'],
    { value: 'H02', closed: '2025-06-30', successor: 'merged', into: 'H26' },
    'Issue the key for the agency that acts for it now.',
    'Cấp khóa cho cơ quan hiện đại diện.',
  ),
  'key-agency-later': inOrder(
    ['A key that ends before its agency begins', 'Khóa hết hạn trước khi cơ quan hoạt động'],
    { value: 'H99', from: '2027-01-01' },
    'Let the key end later, or issue it when the agency is there.',
    'Kéo dài hạn của khóa, hoặc cấp khi cơ quan đã hoạt động.',
  ),
  'key-country-alone': inOrder(
    ['The country beside an agency', 'Ghi cả nước cùng với một cơ quan'],
    {},
    'Name VN alone, or the agencies alone.',
    'Chỉ ghi VN, hoặc chỉ ghi các cơ quan.',
  ),
  'key-foreign-system': inOrder(
    ['A system of another agency', 'Hệ thống của cơ quan khác'],
    { value: 'H01.dvc', agencies: 'H26' },
    'Name systems of the agencies of the key, or add the agency.',
    'Chỉ nêu hệ thống thuộc các cơ quan của khóa, hoặc thêm cơ quan đó.',
  ),
  'key-idle-scopes': inOrder(
    ['Scopes that no call needs', 'Quyền mà chưa lời gọi nào cần'],
    { scopes: 'incidents' },
    'Add a scope that a call needs, such as `submit` or `read`.',
    'Thêm quyền mà lời gọi cần, ví dụ `submit` hoặc `read`.',
  ),
  'key-network-form': inOrder(
    ['A network that is none', 'Mạng viết không đúng'],
    { value: '0.0.0.0/0' },
    'Write each network as CIDR; leave the list out for a key without limits.',
    'Viết từng mạng theo CIDR; bỏ danh sách nếu khóa không giới hạn mạng.',
  ),
  'unknown-credential': inOrder(
    ['A key or client that was never registered', 'Khóa hoặc ứng dụng khách chưa từng được đăng ký'],
    { value: 'k3v8x2m9q4w7' },
    'Look its id up by `GET /admin/keys` or `GET /admin/clients`.',
    'Tra mã bằng `GET /admin/keys` hoặc `GET /admin/clients`.',
  ),
  'changed-since': foundIn('version-changed')(
    ['A change that another operator made', 'Thay đổi do người vận hành khác thực hiện'],
    {
      at: '2026-11-20T02:30:00.000Z',
      operator: 'arn:aws:sts::123456789012:assumed-role/DtmMaintenance/lan',
      action: 'start',
      record: 'maintenance',
      version: '3.2',
    },
    'Look at it before you decide.',
    'Hãy xem thay đổi đó trước khi quyết định.',
  ),
  'too-short': inOrder(
    ['A text that is too short', 'Chuỗi quá ngắn'],
    { name: 'reason', count: 0, limit: 1 },
    'Write more.',
    'Hãy viết dài hơn.',
  ),
  'too-long': inOrder(
    ['A text that is too long', 'Chuỗi quá dài'],
    { name: 'reason', count: 312, limit: 200 },
    'Write less.',
    'Hãy viết ngắn hơn.',
  ),
  'below-least': inOrder(
    ['A figure below the least', 'Số nhỏ hơn mức tối thiểu'],
    { value: 0, limit: 1 },
    'Send a figure from that limit on.',
    'Gửi số từ mức đó trở lên.',
  ),
  'above-most': inOrder(
    ['A figure above the most', 'Số lớn hơn mức tối đa'],
    { value: 4000, limit: 1096 },
    'Send a figure up to that limit.',
    'Gửi số không quá mức đó.',
  ),
  'not-plain': inOrder(
    [
      'A text with a character that cannot be seen or is written in two ways',
      'Chuỗi có ký tự không nhìn thấy hoặc có hai cách viết',
    ],
    { value: 'Nâng cấp', character: 'U+200B' },
    'Type the text anew instead of pasting it.',
    'Gõ lại chuỗi thay vì dán.',
  ),
};
