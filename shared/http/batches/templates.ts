/** The edge of templates: files that people fill in and send. */
import { readTemplate, type TemplatePorts } from '../../app/batches/read-template.ts';
import { COUNTRY } from '../../contract/registry.ts';
import type { Template } from '../../domain/batches/template/template.ts';
import { templateCsv } from '../../domain/batches/template/template-csv.ts';
import { templateWorkbook } from '../../domain/batches/template/template-workbook.ts';
import type { Packing } from '../../domain/batches/workbook/write-archive.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { unknownAgency } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { cut } from '../../domain/values/cut.ts';
import type { Answered, HubRequest, Operation } from '../operation.ts';
import { conditionalBody } from '../registry/conditional.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const csvTemplateOperation = (ports: TemplatePorts): Operation<'getCsvTemplate'> =>
  templateOperation(ports, {
    ending: 'csv',
    type: 'text/csv; charset=utf-8; header=present',
    write: templateCsv,
  });

export const workbookTemplateOperation = (
  ports: TemplatePorts,
  packing: Packing,
): Operation<'getWorkbookTemplate'> =>
  templateOperation(ports, {
    ending: 'xlsx',
    type: WORKBOOK,
    write: (template) => templateWorkbook(template, packing),
  });

/** The parameters of both routes are the same. */
type Asked = HubRequest<'getCsvTemplate'> | HubRequest<'getWorkbookTemplate'>;

type Format = {
  readonly ending: string;
  readonly type: string;
  readonly write: (template: Template) => string | Uint8Array;
};

const templateOperation =
  (ports: TemplatePorts, { ending, type, write }: Format) =>
  async ({ id, query, credential, headers, now }: Asked): Promise<Answered> => {
    if (credential === null) throw new Error('the route needs a key');
    const { agency, period = null, after = null } = query;
    const audit = { resource: `catalogue~${id}` };
    const node = nodeOf(agency);
    if (!node.ok) return { ...node, audit };
    const asked = { dataset: id, node: node.value, period, after };
    const answer = await readTemplate(ports, credential, asked, Date.parse(now));
    if (!answer.ok) return { ...answer, audit };
    const { template, next } = answer.value;
    const of = template.period.id;
    const value = conditionalBody(headers, write(template), {
      'Content-Type': type,
      'Content-Language': 'vi, en',
      'Content-Disposition': `attachment; filename="${id}_${of}.${ending}"`,
      ...(next !== null && { Link: linkTo({ ...query, period: of, after: next }) }),
    });
    return { ok: true, value, audit };
  };

/** Null: every agency of the key. */
function nodeOf(agency: string | undefined): Result<string | null, Problem> {
  if (agency === undefined || agency === COUNTRY) return ok(agency ?? null);
  const parsed = parseAgencyCode(agency);
  return parsed.ok ? ok(parsed.code) : fail(unknownAgency(cut(agency, 60)));
}

/** RFC 8288, of the same path with other parameters. */
const linkTo = (query: Readonly<Record<string, string | undefined>>): string => {
  const said = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return `<?${new URLSearchParams(said)}>; rel="next"`;
};
