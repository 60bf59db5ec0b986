/** What to do about the errors of access tokens. */
import type { tokenFindings } from '../../domain/access/token-findings.ts';
import type { tokenProblems } from '../../domain/access/token-problems.ts';
import { type FindingGuides, foundIn, guide, type ProblemGuides } from '../errors/guide.ts';

const client = { clientId: 'h26-dvc', keyId: 'k3v8x2m9q4w7' };

export const tokenProblemGuides: ProblemGuides<keyof typeof tokenProblems> = {
  'token-not-taken': guide(
    {},
    'Send the API key of your agency, or ask the operator whether this hub takes tokens.',
    'Gửi khóa API của cơ quan, hoặc hỏi đơn vị vận hành hệ thống này có nhận mã truy cập không.',
  ),
  'token-refused': guide(
    { count: 1 },
    'Get another token from the issuer that the operator has named, for the audience and scopes of the hub.',
    'Lấy mã khác từ nơi cấp mà đơn vị vận hành đã nêu, đúng đối tượng nhận và phạm vi của hệ thống.',
  ),
  'token-expired': guide(
    { to: '2026-11-16T02:30:00.000Z' },
    'Get a token shortly before the last one ends, and keep it for many calls.',
    'Lấy mã mới ngay trước khi mã cũ hết hạn, và dùng một mã cho nhiều lời gọi.',
  ),
  'client-unknown': guide(
    { clientId: 'h26-dvc' },
    'Tell the operator this client id; it is registered for your agency with `POST /admin/clients`.',
    'Báo mã ứng dụng khách này cho đơn vị vận hành để đăng ký cho cơ quan bằng `POST /admin/clients`.',
  ),
  'client-revoked': guide(
    { ...client, at: '2026-11-16T02:30:00.000Z' },
    'Have another client made at the issuer and registered here.',
    'Đề nghị tạo ứng dụng khách khác tại nơi cấp và đăng ký tại đây.',
  ),
  'client-expired': guide(
    { ...client, from: '2025-11-16T02:30:00.000Z', to: '2026-11-16T02:30:00.000Z' },
    'Ask the operator to go on with the registration; `GET /me` says beforehand when it ends.',
    'Đề nghị đơn vị vận hành gia hạn đăng ký; `GET /me` cho biết trước ngày hết hạn.',
  ),
  'token-scope': guide(
    { scope: 'submit' },
    'Ask the issuer for a token with this scope; who runs the issuer decides which ones a client gets.',
    'Xin nơi cấp mã có phạm vi này; đơn vị quản lý nơi cấp quyết định ứng dụng khách được những phạm vi nào.',
  ),
  'issuer-unavailable': guide(
    {},
    'Send the same again after Retry-After. With an API key no issuer is asked.',
    'Gửi lại đúng yêu cầu đó sau Retry-After. Với khóa API thì không cần hỏi nơi cấp.',
  ),
};

const inToken = foundIn('token-refused');
const issuer = 'https://id.example.gov.vn/realms/dtm';

export const tokenFindingGuides: FindingGuides<keyof typeof tokenFindings> = {
  'token-form': inToken(
    ['No token', 'Không phải mã truy cập'],
    { limit: 8192 },
    'Send what the issuer answered as `access_token`, whole.',
    'Gửi nguyên vẹn giá trị `access_token` mà nơi cấp trả lời.',
  ),
  'token-json': inToken(
    ['A token that cannot be read', 'Mã truy cập không đọc được'],
    {},
    'Send what the issuer answered as `access_token`, unchanged.',
    'Gửi đúng giá trị `access_token` mà nơi cấp trả lời, không sửa.',
  ),
  'token-header': inToken(
    ['A header of a token that is not as it has to be', 'Phần đầu của mã truy cập không đúng'],
    {},
    'Ask who runs the issuer; its tokens name their key in `kid`.',
    'Hỏi đơn vị quản lý nơi cấp; mã truy cập phải nêu khóa trong `kid`.',
  ),
  'token-algorithm': inToken(
    ['An algorithm that is not accepted', 'Thuật toán ký không được chấp nhận'],
    { value: 'HS256', expected: 'RS256, RS384, RS512, ES256, ES384, ES512' },
    'Have the issuer sign tokens for this hub with one of these.',
    'Đề nghị nơi cấp ký mã truy cập cho hệ thống này bằng một trong các thuật toán đó.',
  ),
  'token-type': inToken(
    ['A token of another type', 'Mã truy cập thuộc loại khác'],
    { value: 'jwt', expected: 'at+jwt' },
    'Send the access token, not the ID token. Where the issuer marks access tokens otherwise, the operator may accept it (docs/oauth.md).',
    'Gửi mã truy cập, không gửi mã định danh. Nếu nơi cấp ghi loại khác, đơn vị vận hành có thể chấp nhận (docs/oauth.md).',
  ),
  'token-issuer': inToken(
    ['A token of another issuer', 'Mã truy cập của nơi cấp khác'],
    { value: 'https://other.example.vn', expected: issuer },
    'Get the token from the issuer that is named.',
    'Lấy mã từ nơi cấp được nêu.',
  ),
  'token-key': inToken(
    ['A key that the issuer does not have', 'Khóa ký mà nơi cấp không có'],
    {},
    'Get another token. After a change of keys at the issuer the hub knows the new one within five minutes.',
    'Lấy mã khác. Sau khi nơi cấp đổi khóa, hệ thống biết khóa mới trong vòng năm phút.',
  ),
  'token-signature': inToken(
    ['A signature that does not fit', 'Chữ ký không khớp'],
    {},
    'Send the token as the issuer answered it.',
    'Gửi mã đúng như nơi cấp trả lời.',
  ),
  'token-audience': inToken(
    ['A token for another API', 'Mã truy cập dành cho hệ thống khác'],
    { value: 'account', expected: 'https://dtm.example.gov.vn' },
    'Ask the issuer for a token for the audience that is named; its settings say how (docs/oauth.md).',
    'Xin nơi cấp mã dành cho đối tượng được nêu; cách đặt tùy nơi cấp (docs/oauth.md).',
  ),
  'token-claim': inToken(
    ['A claim that is missing or wrong', 'Thông tin thiếu hoặc sai dạng'],
    { name: 'client_id' },
    'Ask who runs the issuer: which claims a token for the hub has is in docs/oauth.md.',
    'Hỏi đơn vị quản lý nơi cấp: những thông tin cần có được nêu trong docs/oauth.md.',
  ),
  'token-expired': { example: { to: '2026-11-16T02:30:00.000Z' } },
  'token-early': inToken(
    ['A token that is not valid yet', 'Mã truy cập chưa có hiệu lực'],
    { from: '2026-11-16T02:30:00.000Z' },
    'Set the clock of the issuer; the hub allows for a minute.',
    'Chỉnh đồng hồ của nơi cấp; hệ thống chấp nhận lệch một phút.',
  ),
};
