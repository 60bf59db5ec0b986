/** What the OpenAPI document says of the operations of this room. */
import {
  AvailabilityAnswer,
  Maintenance,
  MaintenanceList,
  MaintenanceOrder,
} from '../../contract/oversight/availability.ts';
import {
  DeadLetterList,
  DeadLetterOrder,
  DeadLetterShown,
  DeadLetterWork,
} from '../../contract/oversight/dead-letters.ts';
import { ComplianceAnswer } from '../../contract/oversight/duties.ts';
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

export const oversightDescriptions = {
  getCompliance: {
    summary: 'Who is overdue with what',
    description:
      'Recovery drills, penetration assessments and reports of availability of connected systems, as each said in its newest report. Due dates come from the registry, by size and security level. A key for some systems is told of these.',
    header: inLanguage,
    answers: { 200: { description: 'Duties with their due dates.', schema: ComplianceAnswer } },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', ...problemsOfHub],
  },
  getAvailability: {
    summary: 'How available the hub is',
    description:
      'Measured every minute through the public endpoint. Planned maintenance and minutes without a measurement count as downtime; at most 1 % of a year may be (R6).',
    header: inLanguage,
    answers: { 200: { description: 'Minutes, and the budget that is left.', schema: AvailabilityAnswer } },
    problems: ['invalid-request', ...problemsOfKey, ...problemsOfHub],
  },
  listMaintenance: {
    summary: 'Planned maintenance',
    description: 'All of it, newest first. `ETag` is the version on which it can be changed.',
    header: inLanguage,
    answers: { 200: { description: 'The maintenances.', schema: MaintenanceList } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  startMaintenance: {
    summary: 'Start maintenance',
    description:
      'From now on every minute counts as downtime (R6), until it is ended or its end has come. The same again, on the same version and by the same operator, is answered as the first time.',
    header: onVersion,
    body: MaintenanceOrder,
    answers: { 201: { description: 'It is under way.', schema: Maintenance } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'maintenance-under-way',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  endMaintenance: {
    summary: 'End maintenance',
    description: 'The hub is in service again; the record stays.',
    header: onVersion,
    answers: { 200: { description: 'It is over.', schema: Maintenance } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'no-maintenance',
      ...problemsOfChange,
      ...problemsOfHub,
    ],
  },
  listDeadLetters: {
    summary: 'Messages that could not be counted',
    description:
      'Oldest first, without their bodies, at most a thousand. Looking at one hides it from others for some seconds, and counts as a receive. `ETag` is the version on which they can be handled.',
    header: inLanguage,
    answers: { 200: { description: 'The dead letters.', schema: DeadLetterList } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  getDeadLetter: {
    summary: 'One of them',
    description: 'With its body.',
    header: inLanguage,
    answers: { 200: { description: 'The dead letter.', schema: DeadLetterShown } },
    problems: ['invalid-request', ...problemsOfOperator, 'dead-letter-not-found', ...problemsOfHub],
  },
  handleDeadLetters: {
    summary: 'Send back or delete dead letters',
    description:
      'At most a hundred at a time; `more` says that there are others. What is sent back is counted once however often that is done. The same again, on the same version and by the same operator, goes on where the first call died.',
    header: onVersion,
    body: DeadLetterOrder,
    answers: { 200: { description: 'What was handled.', schema: DeadLetterWork } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'no-dead-letters',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
