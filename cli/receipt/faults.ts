/** Why a signed document of the hub proves nothing, each in both languages; `{name}` is filled from the details. */
import { ProblemDetails } from '../../shared/contract/problem.ts';
import { parseRecorded } from '../../shared/contract/recorded.ts';
import type { Language, Localized } from '../../shared/contract/text.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { type Details, fill } from '../../shared/domain/problems/problems.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import type { Named } from '../files.ts';
import { inLine } from '../shown.ts';
import { type WrongPart, wrongParts } from './wrong-parts.ts';

const rows = {
  'no-receipt': localized(
    'There is no receipt in {file}: give the answer of the hub as JSON, or the receipt alone.',
    'Không có biên nhận trong {file}: hãy đưa câu trả lời JSON của hệ thống hoặc riêng biên nhận.',
  ),
  refusal: localized(
    '{file} is a refusal of the hub ({status} {code}): there is nothing signed in it.',
    '{file} là câu trả lời từ chối của hệ thống ({status} {code}): trong đó không có gì được ký.',
  ),
  truncated: localized(
    'The receipt is cut off or mangled: {what}. Copy it again, whole.',
    'Biên nhận bị cắt hoặc hỏng: {what}. Hãy sao chép lại toàn bộ.',
  ),
  'wrong-algorithm': localized(
    'The receipt says that it is signed with "{said}". The hub signs with EdDSA only: this one was made by somebody else.',
    'Biên nhận ghi thuật toán "{said}". Hệ thống chỉ ký bằng EdDSA: biên nhận này do người khác tạo ra.',
  ),
  'wrong-kind': localized(
    'This is signed as "{said}", not as "{wanted}".',
    'Tài liệu này được ký với loại "{said}", không phải "{wanted}".',
  ),
  'other-hub': localized(
    'The receipt is of another hub: {said} issued it, these keys are of {issuer}.',
    'Biên nhận thuộc hệ thống khác: do {said} cấp, còn bộ khóa này của {issuer}.',
  ),
  'unknown-key': localized(
    'Key {kid} is not among the {count} keys given. If they were saved before it was published, fetch them again: dtm receipt keys --save FILE.',
    'Không có khóa {kid} trong {count} khóa đã cho. Nếu bộ khóa được lưu trước khi khóa này công bố, hãy tải lại: dtm receipt keys --save FILE.',
  ),
  altered: localized(
    'The signature does not fit: the receipt was changed after it was signed, or was never signed by the hub.',
    'Chữ ký không khớp: biên nhận đã bị sửa sau khi ký hoặc chưa từng được hệ thống ký.',
  ),
  'not-of-that-time': localized(
    'Key {kid} does not sign for what was received at {at}.',
    'Khóa {kid} không ký cho bản gửi nhận lúc {at}.',
  ),
  revoked: localized(
    'Key {kid} was reported stolen at {at}: its signature alone proves nothing. Ask the hub for the submission {id}, or send the same again for a new receipt.',
    'Khóa {kid} đã được báo lộ lúc {at}: riêng chữ ký này không còn giá trị. Hãy tra cứu bản gửi {id} trên hệ thống hoặc gửi lại đúng nội dung để nhận biên nhận mới.',
  ),
  'body-differs': localized(
    'The receipt is genuine, but not for this file: it has SHA-256 {computed}, the receipt says {sha256}.',
    'Biên nhận thật nhưng không phải của tệp này: tệp có SHA-256 {computed}, biên nhận ghi {sha256}.',
  ),
  'list-differs': localized(
    'The receipt is genuine, but not for this list of submissions: it has SHA-256 {computed}, the receipt says {sha256}.',
    'Biên nhận thật nhưng không phải của danh sách bản gửi này: danh sách có SHA-256 {computed}, biên nhận ghi {sha256}.',
  ),
  'no-list': localized(
    'The receipt is of one submission, which has no list: leave --submissions out.',
    'Biên nhận này của một bản gửi, không có danh sách: hãy bỏ --submissions.',
  ),
  'no-body': localized(
    'The receipt is genuine, of a withdrawal: that has no body to compare with.',
    'Biên nhận thật, của một lần rút: lần rút không có nội dung để so sánh.',
  ),
  'no-report': localized(
    '{file} is no report of a drill: give what dtm drills show --json or GET /drills/<id> answers.',
    '{file} không phải báo cáo diễn tập: hãy đưa kết quả của dtm drills show --json hoặc GET /drills/<id>.',
  ),
  unsigned: localized(
    'Drill {drill} has no signature: it is under way, or its report could not be kept yet.',
    'Diễn tập {drill} chưa có chữ ký: đang diễn ra hoặc báo cáo chưa lưu được.',
  ),
  'report-differs': localized(
    'The signature is genuine, but not of this report: {what}.',
    'Chữ ký thật nhưng không phải của báo cáo này: {what}.',
  ),
  'report-key-revoked': localized(
    'Key {kid} was reported stolen at {at}: this signature alone proves nothing. Compare with the object that the bucket of drills holds under lock.',
    'Khóa {kid} đã được báo lộ lúc {at}: riêng chữ ký này không còn giá trị. Hãy đối chiếu với bản được khóa trong kho báo cáo diễn tập.',
  ),
  'keys-unreadable': localized(
    'The keys in {file} are no key set of a hub: {what}.',
    'Tệp {file} không phải bộ khóa của hệ thống: {what}.',
  ),
} as const satisfies Record<string, Localized>;

export type ReceiptFault = {
  readonly kind: keyof typeof rows;
  readonly details: Details;
  /** What `{what}` stands for. */
  readonly part?: WrongPart;
};

export const receiptFault = (kind: ReceiptFault['kind'], details: Details = {}): ReceiptFault => ({
  kind,
  details,
});

/** A fault whose `{what}` is said in both languages. */
export const wrongPart = (
  kind: ReceiptFault['kind'],
  part: WrongPart,
  details: Details = {},
): ReceiptFault => ({ kind, details, part });

/** Where a file that was given is an answer of the hub that says why not; null where it is anything else. */
export function refusalIn({ name, content }: Named<string>): ReceiptFault | null {
  try {
    const { status, code } = parseRecorded(ProblemDetails, JSON.parse(content));
    return receiptFault('refusal', { file: name, status, code });
  } catch {
    return null;
  }
}

/** Details can be texts of a file that anybody has made, as long as the file. */
const LONGEST_DETAIL = 200;
const detailText = (detail: string | number): string => cut(inLine(String(detail)), LONGEST_DETAIL);

export function receiptFaultText({ kind, details, part }: ReceiptFault): string {
  const texts = Object.fromEntries(Object.entries(details).map(([name, one]) => [name, detailText(one)]));
  const textIn = (language: Language): string => {
    if (part === undefined) return fill(rows[kind][language], texts);
    return fill(rows[kind][language], { ...texts, what: fill(wrongParts[part][language], texts) });
  };
  return `✗ ${textIn('vi')}\n  ${textIn('en')}`;
}
