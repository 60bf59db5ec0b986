/**
 * A service that is let in acts for whoever asks it, in any account ("The confused deputy problem", IAM User Guide): the statement
 * has to say for which account, or for which resource of it. The condition keys are those that AWS documents the service to send;
 * one that it does not send would shut it out.
 */
import { type Check, type Finding, flatten, type Resource } from './assembly.ts';
import { allowedIn, limitedBy, type Statement, servicesOf } from './policy-statements.ts';

const accountKeys = /^aws:Source(Account|Arn)$|^kms:EncryptionContext:/i;

/** By the type of the resource: services that are let in without a condition, and why. */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::IAM::Role': {
    'lambda.amazonaws.com':
      'The execution role of the Lambda Developer Guide has no condition, and none is documented to be sent. A role can only be passed ' +
      'to a function of its own account ("Granting a user permissions to pass a role", IAM User Guide).',
    's3.amazonaws.com':
      'The replication role of "Setting up permissions for live replication" (Amazon S3 User Guide) has no condition, and none is ' +
      'documented to be sent. It can be passed in its own account only, and copies one bucket into one other.',
    'apigateway.amazonaws.com':
      'The logging role of the account in the API Gateway Developer Guide has no condition, and none is documented to be sent; API ' +
      'Gateway tries the role when the account takes it. It can be passed in its own account only, and may write logs and nothing else.',
  },
  'AWS::SNS::TopicPolicy': {
    'events.amazonaws.com':
      'The topic policy of "Using resource-based policies for Amazon EventBridge" (EventBridge User Guide), which the CDK writes, has no condition, ' +
      'and a rule has long been known to be refused by one. Who knows the ARN can send mail to the operators, and nothing else.',
  },
};

export const checkServicePrincipals: Check = (assembly) => [
  ...allowedIn(assembly).flatMap(([resource, statement]) =>
    limitedBy(statement, accountKeys)
      ? []
      : servicesOf(statement)
          .filter((service) => !(service in (exceptions[resource.type] ?? {})))
          .map((service) => finding(resource, service, described(statement))),
  ),
  ...assembly.all('AWS::Lambda::Permission').flatMap((resource) => {
    const { Principal, SourceArn, SourceAccount } = resource.properties;
    const service = flatten(Principal);
    const sources = { 'aws:SourceArn': SourceArn ?? '', 'aws:SourceAccount': SourceAccount ?? '' };
    const limited = limitedBy({ Effect: 'Allow', Condition: { ArnLike: sources } }, accountKeys);
    return limited || !service.endsWith('.amazonaws.com') ? [] : [finding(resource, service, 'permission')];
  }),
];

const described = ({ Sid }: Statement): string => (Sid === undefined ? 'statement' : `statement ${Sid}`);

const finding = (resource: Resource, service: string, what: string): Finding => ({
  rule: 'service-principal-account',
  resource,
  problem: `${resource.type} ${resource.logicalId} lets ${service} in for every account (${what}): no condition says of which.`,
  fix:
    'Add StringEquals aws:SourceAccount, or ArnLike aws:SourceArn, where AWS documents that the service sends it; ' +
    'else argue the exception in infra/checks/service-principals.ts.',
});
