/** What the OpenAPI document says of the operations of this room. */
import { DrillList, DrillReport } from '../../contract/recovery/drill.ts';
import { type Descriptions, inLanguage, problemsOfHub, problemsOfKey } from '../openapi/description.ts';

export const recoveryDescriptions = {
  listDrills: {
    summary: 'Recovery drills / Các lần diễn tập khôi phục',
    description: 'Newest first, with outcome and figures (R7). For every reader.',
    header: inLanguage,
    answers: { 200: { description: 'The drills.', schema: DrillList } },
    problems: ['invalid-request', ...problemsOfKey, ...problemsOfHub],
  },
  getDrill: {
    summary: 'The report of a drill / Báo cáo một lần diễn tập',
    description:
      'What was restored, checked and found; of a drill under way, what is known so far. With `Accept: text/html` a page in Vietnamese and English. For keys of the country only, as differences name submissions of all agencies.',
    header: inLanguage,
    answers: { 200: { description: 'The report.', schema: DrillReport } },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', 'drill-not-found', ...problemsOfHub],
  },
} satisfies Descriptions;
