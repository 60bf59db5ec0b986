/**
 * Whoever is told that a key is off must not be told under that key: SNS could not encrypt the message. Neither the first
 * deployment shows it nor any day but the one.
 */
import type { Check, Finding, Resource } from './assembly.ts';

export const checkKeyWatch: Check = (assembly) =>
  assembly.all('AWS::Events::Rule').flatMap((rule) => {
    const watched = assembly.mentioned(rule.properties.EventPattern, rule);
    const isUnderOne = (target: Resource): boolean => {
      const key = assembly.follow(target.properties.KmsMasterKeyId, target);
      return watched.some((one) => one.logicalId === key?.logicalId && one.templatePath === key.templatePath);
    };
    return assembly
      .mentioned(rule.properties.Targets, rule)
      .filter(isUnderOne)
      .map(
        (target): Finding => ({
          rule: 'key-watch',
          resource: target,
          problem: `${target.type} ${target.logicalId} is encrypted with the key that rule ${rule.logicalId} watches: the message that it is off could not be sent.`,
          fix: 'Give the watch a topic of its own without that key (infra/constructs/key-watch.ts).',
        }),
      );
  });
