/** What the OpenAPI document says of the operations of this room. */
import * as z from 'zod';
import { CalendarAnswer } from '../../contract/registry/calendar-answer.ts';
import { CatalogueAnswer, DatasetDescription } from '../../contract/registry/catalogue-answers.ts';
import { RegistryFiles, RegistryImport, RegistryStanding } from '../../contract/registry/import.ts';
import { Placements } from '../../contract/registry/placements.ts';
import { AgencyList, SystemList } from '../../contract/registry/tree-answers.ts';
import {
  acceptLanguage,
  type Descriptions,
  headerText,
  inLanguage,
  onVersion,
  problemsOfAnyKey,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfOperator,
} from '../openapi/description.ts';

/** The headers of an answer that a caller may keep. */
export const conditional = z.object({
  'Accept-Language': acceptLanguage,
  'If-None-Match': headerText()
    .optional()
    .meta({ description: 'The `ETag` of an answer that you have.', examples: ['"Wq3c0a5m1nYv0m8y7d6SxQ"'] }),
});
export const unchanged = { 304: { description: 'You have it: nothing has changed since that `ETag`.' } };

export const registryDescriptions = {
  getCatalogue: {
    summary: 'The datasets that there are',
    description:
      'By id, at most 100 at a time, with a strong `ETag`. With `version` as the catalogue was then: each submission is judged by, and recorded with, the version of its day. Any valid key.',
    header: conditional,
    answers: { 200: { description: 'The datasets.', schema: CatalogueAnswer }, ...unchanged },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  getDataset: {
    summary: 'What a submission of a dataset consists of',
    description:
      'Indicators with unit, digits and range, every cell by its key, the checks as pairs of cells and as a sentence, code lists, and cells that are right to begin with. With a strong `ETag`. Any valid key.',
    header: conditional,
    answers: { 200: { description: 'The dataset.', schema: DatasetDescription }, ...unchanged },
    problems: ['invalid-request', ...problemsOfAnyKey, 'dataset-not-found', ...problemsOfHub],
  },
  getCalendar: {
    summary: 'Deadlines and cut-offs',
    description:
      'Which days a period covers, by when it is due for each level of agencies, and when it closes: the rules, and every period of a year. With a strong `ETag`. Any valid key.',
    header: conditional,
    answers: { 200: { description: 'The calendar.', schema: CalendarAnswer }, ...unchanged },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  listPlacements: {
    summary: 'Where agencies and systems stand and stood',
    description:
      'Every agency and system with all its days, as submissions of any period are placed by: what a program needs that judges them without the hub, as `dtm check` does. 1,000 at a time, with a strong `ETag`. It is public but for `stage`: any valid key.',
    header: conditional,
    answers: {
      200: { description: 'Agencies by code, then systems by id.', schema: Placements },
      ...unchanged,
    },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  listAgencies: {
    summary: 'An agency and what is below it, or a search',
    description:
      'The tree as it stood on a day; agencies that have ended stand where they were last, with their successor. Codes and names of agencies are public: any valid key.',
    header: inLanguage,
    answers: { 200: { description: 'Agencies by code.', schema: AgencyList } },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  listSystems: {
    summary: 'The systems of an agency and of all below it',
    description:
      'Ids, names and agencies of systems are public: any valid key. Size, security level and stage of the roadmap are told of the systems that the key is for, and `details` is null of all others.',
    header: inLanguage,
    answers: { 200: { description: 'Systems by id.', schema: SystemList } },
    problems: ['invalid-request', ...problemsOfAnyKey, ...problemsOfHub],
  },
  getRegistry: {
    summary: 'Where the registry stands',
    description: '`ETag` is the version on which it can be changed.',
    header: inLanguage,
    answers: { 200: { description: 'The version.', schema: RegistryStanding } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  importRegistry: {
    summary: 'Bring the registry up to its files',
    description:
      'Agencies, systems with their roadmap stages, catalogue, calendar and duties, each as the text of its file. What is new or differs is written as one version, seen all at once or not at all; nothing is removed. `dryRun=true` says what it would write and move, and needs no `If-Match`. Refused with all faults at once, the first 100 of them, where the files are wrong, or where accepted entries would count nowhere or mean something else. The same files again change nothing. Up to 4 MB (4,194,304 bytes) decoded; the body may be gzipped.',
    header: onVersion,
    body: RegistryFiles,
    answers: { 200: { description: 'What it did, or would do.', schema: RegistryImport } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'import-refused',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
