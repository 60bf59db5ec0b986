/** Every code of the hub, with what to do; by room, in the order of the page. A code that is left out does not compile. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../../domain/language/localized.ts';
import type { FindingCode } from '../../domain/problems/findings.ts';
import type { ProblemKind } from '../../domain/problems/problems.ts';
import { joined } from '../../domain/values/joined.ts';
import { accessFindingGuides, accessProblemGuides } from '../access/errors.ts';
import { tokenFindingGuides, tokenProblemGuides } from '../access/token-errors.ts';
import { batchesFindingGuides, workbookFindingGuides } from '../batches/errors.ts';
import { batchesProblemGuides } from '../batches/problem-guides.ts';
import { oversightFindingGuides, oversightProblemGuides } from '../oversight/errors.ts';
import { recoveryProblemGuides } from '../recovery/errors.ts';
import { registryFindingGuides, registryProblemGuides } from '../registry/errors.ts';
import { submissionsProblemGuides } from '../submissions/errors.ts';
import { submissionsFindingGuides } from '../submissions/finding-guides.ts';
import { totalsFindingGuides } from '../totals/errors.ts';
import { verificationProblemGuides } from '../verification/errors.ts';
import type { CarriedGuide, FindingGuide, ProblemGuide } from './guide.ts';
import { httpFindingGuides, httpProblemGuides } from './http-errors.ts';
import { jsonFindingGuides } from './json-errors.ts';

const byRoom = {
  problems: {
    http: httpProblemGuides,
    access: accessProblemGuides,
    tokens: tokenProblemGuides,
    registry: registryProblemGuides,
    submissions: submissionsProblemGuides,
    oversight: oversightProblemGuides,
    recovery: recoveryProblemGuides,
    verification: verificationProblemGuides,
    batches: batchesProblemGuides,
  },
  findings: {
    http: httpFindingGuides,
    json: jsonFindingGuides,
    access: accessFindingGuides,
    tokens: tokenFindingGuides,
    registry: registryFindingGuides,
    submissions: submissionsFindingGuides,
    totals: totalsFindingGuides,
    oversight: oversightFindingGuides,
    batches: batchesFindingGuides,
    workbook: workbookFindingGuides,
  },
} as const;

export const problemGuides: Readonly<Record<ProblemKind, ProblemGuide>> = joined(byRoom.problems);
export const findingGuides: Readonly<Record<FindingCode, FindingGuide | CarriedGuide>> = joined(
  byRoom.findings,
);

const codes = <Code extends string>(guides: Readonly<Record<Code, unknown>>) => Object.keys(guides) as Code[];

type Room = {
  readonly name: Localized;
  readonly problems: readonly ProblemKind[];
  readonly findings: readonly FindingCode[];
};

export const rooms: readonly Room[] = [
  {
    name: localized('Every call', 'Mọi lời gọi'),
    problems: codes(httpProblemGuides),
    findings: codes(httpFindingGuides),
  },
  {
    name: localized('JSON and its form', 'JSON và mẫu dữ liệu'),
    problems: [],
    findings: codes(jsonFindingGuides),
  },
  {
    name: localized('Keys and rights', 'Khóa và quyền'),
    problems: codes(accessProblemGuides),
    findings: codes(accessFindingGuides),
  },
  {
    name: localized('Access tokens', 'Mã truy cập'),
    problems: codes(tokenProblemGuides),
    findings: codes(tokenFindingGuides),
  },
  {
    name: localized('Agencies, systems and the catalogue', 'Cơ quan, hệ thống và danh mục'),
    problems: codes(registryProblemGuides),
    findings: codes(registryFindingGuides),
  },
  {
    name: localized('Submissions', 'Bản gửi'),
    problems: codes(submissionsProblemGuides),
    findings: codes(submissionsFindingGuides),
  },
  {
    name: localized('Files', 'Tệp'),
    problems: codes(batchesProblemGuides),
    findings: [...codes(batchesFindingGuides), ...codes(workbookFindingGuides)],
  },
  { name: localized('Totals', 'Số liệu tổng hợp'), problems: [], findings: codes(totalsFindingGuides) },
  {
    name: localized('Operation', 'Vận hành'),
    problems: [
      ...codes(oversightProblemGuides),
      ...codes(recoveryProblemGuides),
      ...codes(verificationProblemGuides),
    ],
    findings: codes(oversightFindingGuides),
  },
];
