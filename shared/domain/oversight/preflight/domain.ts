/** Whether the domain can be the hub's, and nobody who has the address before it is cut off. */
import { stageName } from '../../../contract/stage-names.ts';
import type { DeploymentPlan, Domain } from './plan.ts';
import type { CertificateState, Readings, ZoneState } from './readings.ts';
import { command, type Row, ready, rowOf } from './row.ts';
import { whoseRow } from './stacks.ts';

const DAY = 86_400_000;

/** `*` stands for one part of a name, the first. */
const covers = (name: string, domain: string): boolean =>
  name.toLowerCase() === domain ||
  (name.startsWith('*.') && domain.slice(domain.indexOf('.')) === name.slice(1).toLowerCase());

/** `now` in milliseconds since 1970. */
export function domainRows(readings: Readings, plan: DeploymentPlan, now: number): Row[] {
  const { domain } = plan;
  if (domain === null || readings.domain === null)
    return [ready('domain', 'none asked for', "none: senders use API Gateway's address")];
  const { certificate, zone, records, isTaken } = readings.domain;
  return [
    ...rowOf('certificate', 'issued, here, for the domain', certificate, (state) =>
      certificateRow(domain, state, readings, now),
    ),
    ...(zone === null
      ? [
          {
            what: 'hosted zone',
            found: 'none asked for',
            needed: 'a DNS record of your own',
            verdict: 'advice',
            todo: [
              `When it is deployed, make a CNAME record of ${domain.name} to the output DomainTarget of ${stageName(plan.stage, 'api')}.`,
            ],
          } as const,
        ]
      : rowOf('hosted zone', `public, for ${domain.name}`, zone, (state) => zoneRow(domain, state))),
    ...(records === null
      ? []
      : rowOf('DNS record', 'none, or of this stage', records, (types) =>
          recordRows(domain, types, readings),
        )),
    ...rowOf('domain in API Gateway', 'free, or of this stage', isTaken, (taken) =>
      takenRows(domain, taken, readings),
    ),
    ...endpointRows(readings, plan),
  ];
}

function takenRows({ name }: Domain, isTaken: boolean, readings: Readings): Row[] {
  const what = 'domain in API Gateway';
  const needed = 'free, or of this stage';
  if (!isTaken) return [ready(what, 'free', needed)];
  return whoseRow(what, readings, name, {
    what,
    found: 'taken, by no stack of this stage',
    needed,
    verdict: 'missing',
    todo: [
      'Another API has it. If nobody uses that one any more:',
      command(`aws apigateway delete-domain-name --domain-name ${name}`),
    ],
  });
}

function certificateRow(
  { name, certificateArn }: Domain,
  state: CertificateState | null,
  { place }: Readings,
  now: number,
): Row {
  const what = 'certificate';
  const needed = 'issued, here, for the domain';
  const wrong = (found: string, ...todo: string[]): Row => ({
    what,
    found,
    needed,
    verdict: 'missing',
    todo,
  });
  const request = command(`aws acm request-certificate --domain-name ${name} --validation-method DNS`);
  const region = certificateArn.split(':')[3] ?? '';
  if (place.ok && region !== place.value.region) return wrong(`of ${region}`, request);
  if (state === null) return wrong('none of this ARN', request);
  if (!state.names.some((one) => covers(one, name))) return wrong(`for ${state.names.join(', ')}`, request);
  if (state.status === 'PENDING_VALIDATION')
    return wrong(
      state.status,
      'Make the DNS records that this names, and wait:',
      command(
        `aws acm describe-certificate --certificate-arn ${certificateArn} --query "Certificate.DomainValidationOptions[].ResourceRecord"`,
      ),
    );
  if (state.status !== 'ISSUED' || state.ends === null) return wrong(state.status, request);
  const days = Math.floor((state.ends - now) / DAY);
  const found = `${state.status}, ends in ${days} days`;
  if (days >= 30) return ready(what, found, needed);
  return {
    ...wrong(found, 'docs/runbooks/certificate.md: its alarm would ring at once.'),
    verdict: 'advice',
  };
}

function zoneRow({ name, hostedZoneId }: Domain, state: ZoneState | null): Row {
  const what = 'hosted zone';
  const needed = `public, for ${name}`;
  const zone = state?.name.replace(/\.$/, '').toLowerCase() ?? '';
  if (state !== null && !state.isPrivate && (name === zone || name.endsWith(`.${zone}`)))
    return ready(what, zone, needed);
  return {
    what,
    found:
      state === null
        ? `none with the id ${hostedZoneId}`
        : `${state.isPrivate ? 'private, ' : ''}for ${zone}`,
    needed,
    verdict: 'missing',
    todo: [
      'Find its id here, and give that as hostedZoneId; without one, make the record yourself:',
      command(`aws route53 list-hosted-zones-by-name --dns-name ${name.slice(name.indexOf('.') + 1)}`),
    ],
  };
}

function recordRows({ name, hostedZoneId }: Domain, types: readonly string[], readings: Readings): Row[] {
  const what = 'DNS record';
  const needed = 'none, or of this stage';
  const inTheWay = types.filter((type) => type === 'A' || type === 'CNAME');
  if (inTheWay.length === 0) return [ready(what, 'none', needed)];
  return whoseRow(what, readings, name, {
    what,
    found: `${inTheWay.join(', ')} of ${name} is there`,
    needed,
    verdict: 'missing',
    todo: [
      'CloudFormation makes none beside it. See it, and take it out of the zone when the hub is to have the name:',
      command(
        `aws route53 list-resource-record-sets --hosted-zone-id ${hostedZoneId} --start-record-name ${name} --max-items 3`,
      ),
    ],
  });
}

/** A stage that senders call at API Gateway's address, and that would lose it with the domain. */
function endpointRows({ stacks }: Readings, plan: DeploymentPlan): Row[] {
  const what = 'address before the domain';
  if (plan.hasDefaultEndpoint)
    return [ready(what, 'kept (keepDefaultEndpoint)', 'kept as long as senders use it')];
  return rowOf(what, 'kept as long as senders use it', stacks, (states) => {
    const url = [...states.values()].map(({ outputs }) => outputs.ApiUrl).find((one) => one !== undefined);
    if (url === undefined || !url.includes('.execute-api.'))
      return ready(what, 'none in use', 'kept as long as senders use it');
    return {
      what,
      found: `${url} would be switched off`,
      needed: 'kept as long as senders use it',
      verdict: 'missing',
      todo: ['Deploy with -c keepDefaultEndpoint=true until senders have moved (docs/deploy.md).'],
    };
  });
}
