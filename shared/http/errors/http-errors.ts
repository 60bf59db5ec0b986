/** Errors of HTTP itself, whatever the route. */
import type { httpFindings } from '../../domain/problems/http-findings.ts';
import type { httpProblems } from '../../domain/problems/http-problems.ts';
import { type FindingGuides, foundIn, guide, type ProblemGuides } from './guide.ts';

export const httpProblemGuides: ProblemGuides<keyof typeof httpProblems> = {
  'malformed-json': guide(
    {},
    'Mend the JSON at the line and pointer that `errors[]` names, best by writing it with a JSON library.',
    'Sửa JSON tại dòng và vị trí mà `errors[]` nêu; tốt nhất là tạo JSON bằng thư viện.',
  ),
  'not-utf-8': guide(
    {},
    'Write the body in UTF-8, without a byte order mark; files of older programs are often in Windows-1258 or TCVN3.',
    'Ghi nội dung bằng UTF-8, không có BOM; tệp của phần mềm cũ thường ở bảng mã Windows-1258 hoặc TCVN3.',
  ),
  'malformed-gzip': guide(
    {},
    'Compress the body whole, as one gzip stream, or leave out Content-Encoding.',
    'Nén toàn bộ nội dung thành một luồng gzip, hoặc bỏ tiêu đề Content-Encoding.',
  ),
  'digest-mismatch': guide(
    {
      algorithm: 'sha-256',
      said: ':X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      computed: ':RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    },
    'Compute the digest over the bytes as they are sent, after compression, and send again; when it stays, something on the way changes the body.',
    'Tính mã băm trên đúng các byte được gửi (sau khi nén) rồi gửi lại; nếu vẫn lỗi thì có thiết bị trung gian thay đổi nội dung.',
  ),
  'invalid-request': guide(
    {},
    'Correct each parameter and header that `errors[]` names.',
    'Sửa từng tham số và tiêu đề mà `errors[]` nêu.',
  ),
  'not-found': guide(
    {},
    'Compare path and method with the document; the path begins with /v1.',
    'So lại đường dẫn và phương thức với tài liệu; đường dẫn bắt đầu bằng /v1.',
  ),
  'refused-by-firewall': guide(
    {},
    'Send the key with every call, leave out what the call does not take, and call from your own network; else give the operators the requestId.',
    'Gửi khóa trong mọi lời gọi, bỏ những gì lời gọi không nhận và gọi từ mạng của đơn vị; nếu vẫn lỗi, hãy báo requestId cho đơn vị vận hành.',
  ),
  'method-not-allowed': guide(
    { allow: 'GET, HEAD, OPTIONS', method: 'PUT' },
    'Use a method that the header Allow names.',
    'Dùng một phương thức có trong tiêu đề Allow.',
  ),
  'payload-too-large': guide(
    { limit: 262_144 },
    'Send each system and period in a request of its own, and increments in several; the limit is for the body after decompression.',
    'Mỗi hệ thống và kỳ gửi một yêu cầu riêng, số liệu tăng thêm chia làm nhiều yêu cầu; giới hạn tính trên nội dung đã giải nén.',
  ),
  'request-too-large': guide(
    { limit: 262_144, file: 4_194_304 },
    'Order an upload of a large file, or compress it by gzip; divide all else. API Gateway answers so for whatever is above some 4.4 MB, before a route sees it.',
    'Đặt tải lên với tệp lớn, hoặc nén tệp bằng gzip; nội dung khác hãy chia nhỏ. API Gateway trả lời như vậy với mọi nội dung trên khoảng 4,4 MB, trước khi tới đường dẫn.',
  ),
  'unsupported-media-type': guide(
    { said: 'text/plain' },
    'Send the header Content-Type: application/json.',
    'Gửi tiêu đề Content-Type: application/json.',
  ),
  'unsupported-charset': guide(
    { said: 'windows-1258' },
    'Write the body in UTF-8, and leave charset out of Content-Type.',
    'Ghi nội dung bằng UTF-8 và bỏ phần charset trong Content-Type.',
  ),
  'unsupported-encoding': guide(
    { said: 'br' },
    'Compress by gzip, or not at all.',
    'Nén bằng gzip hoặc không nén.',
  ),
  'too-many-requests': guide(
    {},
    'Wait as many seconds as Retry-After says, then send the same bytes; spread calls over time.',
    'Chờ đúng số giây trong Retry-After rồi gửi lại đúng nội dung đó; giãn các lời gọi ra.',
  ),
  'internal-error': guide(
    {},
    'Send the same bytes again after Retry-After; when it stays, give the operators the requestId.',
    'Gửi lại đúng nội dung đó sau Retry-After; nếu vẫn lỗi, hãy báo requestId cho đơn vị vận hành.',
  ),
  unavailable: guide(
    {},
    'Send the same bytes again after Retry-After, until it is answered by a 202.',
    'Gửi lại đúng nội dung đó sau Retry-After cho đến khi nhận được mã 202.',
  ),
  timeout: guide(
    {},
    'Send the same bytes again; what was recorded is answered as the first time.',
    'Gửi lại đúng nội dung đó; nếu đã ghi nhận, câu trả lời giống như lần đầu.',
  ),
};

const inRequest = foundIn('invalid-request');

export const httpFindingGuides: FindingGuides<keyof typeof httpFindings> = {
  'missing-parameter': inRequest(
    ['A parameter or header that is needed was not sent', 'Thiếu tham số hoặc tiêu đề bắt buộc'],
    { name: 'dataset' },
    'Add it; `allowed`, where it is there, says what fits.',
    'Bổ sung tham số đó; nếu có, `allowed` nêu các giá trị phù hợp.',
  ),
  'unknown-parameter': inRequest(
    ['The call does not take this parameter', 'Lời gọi không nhận tham số này'],
    { name: 'datset' },
    'Correct its name (capitals matter) or leave it out; `allowed` has the names that the call takes.',
    'Sửa tên (phân biệt chữ hoa, chữ thường) hoặc bỏ tham số; `allowed` nêu các tên được nhận.',
  ),
  'unknown-cursor': inRequest(
    ['A list has nothing by this cursor', 'Danh sách không có vị trí đọc tiếp này'],
    { value: 'H26.99' },
    'Send in `after` what `next` of the answer before says, all other parameters unchanged; or begin the list anew.',
    'Gửi trong `after` đúng giá trị `next` của câu trả lời trước, giữ nguyên các tham số khác; hoặc đọc lại từ đầu.',
  ),
  'unencoded-plus': inRequest(
    [
      'A plus sign was sent as it is, which in an address is a blank',
      'Dấu cộng chưa được mã hóa nên trong địa chỉ thành dấu cách',
    ],
    { value: '2026-11-16T09:30:00 07:00', example: '2026-11-16T09:30:00%2B07:00' },
    'Encode parameters by a library, or write the time in UTC with Z.',
    'Mã hóa tham số bằng thư viện, hoặc ghi thời điểm theo UTC với chữ Z.',
  ),
  'header-twice': inRequest(
    ['A header came with two values', 'Một tiêu đề có hai giá trị'],
    { name: 'Idempotency-Key' },
    'See whether both the program and a proxy set it, and send it once.',
    'Kiểm tra xem chương trình và máy chủ trung gian có cùng đặt tiêu đề đó không, rồi chỉ gửi một lần.',
  ),
  'unexpected-body': inRequest(
    ['A body was sent where none is read', 'Có nội dung ở lời gọi không nhận nội dung'],
    { method: 'GET' },
    'Send the call without a body.',
    'Gửi lời gọi không kèm nội dung.',
  ),
  'digest-mismatch': {
    example: {
      algorithm: 'sha-256',
      said: ':X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      computed: ':RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    },
  },
};
