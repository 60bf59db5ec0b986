/** The examples of a ward that has held its drill and not its assessment. */
import type { Example } from './example.ts';
import { acceptedExample } from './examples-of-receipts.ts';

const drill = {
  day: '2026-09-21',
  reference: '15/BB-UBND',
  sha256: '0b6c3f1a7d6b1d6a1f4f1f0f3b0b9b1a4d2c6e8f9a7b5c3d1e0f2a4b6c8d0e1f',
};
const receivedAt = '2026-11-20T02:30:05.120Z';
const id = 'H26.18.motcua~etx-duties~2026-Q4~1';

export const dutiesExample: Example = {
  name: 'duties',
  summary: 'What a system owes by law: its availability, and the evidence of its last drill',
  body: {
    system: 'H26.18.motcua',
    dataset: 'etx-duties',
    period: '2026-Q4',
    revision: 1,
    cells: [
      { indicator: 'connectivity.availability', numerator: 131_900, denominator: 132_480 },
      { indicator: 'duties.recovery-drill', evidence: drill },
      { indicator: 'duties.penetration-assessment', evidence: null },
    ],
  },
  status: 202,
  answer: acceptedExample({
    id,
    kind: 'report',
    ...{ agency: 'H26.18', system: 'H26.18.motcua', dataset: 'etx-duties', period: '2026-Q4', revision: 1 },
    receivedAt,
    sha256: '0caf85da164ebfd28d34338d20c06c163f84b29278dce4778d1c30804d084cf0',
    digest: '6f59511fbb20c971364cc6f3a29fa49cd80e3c3ae71cb1a70d11c6449ef34450',
  }),
};

const ward = {
  system: 'H26.18.motcua',
  names: { vi: 'Hệ thống một cửa điện tử phường Hoàn Kiếm', en: 'One-stop system of Hoan Kiem Ward' },
  agency: 'H26.18',
  size: 'small',
  securityLevel: 2,
};

export const complianceExample: Example = {
  name: 'ward',
  summary: 'A ward whose drill is in time, as it says itself',
  query: { agency: 'H26.18', all: 'true' },
  status: 200,
  answer: {
    node: 'H26.18',
    today: '2026-11-20',
    systems: 1,
    overdue: 0,
    duties: [
      {
        ...ward,
        duty: 'recovery-drill',
        dutyNames: { vi: 'Diễn tập khôi phục dữ liệu', en: 'Data recovery drill' },
        due: '2028-09-21',
        state: 'met',
        overdueDays: 0,
        last: { ...drill, submission: id, receivedAt },
      },
      {
        ...ward,
        duty: 'penetration-assessment',
        dutyNames: { vi: 'Đánh giá khả năng bị xâm nhập', en: 'Penetration assessment' },
        due: '2028-06-30',
        state: 'met',
        overdueDays: 0,
        last: null,
      },
      {
        ...ward,
        duty: 'availability-report',
        dutyNames: { vi: 'Báo cáo mức độ sẵn sàng', en: 'Report of availability' },
        due: '2027-04-14',
        state: 'met',
        overdueDays: 0,
        last: { day: '2026-12-14', reference: null, sha256: null, submission: id, receivedAt },
      },
    ],
    next: null,
  },
};

/** A month that had gone by before the hub was measured: there is nothing to answer but that. */
export const availabilityExample: Example = {
  name: 'month',
  summary: 'A month before the first measurement',
  query: { month: '2026-10' },
  status: 200,
  answer: {
    period: '2026-10',
    from: '2026-10-31T17:00:00.000Z',
    to: '2026-10-31T17:00:00.000Z',
    until: '2026-10-31T17:00:00.000Z',
    minutes: 0,
    up: 0,
    down: 0,
    unknown: 0,
    maintenance: 0,
    availability: null,
    budget: { minutes: '0', used: 0, remaining: '0' },
    months: [],
    maintenances: [],
  },
};
