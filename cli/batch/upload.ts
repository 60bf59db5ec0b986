/** The parts of a file to where they are kept. The hub says which are missing: whoever is cut off asks again, and sends those. */
import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import type { Parts, PartsOrder } from '../../shared/contract/batches/order.ts';
import { CommandFault } from '../fault.ts';

type SignedPart = Parts['parts'][number];

export type UploadPorts = {
  /** Null: the file is there already, as another has completed it. Throws where that is refused, or nobody answers. */
  readonly orderParts: (parts: PartsOrder['parts']) => Promise<Parts | null>;
  /** Throws where it did not arrive. */
  readonly putPart: (part: SignedPart, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** By its number, from 1. */
  readonly readPart: (number: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** How many parts are there. */
  readonly onPart: (there: number) => void;
  readonly onBroken: (error: unknown) => void;
};

/** Asked for together, well within the hour for which their addresses are good. */
const ASKED_AT_ONCE = 8;
/** A part is held whole while it is sent. */
const SENT_AT_ONCE = 3;
const ROUNDS = 6;

/** `count`: of all parts. Throws when six rounds in a row did not bring a part of them. */
export async function uploadParts(ports: UploadPorts, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  for (let from = 0; from < count; from += ASKED_AT_ONCE)
    if (!(await uploadSome(ports, numbers.slice(from, from + ASKED_AT_ONCE)))) return;
}

/** False: nothing more is waited for. */
async function uploadSome(ports: UploadPorts, numbers: readonly number[]): Promise<boolean> {
  const wanted: PartsOrder['parts'] = [];
  for (const number of numbers) wanted.push({ number, sha256: hash('sha256', await ports.readPart(number)) });
  for (let round = 1; ; round += 1) {
    try {
      const ordered = await ports.orderParts(wanted);
      if (ordered === null) return false;
      await sendMissing(ports, ordered.parts, (numbers.at(-1) ?? 0) - ordered.parts.length);
      return true;
    } catch (error) {
      if (error instanceof CommandFault || round === ROUNDS) throw error;
      ports.onBroken(error);
      await ports.pause(1000 * 2 ** (round - 1));
    }
  }
}

async function sendMissing(ports: UploadPorts, parts: readonly SignedPart[], before: number): Promise<void> {
  let there = before;
  ports.onPart(there);
  const several = pLimit(SENT_AT_ONCE);
  const sent = await Promise.allSettled(
    parts.map((part) =>
      several(async () => {
        await ports.putPart(part, await ports.readPart(part.number));
        there += 1;
        ports.onPart(there);
      }),
    ),
  );
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
}
