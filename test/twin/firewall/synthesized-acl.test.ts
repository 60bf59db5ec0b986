/** The firewall as it is synthesized, judged by what AWS documents of the rules that it uses (docs/adr/0023-firewall.md). */
import { describe, expect, test } from 'vitest';
import { managedGroups } from '../../../twin/gateway/firewall/managed-rules.ts';
import { compileWebAcl, type WebAcl } from '../../../twin/gateway/firewall/web-acl.ts';
import { hub, only, synthesize } from '../../infra/hub.ts';
import { seen, validRequests } from './valid-requests.ts';

const acl = only(synthesize(hub()), 'AWS::WAFv2::WebACL').properties as WebAcl;
const { judge } = compileWebAcl(acl);

type Override = { readonly Name: string; readonly ActionToUse: object };
const groups = (acl.Rules ?? []).flatMap(({ Statement }) => {
  const group = Statement.ManagedRuleGroupStatement as
    | { Name: string; RuleActionOverrides: Override[] }
    | undefined;
  return group === undefined ? [] : [group];
});
const overridden = groups.flatMap(({ Name, RuleActionOverrides }) =>
  RuleActionOverrides.map((one) => `${Name}.${one.Name} ${Object.keys(one.ActionToUse)}`),
);

describe('what is valid passes', () => {
  test.each(validRequests)('%s', (_, request) => {
    expect(judge(request).blocked).toBeUndefined();
  });

  test('each rule that is documented to match one of them is set to Count, and no other of its pattern', () => {
    const met = groups.flatMap(({ Name }) =>
      Object.entries(managedGroups[Name]?.rules ?? {})
        .filter(([, { matches }]) => validRequests.some(([, request]) => matches?.(request)))
        .map(([rule]) => `${Name}.${rule} Count`),
    );
    // No pattern of it is documented, and what it looks at is the body, which may hold any.
    expect([...met, 'AWSManagedRulesKnownBadInputsRuleSet.ReactJSRCE_BODY Count'].toSorted()).toEqual(
      overridden.toSorted(),
    );
  });

  test('each name that is overridden is one of the group: AWS passes over others in silence', () => {
    const known = groups.flatMap(({ Name }) =>
      Object.keys(managedGroups[Name]?.rules ?? {}).map((rule) => `${Name}.${rule} Count`),
    );
    for (const one of overridden) expect(known).toContain(one);
  });
});

describe('what no valid request holds is blocked', () => {
  const open = { 'user-agent': 'curl/8.5.0' };
  test.each<[string, Parameters<typeof seen>[0], string]>([
    ['a long query', { query: 'a'.repeat(2049) }, 'SizeRestrictions_QUERYSTRING'],
    ['a long path', { path: `/v1/${'a'.repeat(1021)}` }, 'SizeRestrictions_URIPATH'],
    ['a script in a query', { query: 'agency=%3Cscript%3E' }, 'CrossSiteScripting_QUERYARGUMENTS'],
    ['a URL in a query', { query: 'agency=http://10.0.0.1/' }, 'GenericRFI_QUERYARGUMENTS'],
    ['Log4j in a query', { query: `agency=\${jndi:ldap://x}` }, 'Log4JRCE_QUERYSTRING'],
    ['Log4j in a header', { headers: { 'user-agent': `\${jndi:ldap://x}` } }, 'Log4JRCE_HEADER'],
    ['PROPFIND', { method: 'PROPFIND' }, 'PROPFIND_METHOD'],
    ['a listed address without a key', { headers: open, listed: true }, 'ListedAddressWithoutKey'],
    ['an empty key', { headers: { authorization: '' }, listed: true }, 'ListedAddressWithoutKey'],
  ])('%s', (_, sent, by) => {
    expect(judge(seen(sent)).blocked?.by).toBe(by);
  });

  test('an address of a list is named in the log, with a key too', () => {
    const listed = judge(seen({ listed: true }));
    expect(listed).toEqual({
      counted: ['AWSManagedIPReputationList', 'AWSManagedReconnaissanceList', 'AWSManagedIPDDoSList'],
    });
  });
});
