/** What signing a receipt costs, beside what is done with every body anyway, and beside jose, which would do the same. */
import { createHash } from 'node:crypto';
import { CompactSign } from 'jose';
import { seededRandom } from '../../demo/sample/random.ts';
import { deriveKey, firstState, signerOf } from '../../shared/domain/submissions/signing-keys.ts';
import { benchRegistry, openMonth, reportText } from '../registry.ts';

/** Microseconds of CPU per call, one value per round; the three of a round were measured one after the other. */
export type SigningCpu = {
  readonly ours: number[];
  readonly jose: number[];
  /** SHA-256 and JSON.parse of a report of 50 cells. */
  readonly reading: number[];
};

const PER_ROUND = 500;

export async function signingCpu(rounds: number): Promise<SigningCpu> {
  const secrets = { a: 'bench-secret'.repeat(5), b: 'bench-Secret'.repeat(5) };
  const signer = signerOf('dev', secrets, firstState);
  const { privateKey, publicKey } = deriveKey('dev', 'a', secrets.a, 2026);
  const now = Date.UTC(2026, 10, 20);
  const registry = benchRegistry(1, now);
  const sender = registry.senders[0];
  if (sender === undefined) throw new Error('the registry of the bench has no sender');
  const { system } = sender;
  const period = openMonth(1, now);
  const body = reportText(registry.plan, { system, period, revision: 1 }, seededRandom(1));
  const receivedAt = new Date(now).toISOString();
  const digest = createHash('sha256').update(body).digest('hex');
  const facts = { kind: 'report', agency: 'H26', system, dataset: 'etx-monthly', period, revision: 1 };
  const receipt = { id: `${system}~etx-monthly~${period}~1`, ...facts, receivedAt, sha256: digest, digest };
  const header = { alg: 'EdDSA', typ: 'dtm-receipt+jws', kid: publicKey.kid, iss: 'dtm-dev' };
  const encoder = new TextEncoder();
  const sides: Readonly<Record<keyof SigningCpu, () => unknown>> = {
    ours: () => signer.sign('dtm-receipt+jws', receivedAt, receipt),
    jose: () =>
      new CompactSign(encoder.encode(JSON.stringify(receipt))).setProtectedHeader(header).sign(privateKey),
    reading: () => {
      createHash('sha256').update(body).digest('hex');
      return JSON.parse(body);
    },
  };
  if ((await sides.jose()) !== sides.ours()) throw new Error('jose signs something else');
  const cpu: SigningCpu = { ours: [], jose: [], reading: [] };
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, side] of Object.entries(sides) as [keyof SigningCpu, () => unknown][]) {
      const began = process.cpuUsage();
      for (let call = 0; call < PER_ROUND; call += 1) await side();
      const { user, system: kernel } = process.cpuUsage(began);
      if (round > 0) cpu[name].push((user + kernel) / PER_ROUND);
    }
  return cpu;
}
