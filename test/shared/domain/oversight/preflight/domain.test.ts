/** A domain, and those who have the address before it. */
import { expect, test } from 'vitest';
import type { DeploymentPlan } from '../../../../../shared/domain/oversight/preflight/plan.ts';
import { preflight } from '../../../../../shared/domain/oversight/preflight/preflight.ts';
import type { Readings } from '../../../../../shared/domain/oversight/preflight/readings.ts';
import type { Verdict } from '../../../../../shared/domain/oversight/preflight/row.ts';
import { ok } from '../../../../../shared/domain/problems/result.ts';
import {
  domain,
  inEnglish,
  inPlace,
  inPlaceDomain,
  now,
  plan,
  stackIn,
} from '../../../../fixtures/preflight.ts';

type DomainReadings = Partial<NonNullable<Readings['domain']>>;
const issued = { status: 'ISSUED', names: ['dtm.mst.gov.vn'], ends: now + 200 * 86_400_000 };
const certificate = (changes: Partial<typeof issued> | { ends: null; status: string }): DomainReadings => ({
  certificate: ok({ ...issued, ...changes }),
});
const serving = (ApiUrl: string, resources: readonly string[] = []): Readings['stacks'] =>
  ok(new Map([['dtm-prod-api', stackIn('UPDATE_COMPLETE', { outputs: { ApiUrl }, resources })]]));
const before = 'https://a1b2.execute-api.ap-southeast-1.amazonaws.com/v1';
const own = 'https://dtm.mst.gov.vn/v1';

type Case = readonly [
  name: string,
  readings: DomainReadings,
  plan: Partial<DeploymentPlan>,
  stacks: Readings['stacks'],
  what: string,
  verdict: Verdict,
  says: string,
];
const none: Readings['stacks'] = ok(new Map());

const cases: readonly Case[] = [
  [
    'no certificate',
    { certificate: ok(null) },
    {},
    none,
    'certificate',
    'missing',
    '$ aws acm request-certificate',
  ],
  [
    'a certificate that waits for its DNS record',
    certificate({ status: 'PENDING_VALIDATION', ends: null }),
    {},
    none,
    'certificate',
    'missing',
    'DomainValidationOptions',
  ],
  [
    'one that has failed',
    certificate({ status: 'FAILED', ends: null }),
    {},
    none,
    'certificate',
    'missing',
    'FAILED',
  ],
  [
    'one of another name',
    certificate({ names: ['mst.gov.vn'] }),
    {},
    none,
    'certificate',
    'missing',
    'for mst.gov.vn',
  ],
  [
    'one for all names of the zone',
    certificate({ names: ['*.mst.gov.vn'] }),
    {},
    none,
    'certificate',
    'ready',
    'ISSUED',
  ],
  [
    'a star for two parts',
    certificate({ names: ['*.gov.vn'] }),
    {},
    none,
    'certificate',
    'missing',
    'for *.gov.vn',
  ],
  [
    'one of another region',
    {},
    { domain: { ...domain, certificateArn: domain.certificateArn.replace('ap-southeast-1', 'us-east-1') } },
    none,
    'certificate',
    'missing',
    'of us-east-1',
  ],
  [
    'one that ends soon',
    certificate({ ends: now + 29 * 86_400_000 }),
    {},
    none,
    'certificate',
    'advice',
    'in 29 days',
  ],
  ['no zone of the id', { zone: ok(null) }, {}, none, 'hosted zone', 'missing', 'none with the id Z123'],
  [
    'a private zone',
    { zone: ok({ name: 'mst.gov.vn.', isPrivate: true }) },
    {},
    none,
    'hosted zone',
    'missing',
    'private, for mst.gov.vn',
  ],
  [
    'a zone of another name',
    { zone: ok({ name: 'st.gov.vn.', isPrivate: false }) },
    {},
    none,
    'hosted zone',
    'missing',
    '$ aws route53 list-hosted-zones-by-name --dns-name mst.gov.vn',
  ],
  [
    'no zone at all',
    { zone: null, records: null },
    { domain: { ...domain, hostedZoneId: null } },
    none,
    'hosted zone',
    'advice',
    'a CNAME record of dtm.mst.gov.vn to the output DomainTarget of dtm-prod-api',
  ],
  [
    'a record in the way',
    { records: ok(['CNAME']) },
    {},
    none,
    'DNS record',
    'missing',
    'CNAME of dtm.mst.gov.vn',
  ],
  ['a record of another kind', { records: ok(['TXT', 'CAA']) }, {}, none, 'DNS record', 'ready', 'none'],
  [
    'the own record',
    { records: ok(['A']) },
    {},
    serving(own, ['dtm.mst.gov.vn']),
    'DNS record',
    'ready',
    'of this stage',
  ],
  [
    'a domain that another API has',
    { isTaken: ok(true) },
    {},
    none,
    'domain in API Gateway',
    'missing',
    '$ aws apigateway delete-domain-name --domain-name dtm.mst.gov.vn',
  ],
  [
    'the own domain',
    { isTaken: ok(true) },
    {},
    serving(own, ['dtm.mst.gov.vn']),
    'domain in API Gateway',
    'ready',
    'of this stage',
  ],
  [
    'senders who would be cut off',
    {},
    { hasDefaultEndpoint: false },
    serving(before),
    'address before the domain',
    'missing',
    '-c keepDefaultEndpoint=true',
  ],
  ['senders who are not', {}, {}, serving(before), 'address before the domain', 'ready', 'kept'],
  [
    'senders who have moved',
    {},
    { hasDefaultEndpoint: false },
    serving(own),
    'address before the domain',
    'ready',
    'none in use',
  ],
  [
    'a first deployment with a domain',
    {},
    { hasDefaultEndpoint: false },
    none,
    'address before the domain',
    'ready',
    'none in use',
  ],
];

test.each(cases)('%s', (_, readings, changes, stacks, what, verdict, says) => {
  const rows = inEnglish(
    preflight(
      { ...inPlace, stacks, domain: { ...inPlaceDomain, ...readings } },
      { ...plan, domain, ...changes },
      now,
    ),
  );
  const row = rows.find((one) => one.what === what);
  expect(row?.verdict).toBe(verdict);
  expect(`${row?.found}\n${row?.todo.join('\n')}`).toContain(says);
});
