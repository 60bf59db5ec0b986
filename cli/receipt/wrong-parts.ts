/** What of a receipt or of a key set is wrong: the `{what}` of its fault, in both languages. */
import type { Localized } from '../../shared/contract/text.ts';
import { localized } from '../../shared/domain/language/localized.ts';

export const wrongParts = {
  parts: localized('{count} of 3 parts', 'chỉ có {count} trong 3 phần'),
  'header-unreadable': localized('its header cannot be read', 'không đọc được phần đầu'),
  'header-foreign': localized('its header is none of the hub', 'phần đầu không phải của hệ thống'),
  'signature-short': localized('its signature is too short', 'chữ ký quá ngắn'),
  'unknown-form': localized(
    'signed by the hub, in a form that this program does not know',
    'do hệ thống ký nhưng ở dạng mà chương trình này chưa biết',
  ),
  'no-json': localized('no JSON', 'không phải JSON'),
  member: localized('{member} is missing or not as it should be', 'thiếu {member} hoặc {member} sai dạng'),
  'revoked-member': localized(
    '{member} is missing or not as it should be, and {kid} is revoked',
    'thiếu {member} hoặc {member} sai dạng, mà {kid} đã bị thu hồi',
  ),
} as const satisfies Record<string, Localized>;

export type WrongPart = keyof typeof wrongParts;
