/** A template of one ward, and one of a period that is closed. */
import type { Example } from '../openapi/example.ts';

const kinds = [
  ['internal', 'Nội bộ cơ quan', 'Internal to the agency'],
  ['agency', 'Giữa các cơ quan nhà nước', 'Between state agencies'],
  ['citizen', 'Với người dân', 'With citizens'],
  ['business', 'Với doanh nghiệp, tổ chức', 'With businesses and organisations'],
] as const;

const byKind = (id: string, vi: string, en: string): string[] =>
  kinds.map(
    ([kind, inVietnamese, inEnglish]) =>
      `"${vi}: ${inVietnamese} / ${en}: ${inEnglish} [${id}|kind=${kind}]"`,
  );

const header = [
  'Hệ thống / System [system]',
  'Tên dòng / Name of the row [key]',
  'Bộ dữ liệu / Dataset [dataset]',
  'Kỳ báo cáo / Period [period]',
  'Lần gửi / Revision [revision]',
  ...byKind(
    'complaints.received',
    'Số phản ánh, kiến nghị, khiếu nại đã tiếp nhận',
    'Complaints and petitions received',
  ),
  ...byKind(
    'complaints.settled',
    'Số phản ánh, kiến nghị, khiếu nại đã giải quyết',
    'Complaints and petitions settled',
  ),
  'Số sự cố kết nối đã ghi nhận / Connection incidents recorded [incidents.recorded]',
  'Số sự cố kết nối đã xử lý xong / Connection incidents settled [incidents.settled]',
  'Số yêu cầu chia sẻ dữ liệu đã tiếp nhận / Requests to share data received [sharing.requests-received]',
  'Số yêu cầu chia sẻ dữ liệu bị từ chối có nêu lý do / Requests to share data refused with a reason [sharing.requests-refused]',
  'Thời gian gián đoạn dài nhất / Longest interruption [connectivity.longest-outage]',
];
const row = 'H26.18.motcua;Hệ thống một cửa điện tử phường Hoàn Kiếm;etx-inspection;2026-H2;1';

export const csvTemplateExample: Example = {
  name: 'ward',
  summary: 'The one system of a ward',
  path: { id: 'etx-inspection' },
  query: { agency: 'H26.18', period: '2026-H2' },
  status: 200,
  answer: `${header.join(';')}\r\n${row}${';'.repeat(13)}\r\n`,
};

export const workbookTemplateExample: Example = {
  name: 'closed',
  summary: 'A period that takes nothing any more',
  path: { id: 'etx-inspection' },
  query: { period: '2025-H2' },
  status: 400,
  answer: {
    type: 'urn:dtm:problem:invalid-request',
    title: 'A parameter or header is missing or malformed',
    status: 400,
    detail: 'errors[] names everything that is wrong.',
    code: 'invalid-request',
    requestId: '7ac3aeb6-5b1c-4f0e-9c3a-0d3f1f8f6c55',
    errors: [
      {
        code: 'period-closed',
        detail: 'Period 2025-H2 took submissions until 2026-06-12T17:00:00.000Z.',
        pointer: null,
        parameter: 'period',
        key: null,
        allowed: ['2026-H1', '2026-H2'],
      },
    ],
  },
};
