import { Aws, Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type ProblemKind, problems } from '../../shared/domain/problems/problems.ts';
import type { Settings } from '../settings.ts';
import { gatewayBody } from './gateway-responses.ts';
import { hubLogGroup } from './hub-log-group.ts';

export type WebAclProps = { readonly settings: Settings; readonly key: IKey; readonly api: RestApi };

/**
 * Requests of one address in five minutes. A ministry behind one address sends half a month in one hour. There is no limit of size here:
 * the functions take 256 KB, and what is too much for them API Gateway refuses itself, with a request id.
 */
const requestsPerAddress = 100_000;

/**
 * Rules of AWS's groups that a valid request may match, so they only count, and the log names them ([ADR 23](../../docs/adr/0023-firewall.md)):
 * a body is data, which the schemas judge; clients need no User-Agent and may have any (.NET's HttpClient has none); ids in paths and
 * queries may end in `.log` or hold `web-inf` or `..`, as names of systems and keys of events are the senders'.
 */
const counted = {
  common: [
    'CrossSiteScripting_BODY',
    'EC2MetaDataSSRF_BODY',
    'EC2MetaDataSSRF_QUERYARGUMENTS',
    'EC2MetaDataSSRF_URIPATH',
    'GenericLFI_BODY',
    'GenericLFI_QUERYARGUMENTS',
    'GenericLFI_URIPATH',
    'GenericRFI_BODY',
    'NoUserAgent_HEADER',
    'RestrictedExtensions_QUERYARGUMENTS',
    'RestrictedExtensions_URIPATH',
    'SizeRestrictions_BODY',
    'UserAgent_BadBots_HEADER',
  ],
  badInputs: ['ExploitablePaths_URIPATH', 'JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  /** All of it: what stands in a list is an address, and a ministry has one. `listedWithoutKey` reads the labels. */
  addresses: ['AWSManagedIPDDoSList', 'AWSManagedIPReputationList', 'AWSManagedReconnaissanceList'],
};

/** WAF asks for the beginning of the name. */
export const firewallLogs = (stage: string): string => `aws-waf-logs-dtm-${stage}`;

const visible = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});

const managed = (name: string, priority: number, onlyCounted: readonly string[]): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visible(name),
});

/** The firewall has no request id to put into an answer of its own; the header `x-amzn-RequestId` has it. */
const tooMany = 'too-many-requests' satisfies ProblemKind;

const rateRule: CfnWebACL.RuleProperty = {
  name: 'RatePerAddress',
  priority: 0,
  action: {
    block: {
      customResponse: {
        responseCode: problems[tooMany].status,
        customResponseBodyKey: tooMany,
        responseHeaders: [{ name: 'Retry-After', value: '60' }],
      },
    },
  },
  statement: {
    rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: 'IP', evaluationWindowSec: 300 },
  },
  visibilityConfig: visible('RatePerAddress'),
};

const hasHeader = (name: string): CfnWebACL.StatementProperty => ({
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: name } },
    comparisonOperator: 'GT',
    size: 0,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

/**
 * An address of AWS's lists is let in with a key, which is then judged, and refused without. The answer is API Gateway's
 * (WAF_FILTERED), as it alone has the id of the request.
 */
const listedWithoutKey: CfnWebACL.RuleProperty = {
  name: 'ListedAddressWithoutKey',
  priority: 4,
  action: { block: {} },
  statement: {
    andStatement: {
      statements: [
        { labelMatchStatement: { scope: 'NAMESPACE', key: 'awswaf:managed:aws:amazon-ip-list:' } },
        {
          notStatement: {
            statement: { orStatement: { statements: ['authorization', 'x-api-key'].map(hasHeader) } },
          },
        },
      ],
    },
  },
  visibilityConfig: visible('ListedAddressWithoutKey'),
};

/** The firewall before the stage, and its log without the senders' keys. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, { settings, key, api }: WebAclProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name: `dtm-${settings.stage}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      customResponseBodies: {
        [tooMany]: { contentType: 'APPLICATION_JSON', content: gatewayBody(tooMany, '') },
      },
      rules: [
        rateRule,
        managed('AWSManagedRulesCommonRuleSet', 1, counted.common),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 2, counted.badInputs),
        managed('AWSManagedRulesAmazonIpReputationList', 3, counted.addresses),
        listedWithoutKey,
      ],
      // A match of cross-site scripting or of SQL is logged with the bytes that matched: those of a body are the sender's.
      dataProtectionConfig: {
        dataProtections: [{ field: { fieldType: 'BODY' }, action: 'SUBSTITUTION' }],
      },
      visibilityConfig: visible(`dtm-${settings.stage}`),
    });
    new CfnWebACLAssociation(this, 'Association', {
      webAclArn: acl.attrArn,
      resourceArn: api.deploymentStage.stageArn,
    });
    const logs = hubLogGroup(this, 'Logs', { settings, key, name: firewallLogs(settings.stage) });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        // WAF takes the ARN without the ":*" that the log group's own attribute ends with.
        `arn:${Aws.PARTITION}:logs:${Stack.of(this).region}:${Stack.of(this).account}:log-group:${logs.logGroupName}`,
      ],
      // Every call is in the access log; this one is for what a rule matched. EXCLUDED_AS_COUNT is a rule of a group set to Count.
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({
              ActionCondition: { Action },
            })),
          },
        ],
      },
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'x-api-key' } },
        { singleHeader: { Name: 'cookie' } },
      ],
    });
  }
}
