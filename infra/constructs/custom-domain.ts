import {
  BasePathMapping,
  DomainName,
  EndpointType,
  type RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export type CustomDomainProps = {
  readonly domain: string;
  readonly certificateArn: string;
  readonly hostedZoneId: string | undefined;
  readonly api: RestApi;
};

/**
 * The API under its own name: `https://<domain>/v1/…`. `TLS_1_2` is the least that is taken and 1.3 works too.
 * Mutual TLS is not offered: it excludes the `SecurityPolicy_*` policies, and senders have keys.
 */
export class CustomDomain extends Construct {
  readonly target: string;

  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    const name = new DomainName(this, 'Name', {
      domainName: props.domain,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', props.certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new BasePathMapping(this, 'Mapping', {
      domainName: name,
      restApi: props.api,
      basePath: 'v1',
      stage: props.api.deploymentStage,
    });
    if (props.hostedZoneId) {
      new CfnRecordSet(this, 'Alias', {
        hostedZoneId: props.hostedZoneId,
        name: props.domain,
        type: 'A',
        aliasTarget: {
          dnsName: name.domainNameAliasDomainName,
          hostedZoneId: name.domainNameAliasHostedZoneId,
        },
      });
    }
    this.target = name.domainNameAliasDomainName;
  }
}
