/** What the OpenAPI document says of the operations of this room. */
import {
  DrillList,
  DrillOrder,
  DrillReport,
  DrillStanding,
  DrillSummary,
} from '../../contract/recovery/drill.ts';
import {
  type Descriptions,
  inLanguage,
  onVersion,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfKey,
  problemsOfOperator,
} from '../openapi/description.ts';

export const recoveryDescriptions = {
  listDrills: {
    summary: 'Recovery drills',
    description: 'Newest first, with outcome and figures (R7). For every reader.',
    header: inLanguage,
    answers: { 200: { description: 'The drills.', schema: DrillList } },
    problems: ['invalid-request', ...problemsOfKey, ...problemsOfHub],
  },
  getDrill: {
    summary: 'The report of a drill',
    description:
      'What was restored, checked and found; of a drill under way, what is known so far. With `Accept: text/html` a page in Vietnamese and English. For keys of the country only, as differences name submissions of all agencies.',
    header: inLanguage,
    answers: { 200: { description: 'The report.', schema: DrillReport } },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', 'drill-not-found', ...problemsOfHub],
  },
  listDrillsToStart: {
    summary: 'Recovery drills, for who starts one',
    description: 'Newest first. `ETag` is the version on which one can be asked for.',
    header: inLanguage,
    answers: { 200: { description: 'The drills.', schema: DrillStanding } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  startDrill: {
    summary: 'Ask for a recovery drill',
    description:
      'It begins within five minutes. The same again, on the same version and by the same operator, is answered as the first time.',
    header: onVersion,
    body: DrillOrder,
    answers: { 201: { description: 'It is asked for.', schema: DrillSummary } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'drill-under-way',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
