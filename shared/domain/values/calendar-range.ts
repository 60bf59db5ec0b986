/**
 * Days, times and periods that are written in the right form and do not exist: 2028-02-30, 2026-13, 25:00. Between which two the part
 * that is wrong has to lie says more than that the form is wrong, which it is not.
 */
export type TextRange = { readonly min: string; readonly max: string };

const period = /^(\d{4})-(?:(\d\d)|([QH])(\d))$/;
const dayOrTime = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

const lastPart = { Q: 4, H: 2 } as const;
const isIn = (text: string, from: number, to: number): boolean => Number(text) >= from && Number(text) <= to;

function periodRange([, year, month, kind, part = '']: RegExpExecArray): TextRange | null {
  if (month !== undefined) return isIn(month, 1, 12) ? null : { min: `${year}-01`, max: `${year}-12` };
  const last = lastPart[kind as keyof typeof lastPart];
  return isIn(part, 1, last) ? null : { min: `${year}-${kind}1`, max: `${year}-${kind}${last}` };
}

/** Both ends are included. Null for what exists, and for what is of another form. */
export function calendarRange(text: string): TextRange | null {
  const ofPeriod = period.exec(text);
  if (ofPeriod !== null) return periodRange(ofPeriod);
  const [whole, year, month = '', day = '', hour = '0', minute = '0', second = '0'] =
    dayOrTime.exec(text) ?? [];
  if (whole === undefined) return null;
  if (!isIn(month, 1, 12)) return { min: `${year}-01-01`, max: `${year}-12-31` };
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (!isIn(day, 1, last)) return { min: `${year}-${month}-01`, max: `${year}-${month}-${last}` };
  if (isIn(hour, 0, 23) && isIn(minute, 0, 59) && isIn(second, 0, 59)) return null;
  return { min: `${year}-${month}-${day}T00:00:00`, max: `${year}-${month}-${day}T23:59:59` };
}
