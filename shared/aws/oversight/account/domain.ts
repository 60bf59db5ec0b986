/** The certificate, the zone and the name of a domain. */
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { APIGatewayClient, GetDomainNameCommand } from '@aws-sdk/client-api-gateway';
import {
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { AccountPorts } from '../../../app/ports/account.ts';
import type { Patience } from '../../clients.ts';
import { type AwsTarget, optionsOf } from '../../operator.ts';
import { callFor, given, isNamed, reading } from './reading.ts';

type Ports = Pick<AccountPorts, 'readCertificate' | 'readZone' | 'readRecordTypes' | 'readDomainIsTaken'>;

export function domainPorts(target: AwsTarget | null, patience: Patience): Ports {
  const acm = new ACMClient(optionsOf(target, patience));
  const gateway = new APIGatewayClient(optionsOf(target, patience));
  const route53 = new Route53Client(optionsOf(target, patience));
  return {
    readCertificate: (CertificateArn) =>
      reading(() =>
        callFor('acm:DescribeCertificate', isNamed('ResourceNotFoundException'), async () => {
          const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn }));
          const {
            Status,
            DomainName = '',
            SubjectAlternativeNames = [],
            NotAfter,
          } = given(Certificate, 'Certificate');
          return {
            status: given(Status, 'Status'),
            names: [...new Set([DomainName, ...SubjectAlternativeNames])],
            ends: NotAfter?.getTime() ?? null,
          };
        }),
      ),
    readZone: (Id) =>
      reading(() =>
        callFor('route53:GetHostedZone', isNamed('NoSuchHostedZone'), async () => {
          const { HostedZone } = await route53.send(new GetHostedZoneCommand({ Id }));
          return {
            name: given(HostedZone?.Name, 'Name'),
            isPrivate: HostedZone?.Config?.PrivateZone === true,
          };
        }),
      ),
    readRecordTypes: (zone, name) =>
      reading(async () => {
        const types = new Set<string>();
        let from: Partial<ListResourceRecordSetsCommandInput> | null = { StartRecordName: name };
        while (from !== null) {
          const start: Partial<ListResourceRecordSetsCommandInput> = from;
          const page = await callFor('route53:ListResourceRecordSets', isNamed('NoSuchHostedZone'), () =>
            route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone, ...start })),
          );
          const sets = page?.ResourceRecordSets ?? [];
          for (const { Name = '', Type } of sets)
            if (isName(Name, name) && Type !== undefined) types.add(Type);
          // In the order of names, from the one that was asked for on.
          from =
            page?.IsTruncated === true && isName(page.NextRecordName ?? '', name)
              ? {
                  StartRecordName: page.NextRecordName,
                  StartRecordType: page.NextRecordType,
                  StartRecordIdentifier: page.NextRecordIdentifier,
                }
              : null;
        }
        return [...types];
      }),
    readDomainIsTaken: (domainName) =>
      reading(
        async () =>
          (await callFor('apigateway:GET on /domainnames', isNamed('NotFoundException'), () =>
            gateway.send(new GetDomainNameCommand({ domainName })),
          )) !== null,
      ),
  };
}

/** Route 53 ends names with a dot. */
const isName = (found: string, name: string): boolean => found.replace(/\.$/, '').toLowerCase() === name;
