/** What a receipt proves, as a person reads it, in both languages (R5). */
import type { Receipt } from '../../shared/contract/submissions/receipt.ts';
import { inLine } from '../shown.ts';
import { type TableCell, table } from '../table.ts';
import type { ProvedBatch } from './verify-batch.ts';
import type { Proved } from './verify-receipt.ts';

const kinds: Readonly<Record<Receipt['kind'], string>> = {
  report: 'report / báo cáo',
  withdrawal: 'withdrawal of a report / rút báo cáo',
  event: 'events / sự kiện',
  'event-withdrawal': 'withdrawal of events / rút sự kiện',
};

/** Vietnam has had one offset since 1975. */
const inVietnam = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().replace('Z', '+07:00');

export function provedText({ issuer, says, key, body }: Proved): string {
  const rows: TableCell[][] = [
    ['submission / bản gửi', says.id],
    ['kind / loại', kinds[says.kind]],
    ['agency / cơ quan', says.agency],
    ['system / hệ thống', says.system],
    ['dataset / bộ dữ liệu', says.dataset],
    ['period / kỳ báo cáo', says.period],
    ...(says.revision === undefined ? [] : [['revision / lần gửi', String(says.revision)]]),
    ...(says.bucket === undefined ? [] : [['bucket / khoảng thời gian', says.bucket]]),
    ...(says.idempotencyKey === undefined ? [] : [['Idempotency-Key', says.idempotencyKey]]),
    ['received / tiếp nhận lúc', [says.receivedAt, inVietnam(says.receivedAt)]],
    ['SHA-256, as sent / nội dung gửi', says.sha256],
    ['digest, canonical / chuẩn hóa', says.digest],
    ['signed by / ký bởi', `${issuer}, ${key.kid}`],
  ];
  const name = inLine(body ?? '');
  const compared =
    body === null
      ? '\n\nThe body was not compared: give it with --body. / Chưa so sánh nội dung: dùng --body.'
      : `\n\n✓ ${name} is what was received, byte for byte. / ${name} đúng là nội dung đã nhận, từng byte.`;
  return (
    '✓ Biên nhận thật: hệ thống đã ghi nhận bản gửi này.\n' +
    '  The receipt is genuine: the hub recorded this submission.\n\n' +
    table([{ head: 'what / nội dung' }, { head: 'value / giá trị' }], rows) +
    compared
  );
}

export function provedBatchText({ issuer, says, key, body, list }: ProvedBatch): string {
  const { submissions } = says;
  const rows: TableCell[][] = [
    ['file, as a batch / tệp, là lô', says.id],
    ['agency / cơ quan', says.agency],
    ['received / tiếp nhận lúc', [says.receivedAt, inVietnam(says.receivedAt)]],
    ['SHA-256 of the file / của tệp', says.sha256],
    ['rows / số dòng', String(says.rows)],
    ['accepted / được chấp nhận', String(says.accepted)],
    ['the same again / đã có, giống hệt', String(says.sameAgain)],
    ['refused / bị từ chối', String(says.refused)],
    ...(says.takenMeanwhile === 0
      ? []
      : [['taken by another meanwhile / bị yêu cầu khác chiếm trước', String(says.takenMeanwhile)]]),
    ['errors in the file / lỗi trong tệp', String(says.errors)],
    ['submissions in the list / bản gửi trong danh sách', String(submissions.count)],
    ['SHA-256 of the list / của danh sách', submissions.sha256],
    ['signed by / ký bởi', `${issuer}, ${key.kid}`],
  ];
  const [file, named] = [inLine(body ?? ''), inLine(list ?? '')];
  return [
    '✓ Biên nhận thật: hệ thống đã tiếp nhận tệp này.',
    '  The receipt is genuine: the hub received this file.',
    '',
    table([{ head: 'what / nội dung' }, { head: 'value / giá trị' }], rows),
    '',
    body === null
      ? 'The file was not compared: give it with --body. / Chưa so sánh tệp: dùng --body.'
      : `✓ ${file} is the file that was received, byte for byte. / ${file} đúng là tệp đã nhận, từng byte.`,
    list === null
      ? 'The list was not compared: give it with --submissions. / Chưa so sánh danh sách: dùng --submissions.'
      : `✓ ${named} is the list of its submissions. / ${named} đúng là danh sách bản gửi của tệp.`,
  ].join('\n');
}
