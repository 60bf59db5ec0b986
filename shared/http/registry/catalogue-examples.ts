/** The catalogue as the hub of the examples has it. */
import type { DatasetDescription } from '../../contract/registry/catalogue-answers.ts';
import type { Localized } from '../../contract/text.ts';
import type { Example } from '../openapi/example.ts';

const names = (vi: string, en: string): Localized => ({ vi, en });

const notice = names(
  'Danh mục minh họa: chưa có danh mục chỉ tiêu chính thức nào được công bố. Phải thay bằng danh mục do Bộ Khoa học và Công nghệ ban hành trước khi vận hành chính thức.',
  'Illustrative catalogue: no official list of indicators has been published. Replace it with the one that the Ministry of Science and Technology issues before going into production.',
);

export const catalogueExample: Example = {
  name: 'end of the list',
  summary: 'The datasets behind one',
  query: { after: 'etx-quarterly' },
  status: 200,
  answer: {
    version: 1,
    notice,
    datasets: [
      {
        ...{ id: 'etx-yearly', category: 'a', kind: 'report', periodKind: 'year', indicators: 16, cells: 25 },
        names: names(
          'Báo cáo năm phục vụ chiến lược, chính sách phát triển giao dịch điện tử',
          'Yearly report for strategy and policy on developing electronic transactions',
        ),
      },
      {
        ...{ id: 'hub-probes', category: 'b', kind: 'event', periodKind: 'month', indicators: 5, cells: 11 },
        names: names(
          'Mức độ sẵn sàng của hệ thống DTM, đo mỗi phút',
          'Availability of the hub, measured each minute',
        ),
      },
    ],
    next: null,
  },
};

const groups = {
  efficiency: { id: 'efficiency', names: names('Hiệu quả', 'Efficiency') },
  connectivity: { id: 'connectivity', names: names('Kết nối hệ thống', 'Connection of systems') },
  sharing: { id: 'sharing', names: names('Chia sẻ dữ liệu', 'Sharing of data') },
} as const;
const units = {
  case: { id: 'case', names: names('vụ việc', 'case') },
  event: { id: 'event', names: names('lần', 'occurrence') },
  minute: { id: 'minute', names: names('phút', 'minute') },
} as const;

/** One whose cells have a value from 0 up. */
const indicator = (
  id: string,
  title: Localized,
  [group, unit, max]: readonly [keyof typeof groups, keyof typeof units, string],
  more: Partial<DatasetDescription['indicators'][number]> = {},
): DatasetDescription['indicators'][number] => ({
  id,
  names: title,
  scale: 0,
  fold: 'sum',
  overTime: 'sum',
  dimensions: [],
  group: groups[group],
  unit: units[unit],
  fields: [{ name: 'value', min: '0', max }],
  isShare: false,
  ...more,
});
const cell = (id: string, kind?: string): DatasetDescription['cells'][number] => ({
  key: kind === undefined ? id : `${id}|kind=${kind}`,
  indicator: id,
  dimensions: kind === undefined ? {} : { kind },
});
const kinds = ['internal', 'agency', 'citizen', 'business'] as const;
const cells = [
  ...kinds.map((kind) => cell('complaints.received', kind)),
  ...kinds.map((kind) => cell('complaints.settled', kind)),
  cell('incidents.recorded'),
  cell('incidents.settled'),
  cell('sharing.requests-received'),
  cell('sharing.requests-refused'),
  cell('connectivity.longest-outage'),
];

const inspection: DatasetDescription = {
  version: 1,
  notice,
  id: 'etx-inspection',
  names: names(
    'Số liệu phục vụ thanh tra, kiểm tra và giải quyết khiếu nại',
    'Data for inspection and for settling complaints',
  ),
  category: 'c',
  kind: 'report',
  periodKind: 'half-year',
  buckets: [],
  provenance: null,
  reporters: {
    says: names(
      'Mọi hệ thống đã kết nối, cho mỗi kỳ mà hệ thống thuộc một cơ quan trong ít nhất một ngày.',
      'Every connected system, for each period in which it was with an agency on some day.',
    ),
    systems: null,
  },
  duties: [],
  indicators: [
    indicator(
      'complaints.received',
      names('Số phản ánh, kiến nghị, khiếu nại đã tiếp nhận', 'Complaints and petitions received'),
      ['efficiency', 'case', '10000000'],
      { dimensions: ['kind'] },
    ),
    indicator(
      'complaints.settled',
      names('Số phản ánh, kiến nghị, khiếu nại đã giải quyết', 'Complaints and petitions settled'),
      ['efficiency', 'case', '10000000'],
      { dimensions: ['kind'] },
    ),
    indicator('incidents.recorded', names('Số sự cố kết nối đã ghi nhận', 'Connection incidents recorded'), [
      'connectivity',
      'event',
      '100000',
    ]),
    indicator('incidents.settled', names('Số sự cố kết nối đã xử lý xong', 'Connection incidents settled'), [
      'connectivity',
      'event',
      '100000',
    ]),
    indicator(
      'sharing.requests-received',
      names('Số yêu cầu chia sẻ dữ liệu đã tiếp nhận', 'Requests to share data received'),
      ['sharing', 'case', '1000000'],
    ),
    indicator(
      'sharing.requests-refused',
      names(
        'Số yêu cầu chia sẻ dữ liệu bị từ chối có nêu lý do',
        'Requests to share data refused with a reason',
      ),
      ['sharing', 'case', '1000000'],
    ),
    indicator(
      'connectivity.longest-outage',
      names('Thời gian gián đoạn dài nhất', 'Longest interruption'),
      ['connectivity', 'minute', '530000'],
      { scale: 1, fold: 'max', overTime: 'max' },
    ),
  ],
  cells,
  checks: [
    {
      id: 'complaints-settled-within-received',
      operator: '<=',
      says: names(
        '“Số phản ánh, kiến nghị, khiếu nại đã giải quyết” không lớn hơn “Số phản ánh, kiến nghị, khiếu nại đã tiếp nhận”, theo từng tổ hợp giá trị của các chiều.',
        '"Complaints and petitions settled" is at most "Complaints and petitions received", for each combination of dimension values.',
      ),
      pairs: kinds.map((kind) => ({
        left: `complaints.settled|kind=${kind}`,
        right: `complaints.received|kind=${kind}`,
      })),
    },
    {
      id: 'incidents-settled-within-recorded',
      operator: '<=',
      says: names(
        '“Số sự cố kết nối đã xử lý xong” không lớn hơn “Số sự cố kết nối đã ghi nhận”.',
        '"Connection incidents settled" is at most "Connection incidents recorded".',
      ),
      pairs: [{ left: 'incidents.settled', right: 'incidents.recorded' }],
    },
    {
      id: 'refused-within-requested',
      operator: '<=',
      says: names(
        '“Số yêu cầu chia sẻ dữ liệu bị từ chối có nêu lý do” không lớn hơn “Số yêu cầu chia sẻ dữ liệu đã tiếp nhận”.',
        '"Requests to share data refused with a reason" is at most "Requests to share data received".',
      ),
      pairs: [{ left: 'sharing.requests-refused', right: 'sharing.requests-received' }],
    },
  ],
  codeLists: [
    {
      id: 'kind',
      names: names('Loại giao dịch', 'Transaction kind'),
      values: [
        { id: 'internal', names: names('Nội bộ cơ quan', 'Internal to the agency') },
        { id: 'agency', names: names('Giữa các cơ quan nhà nước', 'Between state agencies') },
        { id: 'citizen', names: names('Với người dân', 'With citizens') },
        { id: 'business', names: names('Với doanh nghiệp, tổ chức', 'With businesses and organisations') },
      ],
    },
  ],
  example: cells.map(({ indicator: id, dimensions }) => ({
    indicator: id,
    ...(dimensions.kind !== undefined && { dimensions }),
    value: '0',
  })),
};

export const datasetExample: Example = {
  name: 'inspection',
  summary: 'What a report of it consists of',
  path: { id: 'etx-inspection' },
  status: 200,
  answer: inspection,
};
