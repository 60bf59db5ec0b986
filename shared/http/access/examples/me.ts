/** What the key of a city learns about itself. */
import type { Me, OpenPeriod } from '../../../contract/access/me.ts';
import type { SystemNode } from '../../../contract/registry/tree-answers.ts';
import type { System } from '../../../contract/registry.ts';
import type { Localized, PeriodKind } from '../../../contract/text.ts';
import type { Example } from '../../openapi/example.ts';

const names = (vi: string, en: string): Localized => ({ vi, en });

const system = (
  id: string,
  title: Localized,
  agency: string,
  from: string,
  [size, securityLevel, channel, due]: readonly [System['size'], number, System['channel'], string],
): SystemNode => ({
  id,
  names: title,
  agency,
  from,
  to: null,
  details: { size, securityLevel, channel, stage: 'connected', due },
});

/** The last instant of a day in Vietnam is before this one. */
const behind = (day: string): string => `${day}T17:00:00.000Z`;

/** The day before it, its first and last, the one on which it closes; last days in time of communes, departments and the city. */
const period = (id: string, days: string, inTime: string): OpenPeriod => {
  const [before = '', from = '', to = '', closes = ''] = days.split(' ');
  const [commune = '', department = '', province = ''] = inTime.split(' ');
  return {
    id,
    from,
    to,
    opens: behind(before),
    cutOff: behind(to),
    closes: behind(closes),
    systems: 14,
    deadlines: [
      { level: 'commune', at: behind(commune), systems: 6 },
      { level: 'department', at: behind(department), systems: 3 },
      { level: 'province', at: behind(province), systems: 5 },
    ],
  };
};

const periods: Readonly<Record<PeriodKind, OpenPeriod[]>> = {
  month: [
    period('2026-09', '2026-08-14 2026-08-15 2026-09-14 2026-12-13', '2026-09-16 2026-09-18 2026-09-20'),
    period('2026-10', '2026-09-14 2026-09-15 2026-10-14 2027-01-12', '2026-10-16 2026-10-18 2026-10-20'),
    period('2026-11', '2026-10-14 2026-10-15 2026-11-14 2027-02-12', '2026-11-16 2026-11-18 2026-11-20'),
    period('2026-12', '2026-11-14 2026-11-15 2026-12-14 2027-03-14', '2026-12-16 2026-12-18 2026-12-20'),
  ],
  quarter: [
    period('2026-Q3', '2026-06-14 2026-06-15 2026-09-14 2027-01-12', '2026-09-17 2026-09-19 2026-09-22'),
    period('2026-Q4', '2026-09-14 2026-09-15 2026-12-14 2027-04-13', '2026-12-17 2026-12-19 2026-12-22'),
  ],
  'half-year': [
    period('2026-H1', '2025-12-14 2025-12-15 2026-06-14 2026-12-11', '2026-06-17 2026-06-19 2026-06-22'),
    period('2026-H2', '2026-06-14 2026-06-15 2026-12-14 2027-06-12', '2026-12-17 2026-12-19 2026-12-22'),
  ],
  year: [
    period('2025', '2024-12-14 2024-12-15 2025-12-14 2026-12-15', '2025-12-16 2025-12-17 2025-12-19'),
    period('2026', '2025-12-14 2025-12-15 2026-12-14 2027-12-15', '2026-12-16 2026-12-17 2026-12-19'),
  ],
};

const dataset = (
  id: string,
  kind: 'report' | 'event',
  periodKind: PeriodKind,
  title: Localized,
): Me['datasets'][number] => ({
  id,
  names: title,
  kind,
  periodKind,
  onlySystems: null,
  periods: periods[periodKind],
});

const city: Me = {
  now: '2026-11-20T02:30:06.339Z',
  today: '2026-11-20',
  credential: {
    keyId: 'bri9pl6bjkbi',
    agency: 'H26',
    systems: null,
    scopes: ['submit', 'read'],
    validFrom: '2026-11-20T02:30:00.000Z',
    validTo: '2027-11-20T02:30:00.000Z',
  },
  quotas: [
    { of: 'key', window: 'hour', limit: 180_000, left: 179_999, until: '2026-11-20T03:00:00.000Z' },
    { of: 'key', window: 'day', limit: 1_800_000, left: 1_799_999, until: '2026-11-20T17:00:00.000Z' },
    { of: 'agency', window: 'hour', limit: 300_000, left: 299_999, until: '2026-11-20T03:00:00.000Z' },
    { of: 'agency', window: 'day', limit: 3_000_000, left: 2_999_999, until: '2026-11-20T17:00:00.000Z' },
  ],
  agencies: [
    {
      code: 'H26',
      legacyCode: '000.00.00.H26',
      administrativeCode: '01',
      kind: 'province',
      names: { vi: 'Ủy ban nhân dân Thành phố Hà Nội', en: "People's Committee of Ha Noi" },
      parent: 'VN',
      from: '2020-09-15',
      to: null,
      state: 'open',
      mergedInto: null,
      agencies: 128,
      systems: 5,
      provenance: 'seen in public text; administrative code by Decision 19/2025/QĐ-TTg',
    },
  ],
  systems: {
    count: 14,
    connected: 14,
    first: [
      system(
        'H26.05.01.001.hatang',
        names(
          'Hệ thống quản lý hạ tầng số thành phố Hà Nội',
          'Digital infrastructure management system of Ha Noi',
        ),
        'H26.05.01.001',
        '2025-07-01',
        ['small', 2, 'batch', '2026-06-30'],
      ),
      system(
        'H26.05.01.giamsat',
        names(
          'Hệ thống giám sát an toàn thông tin thành phố Hà Nội',
          'Information security monitoring system of Ha Noi',
        ),
        'H26.05.01',
        '2025-07-01',
        ['small', 3, 'online', '2026-05-31'],
      ),
      system(
        'H26.06.tabmis',
        names('Hệ thống quản lý ngân sách thành phố Hà Nội', 'Budget management system of Ha Noi'),
        'H26.06',
        '2025-07-01',
        ['small', 3, 'batch', '2026-06-30'],
      ),
      system(
        'H26.18.motcua',
        names('Hệ thống một cửa điện tử phường Hoàn Kiếm', 'One-stop system of Hoan Kiem Ward'),
        'H26.18',
        '2025-07-01',
        ['small', 2, 'online', '2026-06-30'],
      ),
      system(
        'H26.19.motcua',
        names('Hệ thống một cửa điện tử phường Cửa Nam', 'One-stop system of Cua Nam Ward'),
        'H26.19',
        '2025-07-01',
        ['small', 2, 'batch', '2026-06-30'],
      ),
      system(
        'H26.20.motcua',
        names('Hệ thống một cửa điện tử phường Ba Đình', 'One-stop system of Ba Dinh Ward'),
        'H26.20',
        '2025-07-01',
        ['small', 2, 'online', '2026-06-30'],
      ),
      system(
        'H26.21.motcua',
        names('Hệ thống một cửa điện tử phường Cầu Giấy', 'One-stop system of Cau Giay Ward'),
        'H26.21',
        '2025-07-01',
        ['small', 2, 'batch', '2026-06-30'],
      ),
      system(
        'H26.22.motcua',
        names('Hệ thống một cửa điện tử xã Sóc Sơn', 'One-stop system of Soc Son Commune'),
        'H26.22',
        '2025-07-01',
        ['small', 2, 'online', '2026-06-30'],
      ),
      system(
        'H26.23.motcua',
        names('Hệ thống một cửa điện tử xã Quảng Oai', 'One-stop system of Quang Oai Commune'),
        'H26.23',
        '2025-07-01',
        ['small', 2, 'batch', '2026-06-30'],
      ),
      system(
        'H26.baocao',
        names('Hệ thống thông tin báo cáo thành phố Hà Nội', 'Reporting information system of Ha Noi'),
        'H26',
        '2025-03-01',
        ['small', 3, 'online', '2026-02-28'],
      ),
      system(
        'H26.dvc',
        names(
          'Hệ thống thông tin giải quyết thủ tục hành chính thành phố Hà Nội',
          'Administrative procedure information system of Ha Noi',
        ),
        'H26',
        '2025-03-01',
        ['large', 4, 'online', '2026-05-31'],
      ),
      system(
        'H26.ioc',
        names(
          'Trung tâm giám sát, điều hành thông minh thành phố Hà Nội',
          'Intelligent operations centre of Ha Noi',
        ),
        'H26',
        '2025-03-01',
        ['small', 2, 'online', '2026-03-31'],
      ),
      system(
        'H26.lgsp',
        names(
          'Nền tảng tích hợp, chia sẻ dữ liệu thành phố Hà Nội',
          'Data integration and sharing platform of Ha Noi',
        ),
        'H26',
        '2025-03-01',
        ['large', 4, 'online', '2026-01-31'],
      ),
      system(
        'H26.vanban',
        names(
          'Hệ thống quản lý văn bản và điều hành thành phố Hà Nội',
          'Document management and administration system of Ha Noi',
        ),
        'H26',
        '2025-03-01',
        ['large', 3, 'online', '2026-06-30'],
      ),
    ],
  },
  datasets: [
    dataset('etx-monthly', 'report', 'month', {
      vi: 'Báo cáo tháng về giao dịch điện tử',
      en: 'Monthly report on electronic transactions',
    }),
    dataset('etx-quarterly', 'report', 'quarter', {
      vi: 'Báo cáo quý về giao dịch điện tử',
      en: 'Quarterly report on electronic transactions',
    }),
    dataset('etx-inspection', 'report', 'half-year', {
      vi: 'Số liệu phục vụ thanh tra, kiểm tra và giải quyết khiếu nại',
      en: 'Data for inspection and for settling complaints',
    }),
    dataset('etx-yearly', 'report', 'year', {
      vi: 'Báo cáo năm phục vụ chiến lược, chính sách phát triển giao dịch điện tử',
      en: 'Yearly report for strategy and policy on developing electronic transactions',
    }),
    dataset('etx-live', 'event', 'month', {
      vi: 'Giao dịch điện tử theo thời gian thực',
      en: 'Electronic transactions in real time',
    }),
    dataset('etx-daily', 'event', 'month', {
      vi: 'Giao dịch điện tử theo ngày',
      en: 'Electronic transactions by day',
    }),
    dataset('etx-duties', 'report', 'quarter', {
      vi: 'Nghĩa vụ của hệ thống kết nối: mức độ sẵn sàng, diễn tập, đánh giá',
      en: 'Duties of connected systems: availability, drills, assessments',
    }),
    dataset('etx-procedures', 'report', 'month', {
      vi: 'Báo cáo tháng về giải quyết thủ tục hành chính',
      en: 'Monthly report on administrative procedures',
    }),
  ],
};

export const meExample: Example = {
  name: 'city',
  summary: 'The key of a city on a day in November',
  status: 200,
  answer: city,
};
