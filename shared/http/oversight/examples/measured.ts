/** What the ward of the submitted example owes, and how available the hub was. */
import type { Example } from '../../openapi/example.ts';
import { acceptedDuties, drill } from '../../submissions/examples/duties.ts';

const { id, receivedAt } = acceptedDuties;

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
