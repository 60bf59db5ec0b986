/** Values put into a query of Logs Insights: what is not of its form does not get in, and what gets in cannot end a text. */

import type { AuditParameter } from '../../contract/access/audit-queries.ts';
import { OperatorArn } from '../../contract/access/change.ts';
import { COUNTRY } from '../../contract/registry.ts';
import { SubmissionId } from '../../contract/submissions/submission.ts';
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { parseAgencyCode } from '../values/agency-code.ts';

/** A value that is not of the form that its parameter takes. */
export type WrongValue = {
  readonly parameter: AuditParameter;
  readonly value: string;
  readonly expected: Localized;
};

type Form = { readonly expected: Localized; readonly read: (text: string) => string | null };

const matching =
  (form: RegExp) =>
  (text: string): string | null =>
    form.test(text) ? text : null;

const forms: Readonly<Record<AuditParameter, Form>> = {
  AGENCY: {
    expected: localized('H26, or 000.00.18.H26, or VN', 'H26, hoặc 000.00.18.H26, hoặc VN'),
    read: (text) => {
      if (text === COUNTRY) return text;
      const parsed = parseAgencyCode(text);
      return parsed.ok ? parsed.code : null;
    },
  },
  PERIOD: {
    expected: localized(
      '2026, 2026-11, 2026-Q4, 2026-H2, or a day',
      '2026, 2026-11, 2026-Q4, 2026-H2, hoặc một ngày',
    ),
    read: matching(/^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?$/),
  },
  KEYID: {
    expected: localized('12 digits and small letters', '12 chữ số và chữ thường'),
    read: matching(/^[0-9a-z]{12}$/),
  },
  OPERATOR: {
    expected: localized('arn:aws:iam::111111111111:user/binh', 'arn:aws:iam::111111111111:user/binh'),
    read: (text) => OperatorArn.safeParse(text).data ?? null,
  },
  SUBMISSIONID: {
    expected: localized('H26.dvc~etx-monthly~2026-11~1', 'H26.dvc~etx-monthly~2026-11~1'),
    read: (text) => SubmissionId.safeParse(text).data ?? null,
  },
};

export function readAuditValue(parameter: AuditParameter, value: string): Result<string, WrongValue> {
  const { read, expected } = forms[parameter];
  const found = read(value);
  return found === null ? fail({ parameter, value, expected }) : ok(found);
}

const QUOTED = /"[^"\n]*"|\/(?:[^/\\\n]|\\.)+\//g;

/** Each word replaced by its value, which `readAuditValue` gave: as it is in a text, its dots as dots in a regular expression. */
export function fillQuery(query: string, values: ReadonlyMap<AuditParameter, string>): string {
  for (const [parameter, value] of values)
    if (/["\\\n]/.test(value)) throw new Error(`${parameter} has a sign that would end a text`);
  return query.replace(QUOTED, (quoted) => {
    let filled = quoted;
    for (const [parameter, value] of values) {
      const put = quoted.startsWith('/') ? value.replace(/[^0-9A-Za-z-]/g, (sign) => `[${sign}]`) : value;
      filled = filled.replaceAll(parameter, () => put);
    }
    return filled;
  });
}
