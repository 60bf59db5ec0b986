/**
 * The rules of AWS's managed groups that the template uses, as the AWS WAF Developer Guide describes them ("Baseline rule groups",
 * "IP reputation rule groups"). It gives examples of patterns and keeps the rest to itself: what matches here is the least that
 * matches there.
 */
import { decoded, type SeenRequest } from './request.ts';

type ManagedRule = {
  readonly action: 'Block' | 'Count';
  /** Behind the group's prefix; rules that come later may ask for it. */
  readonly label: string;
  /** What AWS documents, in short. */
  readonly says: string;
  /** The documented part; absent where AWS gives no pattern, or none that could be told apart on this machine. */
  readonly matches?: (seen: SeenRequest) => boolean;
};

export type ManagedGroup = {
  readonly labels: string;
  readonly rules: Readonly<Record<string, ManagedRule>>;
};

type Place = readonly [rule: string, label: string, text: (seen: SeenRequest) => string];

const query: Place = ['QUERYARGUMENTS', 'QueryArguments', (seen) => decoded(seen.query)];
const queryString: Place = ['QUERYSTRING', 'QueryString', (seen) => decoded(seen.query)];
const path: Place = ['URIPATH', 'URIPath', (seen) => decoded(seen.path)];
const body: Place = ['BODY', 'Body', (seen) => seen.body];
const cookie: Place = ['COOKIE', 'Cookie', (seen) => seen.header('cookie') ?? ''];
/** Common headers, of which AWS names none. */
const headers: Place = [
  'HEADER',
  'Header',
  (seen) => ['user-agent', 'accept-language', 'referer'].map((name) => seen.header(name) ?? '').join('\n'),
];

/** A rule per place, `<family>_<PLACE>`. */
const family = (name: string, says: string, pattern: RegExp | undefined, ...places: readonly Place[]) =>
  Object.fromEntries(
    places.map(([rule, label, text]): [string, ManagedRule] => [
      `${name}_${rule}`,
      {
        action: 'Block',
        label: `${name}_${label}`,
        says,
        ...(pattern && { matches: (seen: SeenRequest) => pattern.test(text(seen)) }),
      },
    ]),
  );

const block = (label: string, says: string, matches?: ManagedRule['matches']): ManagedRule => ({
  action: 'Block',
  label,
  says,
  ...(matches && { matches }),
});

const bytes = (text: string | undefined): number => Buffer.byteLength(text ?? '');

export const managedGroups: Readonly<Record<string, ManagedGroup>> = {
  AWSManagedRulesCommonRuleSet: {
    labels: 'awswaf:managed:aws:core-rule-set:',
    rules: {
      NoUserAgent_HEADER: block(
        'NoUserAgent_Header',
        'requests without the header User-Agent',
        (seen) => !seen.header('user-agent'),
      ),
      UserAgent_BadBots_HEADER: block(
        'BadBots_Header',
        'common values of User-Agent of bad bots, such as nessus and nmap',
        (seen) => /nessus|nmap/i.test(seen.header('user-agent') ?? ''),
      ),
      SizeRestrictions_QUERYSTRING: block(
        'SizeRestrictions_QueryString',
        'query strings over 2,048 bytes',
        (seen) => bytes(seen.query) > 2048,
      ),
      SizeRestrictions_Cookie_HEADER: block(
        'SizeRestrictions_Cookie_Header',
        'cookie headers over 10,240 bytes',
        (seen) => bytes(seen.header('cookie')) > 10_240,
      ),
      SizeRestrictions_BODY: block(
        'SizeRestrictions_Body',
        'bodies over 8 KB (8,192 bytes)',
        (seen) => seen.bodyBytes > 8192,
      ),
      SizeRestrictions_URIPATH: block(
        'SizeRestrictions_URIPath',
        'paths over 1,024 bytes',
        (seen) => bytes(seen.path) > 1024,
      ),
      ...family(
        'EC2MetaDataSSRF',
        'attempts to read the metadata of an EC2 instance; no pattern is given, the address of the service is known',
        /169\.254\.169\.254/,
        body,
        cookie,
        path,
        query,
      ),
      // How much of ../../ is enough is not said: two dots are taken for enough.
      ...family('GenericLFI', 'path traversal, such as ../../', /\.\./, query, path, body),
      ...family(
        'RestrictedExtensions',
        'extensions of system files, such as .log and .ini',
        /\.(log|ini)\b/i,
        path,
        query,
      ),
      ...family(
        'GenericRFI',
        'URLs (http, https, ftp, ftps, file) with an IPv4 address',
        /(https?|ftps?|file):\/\/\d+\.\d+\.\d+\.\d+/i,
        query,
        body,
        path,
      ),
      ...family(
        'CrossSiteScripting',
        'patterns of cross-site scripting, such as <script>alert("hello")</script>',
        /<script/i,
        cookie,
        query,
        body,
        path,
      ),
    },
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    labels: 'awswaf:managed:aws:known-bad-inputs:',
    rules: {
      ...family(
        'JavaDeserializationRCE',
        'such as (java.lang.Runtime).getRuntime().exec("whoami")',
        /getRuntime\(\)\.exec\(/,
        headers,
        body,
        path,
        queryString,
      ),
      // The twin itself is called so, and the hub never is.
      Host_localhost_HEADER: block('Host_Localhost_Header', 'patterns of localhost in the header Host'),
      PROPFIND_METHOD: block('Propfind_Method', 'the method PROPFIND', (seen) => seen.method === 'PROPFIND'),
      ExploitablePaths_URIPATH: block(
        'ExploitablePaths_URIPath',
        'paths of exploitable applications, such as web-inf',
        (seen) => /web-inf/i.test(decoded(seen.path)),
      ),
      ...family(
        'Log4JRCE',
        `the Log4j vulnerability, such as \${jndi:ldap://example.com/}`,
        /\$\{jndi:/i,
        headers,
        queryString,
        body,
        path,
      ),
      ...family('ReactJSRCE', 'patterns of CVE-2025-55182; none is given', undefined, body),
    },
  },
  AWSManagedRulesAmazonIpReputationList: {
    labels: 'awswaf:managed:aws:amazon-ip-list:',
    rules: {
      AWSManagedIPReputationList: block(
        'AWSManagedIPReputationList',
        'addresses that were seen in malicious activities',
        (seen) => seen.listed,
      ),
      AWSManagedReconnaissanceList: block(
        'AWSManagedReconnaissanceList',
        'addresses that explore resources of AWS',
        (seen) => seen.listed,
      ),
      AWSManagedIPDDoSList: {
        action: 'Count',
        label: 'AWSManagedIPDDoSList',
        says: 'addresses that were seen in floods',
        matches: (seen) => seen.listed,
      },
    },
  },
};
