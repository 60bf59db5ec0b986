/** What a deployment asks of an account and region, as its templates say it. */

/** Types whose names AWS gives to one at a time, and that stay when their stack goes, or are found by name. */
export const namedTypes = [
  'AWS::DynamoDB::Table',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Logs::LogGroup',
  'AWS::KMS::Alias',
] as const;

export type NamedType = (typeof namedTypes)[number];

export type Named = {
  readonly type: NamedType;
  /** May have `${AWS::AccountId}` and `${AWS::Region}` in it. */
  readonly name: string;
  /** The CDK id of its stack, as commands of cdk take it. */
  readonly stack: string;
};

export type PlannedStack = { readonly id: string; readonly name: string };

export type Domain = {
  readonly name: string;
  readonly certificateArn: string;
  /** Null: the operator makes the DNS record. */
  readonly hostedZoneId: string | null;
};

export type DeploymentPlan = {
  readonly stage: string;
  /** `-c key=value …` as the deployment gets them; part of every command of cdk that is recommended. */
  readonly settings: string;
  /** In the order of their deployment. */
  readonly stacks: readonly PlannedStack[];
  /** Those of another region than the hub's: the replica's. */
  readonly elsewhere: readonly { readonly name: string; readonly region: string }[];
  readonly bootstrap: { readonly parameter: string; readonly version: number };
  readonly named: readonly Named[];
  /** Types of CloudFormation resources in the templates. */
  readonly types: readonly string[];
  /** Concurrent runs that the templates set aside, by function; empty where nothing is. */
  readonly reserved: Readonly<Record<string, number>>;
  /** What they would set aside with `reserveConcurrency`, by function. */
  readonly reservable: Readonly<Record<string, number>>;
  /** Requests a second, and at once, that the API's stage lets in. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly domain: Domain | null;
  /** Whether the address that API Gateway gives answers. */
  readonly hasDefaultEndpoint: boolean;
};

export type Place = { readonly account: string; readonly region: string };

export const nameIn = (name: string, { account, region }: Place): string =>
  name.replaceAll(`\${AWS::AccountId}`, account).replaceAll(`\${AWS::Region}`, region);
