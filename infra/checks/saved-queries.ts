/** A saved query names log groups, and CloudFormation knows no order by names: each has to be made before it, in the app. */
import { type Assembly, type Check, type Finding, flatten, type Resource } from './assembly.ts';

const rule = 'saved-query-log-groups';

export const checkSavedQueries: Check = (assembly) => {
  const groups = assembly.all('AWS::Logs::LogGroup');
  return assembly.all('AWS::Logs::QueryDefinition').flatMap((query): Finding[] => {
    const { Name, LogGroupNames = [] } = query.properties;
    const finding = (problem: string, fix: string) => ({
      rule,
      resource: query,
      problem: `Saved query ${flatten(Name)} ${problem}`,
      fix,
    });
    return (LogGroupNames as unknown[]).flatMap((name): Finding[] => {
      const group = groupOf(assembly, groups, name, query);
      if (group === undefined)
        return [
          finding(
            `names the log group ${flatten(name)}, which nothing in the app makes: its first deployment fails.`,
            'Correct the query in infra/constructs/saved-queries.ts, or make the group.',
          ),
        ];
      return assembly.isMadeBefore(group, query)
        ? []
        : [
            finding(
              `does not wait for the log group ${flatten(name)}, and may be made before it.`,
              'Call addSavedQueries when all log groups of the app are there (infra/stacks/api.ts).',
            ),
          ];
    });
  });
};

const groupOf = (
  assembly: Assembly,
  groups: readonly Resource[],
  name: unknown,
  query: Resource,
): Resource | undefined =>
  assembly.follow(name, query) ?? groups.find(({ properties }) => properties.LogGroupName === name);
