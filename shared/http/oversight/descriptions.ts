/** What the OpenAPI document says of the operations of this room. */
import { AvailabilityAnswer } from '../../contract/oversight/availability.ts';
import { ComplianceAnswer } from '../../contract/oversight/duties.ts';
import { type Descriptions, inLanguage, problemsOfHub, problemsOfKey } from '../openapi/description.ts';

export const oversightDescriptions = {
  getCompliance: {
    summary: 'Who is overdue with what / Đơn vị nào quá hạn nghĩa vụ nào',
    description:
      'Recovery drills, penetration assessments and reports of availability of connected systems, as each said in its newest report. Due dates come from the registry, by size and security level.',
    header: inLanguage,
    answers: { 200: { description: 'Duties with their due dates.', schema: ComplianceAnswer } },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', ...problemsOfHub],
  },
  getAvailability: {
    summary: 'How available the hub is / Mức độ sẵn sàng của hệ thống',
    description:
      'Measured every minute through the public endpoint. Planned maintenance and minutes without a measurement count as downtime; at most 1 % of a year may be (R6).',
    header: inLanguage,
    answers: { 200: { description: 'Minutes, and the budget that is left.', schema: AvailabilityAnswer } },
    problems: ['invalid-request', ...problemsOfKey, ...problemsOfHub],
  },
} satisfies Descriptions;
