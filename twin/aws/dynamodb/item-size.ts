/** A DynamoDB attribute value as it travels: one member, named for its type. */
export type AttributeValue = {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
};
export type Item = { [attribute: string]: AttributeValue };

const base64Size = (value: string): number =>
  Math.floor((value.length * 3) / 4) - (value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0);

/** One byte per two significant digits, plus one; one more for a minus sign ("DynamoDB item sizes and formats"). */
function numberSize(value: string): number {
  const digits = value
    .replace(/[eE].*$/, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.min(21, Math.ceil(digits.length / 2) + 1 + (value.startsWith('-') ? 1 : 0));
}

const sum = (values: readonly string[], size: (value: string) => number): number =>
  values.reduce((total, value) => total + size(value), 0);

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return base64Size(value.B);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  if (value.L !== undefined) return value.L.reduce((total, each) => total + 1 + valueSize(each), 3);
  if (value.SS !== undefined) return sum(value.SS, Buffer.byteLength);
  if (value.NS !== undefined) return sum(value.NS, numberSize);
  if (value.BS !== undefined) return sum(value.BS, base64Size);
  return 1;
}

/**
 * Bytes of an item: UTF-8 names and values, binary decoded, 3 bytes per list or map and 1 per element. (dynalite counts
 * UTF-16 units instead, which is too few for Vietnamese.)
 */
export function itemSize(item: Item): number {
  let total = 0;
  for (const [name, value] of Object.entries(item)) total += Buffer.byteLength(name) + valueSize(value);
  return total;
}

/** 1 KB per unit, at least one; the size is the larger of the item before and after. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** 4 KB per unit, at least one, half where the read is eventually consistent. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
}
