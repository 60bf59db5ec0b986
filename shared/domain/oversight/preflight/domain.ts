/** Whether the domain can be the hub's, and nobody who has the address before it is cut off. */
import { stageName } from '../../../contract/stage-names.ts';
import { localized } from '../../language/localized.ts';
import type { DeploymentPlan, Domain } from './plan.ts';
import type { CertificateState, Readings, ZoneState } from './readings.ts';
import { command, type Row, ready, rowOf, type Words } from './row.ts';
import { TAKEN, whoseRow } from './stacks.ts';

const DAY = 86_400_000;

const CERTIFICATE = localized('certificate', 'chứng chỉ');
const ISSUED = localized('issued, here, for the domain', 'đã cấp, ở vùng này, cho tên miền');
const ZONE = localized('hosted zone', 'vùng DNS');
const UNASKED = localized('none asked for', 'không yêu cầu');
const DNS_RECORD = localized('DNS record', 'bản ghi DNS');
const NONE_OR_OWN = localized('none, or of this stage', 'không có, hoặc của môi trường này');
const AT_GATEWAY = localized('domain in API Gateway', 'tên miền trong API Gateway');
const FREE_OR_OWN = localized('free, or of this stage', 'chưa ai dùng, hoặc của môi trường này');
const publicFor = (name: string) => localized(`public, for ${name}`, `công khai, cho ${name}`);

/** `*` stands for one part of a name, the first. */
const covers = (name: string, domain: string): boolean =>
  name.toLowerCase() === domain ||
  (name.startsWith('*.') && domain.slice(domain.indexOf('.')) === name.slice(1).toLowerCase());

/** `now` in milliseconds since 1970. */
export function domainRows(readings: Readings, plan: DeploymentPlan, now: number): Row[] {
  const { domain } = plan;
  if (domain === null || readings.domain === null)
    return [
      ready(
        localized('domain', 'tên miền'),
        UNASKED,
        localized(
          "none: senders use API Gateway's address",
          'không cần: bên gửi dùng địa chỉ của API Gateway',
        ),
      ),
    ];
  const { certificate, zone, records, isTaken } = readings.domain;
  return [
    ...rowOf(CERTIFICATE, ISSUED, certificate, (state) => certificateRow(domain, state, readings, now)),
    ...(zone === null
      ? [
          {
            what: ZONE,
            found: UNASKED,
            needed: localized('a DNS record of your own', 'bản ghi DNS tự tạo'),
            verdict: 'advice',
            todo: [
              localized(
                `When it is deployed, make a CNAME record of ${domain.name} to the output DomainTarget of ${stageName(plan.stage, 'api')}.`,
                `Khi triển khai xong, hãy tạo bản ghi CNAME của ${domain.name} trỏ đến DomainTarget trong kết quả của ${stageName(plan.stage, 'api')}.`,
              ),
            ],
          } as const,
        ]
      : rowOf(ZONE, publicFor(domain.name), zone, (state) => zoneRow(domain, state))),
    ...(records === null
      ? []
      : rowOf(DNS_RECORD, NONE_OR_OWN, records, (types) => recordRows(domain, types, readings))),
    ...rowOf(AT_GATEWAY, FREE_OR_OWN, isTaken, (taken) => takenRows(domain, taken, readings)),
    ...endpointRows(readings, plan),
  ];
}

function takenRows({ name }: Domain, isTaken: boolean, readings: Readings): Row[] {
  const [what, needed] = [AT_GATEWAY, FREE_OR_OWN];
  if (!isTaken) return [ready(what, localized('free', 'chưa ai dùng'), needed)];
  return whoseRow(what, readings, name, {
    what,
    found: TAKEN,
    needed,
    verdict: 'missing',
    todo: [
      localized(
        'Another API has it. If nobody uses that one any more:',
        'Một API khác đang giữ tên miền này. Nếu không ai dùng API đó nữa:',
      ),
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
  const [what, needed] = [CERTIFICATE, ISSUED];
  const wrong = (found: Words, ...todo: Words[]): Row => ({
    what,
    found,
    needed,
    verdict: 'missing',
    todo,
  });
  const request = command(`aws acm request-certificate --domain-name ${name} --validation-method DNS`);
  const region = certificateArn.split(':')[3] ?? '';
  if (place.ok && region !== place.value.region)
    return wrong(localized(`of ${region}`, `của ${region}`), request);
  if (state === null) return wrong(localized('none of this ARN', 'không có ARN này'), request);
  const names = state.names.join(', ');
  if (!state.names.some((one) => covers(one, name)))
    return wrong(localized(`for ${names}`, `cho ${names}`), request);
  if (state.status === 'PENDING_VALIDATION')
    return wrong(
      state.status,
      localized(
        'Make the DNS records that this names, and wait:',
        'Hãy tạo các bản ghi DNS mà lệnh này nêu, rồi chờ:',
      ),
      command(
        `aws acm describe-certificate --certificate-arn ${certificateArn} --query "Certificate.DomainValidationOptions[].ResourceRecord"`,
      ),
    );
  if (state.status !== 'ISSUED' || state.ends === null) return wrong(state.status, request);
  const days = Math.floor((state.ends - now) / DAY);
  const found = localized(
    `${state.status}, ends in ${days} days`,
    `${state.status}, hết hạn sau ${days} ngày`,
  );
  if (days >= 30) return ready(what, found, needed);
  return {
    ...wrong(
      found,
      localized(
        'docs/runbooks/certificate.md: its alarm would ring at once.',
        'docs/runbooks/certificate.md: cảnh báo về chứng chỉ sẽ kêu ngay.',
      ),
    ),
    verdict: 'advice',
  };
}

function zoneRow({ name, hostedZoneId }: Domain, state: ZoneState | null): Row {
  const [what, needed] = [ZONE, publicFor(name)];
  const zone = state?.name.replace(/\.$/, '').toLowerCase() ?? '';
  if (state !== null && !state.isPrivate && (name === zone || name.endsWith(`.${zone}`)))
    return ready(what, zone, needed);
  return {
    what,
    found:
      state === null
        ? localized(`none with the id ${hostedZoneId}`, `không có vùng nào mang mã ${hostedZoneId}`)
        : localized(
            `${state.isPrivate ? 'private, ' : ''}for ${zone}`,
            `${state.isPrivate ? 'riêng, ' : ''}cho ${zone}`,
          ),
    needed,
    verdict: 'missing',
    todo: [
      localized(
        'Find its id here, and give that as hostedZoneId; without one, make the record yourself:',
        'Hãy tìm mã của vùng ở đây và nêu bằng hostedZoneId; nếu không có, hãy tự tạo bản ghi:',
      ),
      command(`aws route53 list-hosted-zones-by-name --dns-name ${name.slice(name.indexOf('.') + 1)}`),
    ],
  };
}

function recordRows({ name, hostedZoneId }: Domain, types: readonly string[], readings: Readings): Row[] {
  const [what, needed] = [DNS_RECORD, NONE_OR_OWN];
  const inTheWay = types.filter((type) => type === 'A' || type === 'CNAME');
  if (inTheWay.length === 0) return [ready(what, localized('none', 'không có'), needed)];
  return whoseRow(what, readings, name, {
    what,
    found: localized(
      `${inTheWay.join(', ')} of ${name} is there`,
      `đã có ${inTheWay.join(', ')} của ${name}`,
    ),
    needed,
    verdict: 'missing',
    todo: [
      localized(
        'CloudFormation makes none beside it. See it, and take it out of the zone when the hub is to have the name:',
        'CloudFormation không tạo thêm bên cạnh bản ghi đó. Hãy xem và bỏ nó khỏi vùng DNS khi hệ thống cần tên này:',
      ),
      command(
        `aws route53 list-resource-record-sets --hosted-zone-id ${hostedZoneId} --start-record-name ${name} --max-items 3`,
      ),
    ],
  });
}

/** A stage that senders call at API Gateway's address, and that would lose it with the domain. */
function endpointRows({ stacks }: Readings, plan: DeploymentPlan): Row[] {
  const what = localized('address before the domain', 'địa chỉ trước khi có tên miền');
  const needed = localized('kept as long as senders use it', 'giữ chừng nào bên gửi còn dùng');
  if (plan.hasDefaultEndpoint)
    return [ready(what, localized('kept (keepDefaultEndpoint)', 'được giữ (keepDefaultEndpoint)'), needed)];
  return rowOf(what, needed, stacks, (states) => {
    const url = [...states.values()].map(({ outputs }) => outputs.ApiUrl).find((one) => one !== undefined);
    if (url === undefined || !url.includes('.execute-api.'))
      return ready(what, localized('none in use', 'chưa dùng'), needed);
    return {
      what,
      found: localized(`${url} would be switched off`, `${url} sẽ bị tắt`),
      needed,
      verdict: 'missing',
      todo: [
        localized(
          'Deploy with -c keepDefaultEndpoint=true until senders have moved (docs/deploy.md).',
          'Hãy triển khai với -c keepDefaultEndpoint=true đến khi các bên gửi đã chuyển (docs/deploy.md).',
        ),
      ],
    };
  });
}
