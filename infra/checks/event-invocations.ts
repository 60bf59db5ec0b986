/** What a schedule hands to Lambda is tried once and does not wait for long, whatever the schedule itself says of retries. */
import { type Check, type Finding, flatten } from './assembly.ts';

const fix = 'Give the function `longestWait` (infra/constructs/hub-function.ts).';

export const checkEventInvocations: Check = (assembly) => {
  const configs = assembly.all('AWS::Lambda::EventInvokeConfig');
  return assembly.all('AWS::Scheduler::Schedule').flatMap((resource): Finding[] => {
    const { Arn } = (resource.properties.Target ?? {}) as { readonly Arn?: unknown };
    const target = assembly.follow(Arn, resource);
    const name = target?.properties.FunctionName ?? flatten(Arn);
    const finding = (problem: string) => [
      { rule: 'event-invocations', resource, problem: `Schedule ${resource.logicalId}: ${problem}`, fix },
    ];
    const config = configs.find((one) => {
      const configured = assembly.follow(one.properties.FunctionName, one);
      return configured !== undefined && configured.logicalId === target?.logicalId;
    });
    if (config === undefined)
      return finding(
        `the function ${name} has no AWS::Lambda::EventInvokeConfig: Lambda tries what fails twice more, minutes later, and keeps what finds no room for six hours.`,
      );
    const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } = config.properties;
    if (retries !== 0)
      return finding(
        `Lambda tries what ${name} fails at ${retries ?? 2} times more (MaximumRetryAttempts is ${JSON.stringify(retries) ?? 'not set'}); a run that comes later would tell of another time.`,
      );
    if (age === undefined)
      return finding(
        `Lambda keeps what ${name} has no room for six hours (MaximumEventAgeInSeconds is not set).`,
      );
    return [];
  });
};
