/** The senders: each sends until it is accepted, whatever happens to the hub meanwhile, and remembers what was promised. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../demo/sample/random.ts';
import { sampleCells } from '../../demo/sample/values.ts';
import type { Accepted } from '../../shared/contract/submissions/submission.ts';
import type { DatasetPlan } from '../../shared/domain/registry/cell.ts';
import { DATASET, openMonth, type Sender } from '../registry.ts';
import { headersOf } from '../twin/request.ts';

const EVENT_DATASETS = ['etx-daily', 'etx-live'] as const;

type Promised = Pick<Accepted, 'id' | 'sha256' | 'digest' | 'receivedAt'> & {
  readonly system: string;
  readonly dataset: string;
};

export type Load = {
  /** By id; an id has one digest and one time of receipt, whoever asks again. */
  readonly promised: Map<string, Promised>;
  readonly figures: {
    requests: number;
    accepted: number;
    repeated: number;
    /** Answers other than 202, by status; 0 where there was no answer. */
    readonly answers: Record<number, number>;
  };
  /** What must not happen: a right submission refused, or two different promises for one id. */
  readonly faults: string[];
};

type Request = {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly of: Sender;
  readonly dataset: string;
};

export type LoadOptions = {
  readonly senders: readonly Sender[];
  readonly plans: ReadonlyMap<string, DatasetPlan>;
  readonly apiUrl: () => string;
};

type Stretch = {
  readonly connections: number;
  readonly random: Random;
  /** Milliseconds that a connection waits after a submission that took so many until its 202. */
  readonly pause: (took: number) => number;
  /** New submissions are begun until then. */
  readonly isOver: () => boolean;
};

/** What all stretches of a run promised, and the way to send one more stretch. */
export type LoadDriver = { readonly load: Load; readonly send: (stretch: Stretch) => Promise<void> };

const REMEMBERED = 200;
const ANSWER_WITHIN = 15_000;

/** A stretch ends when each submission that it began has its answer. */
export function createLoad({ senders, plans, apiUrl }: LoadOptions): LoadDriver {
  const load: Load = {
    promised: new Map(),
    figures: { requests: 0, accepted: 0, repeated: 0, answers: {} },
    faults: [],
  };
  const revisions = new Map<string, number>();
  let keys = 0;
  const planOf = (dataset: string): DatasetPlan => {
    const plan = plans.get(dataset);
    if (plan === undefined) throw new Error(`no dataset ${dataset}`);
    return plan;
  };

  const report = (of: Sender, random: Random): Request => {
    const period = openMonth(random.chance(0.8) ? 1 : 2);
    const revision = (revisions.get(`${of.system} ${period}`) ?? 0) + 1;
    revisions.set(`${of.system} ${period}`, revision);
    const cells = sampleCells(planOf(DATASET), false, random);
    const body = JSON.stringify({ system: of.system, dataset: DATASET, period, revision, cells });
    return { headers: headersOf(of.apiKey, body), body, of, dataset: DATASET };
  };
  const event = (of: Sender, random: Random): Request => {
    const dataset = EVENT_DATASETS[random.int(0, 1)] ?? 'etx-live';
    const minute = Math.floor(Date.now() / 60_000) * 60_000 - random.int(1, 5) * 60_000;
    const increments = Array.from({ length: random.int(1, 4) }, () => {
      const from = minute + random.int(0, 29_000);
      const cells = sampleCells(planOf(dataset), false, random).slice(random.int(0, 10), random.int(12, 20));
      return { from: new Date(from).toISOString(), to: new Date(from + 20_000).toISOString(), cells };
    });
    keys += 1;
    const body = JSON.stringify({ system: of.system, dataset, increments });
    return {
      headers: { ...headersOf(of.apiKey, body), 'Idempotency-Key': `soak-${keys}` },
      body,
      of,
      dataset,
    };
  };

  const accept = (answer: Accepted, { of, dataset }: Request): void => {
    const { id, sha256, digest, receivedAt } = answer;
    const before = load.promised.get(id);
    load.figures.accepted += 1;
    if (before === undefined) {
      load.promised.set(id, { id, sha256, digest, receivedAt, system: of.system, dataset });
    } else if (before.digest !== digest || before.receivedAt !== receivedAt) {
      load.faults.push(
        `${id} was promised as ${before.digest} ${before.receivedAt} and as ${digest} ${receivedAt}`,
      );
    }
  };
  const sendUntilAccepted = async (request: Request, random: Random): Promise<void> => {
    for (;;) {
      load.figures.requests += 1;
      const { headers, body } = request;
      const signal = AbortSignal.timeout(ANSWER_WITHIN);
      const answer = await fetch(`${apiUrl()}/submissions`, { method: 'POST', headers, body, signal })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => ({ status: 0, text: '' }));
      if (answer.status === 202) return accept(JSON.parse(answer.text) as Accepted, request);
      load.figures.answers[answer.status] = (load.figures.answers[answer.status] ?? 0) + 1;
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
        load.faults.push(`${answer.status} for a right submission: ${answer.text.slice(0, 300)}`);
        return;
      }
      await sleep(random.int(100, 600));
    }
  };
  const sender = async (place: number, { connections, random, pause, isOver }: Stretch): Promise<void> => {
    const own = senders.filter((_, index) => index % connections === place);
    const recent: Request[] = [];
    while (!isOver()) {
      const began = performance.now();
      const of = own[random.int(0, own.length - 1)];
      if (of === undefined) return;
      const again = recent[random.int(0, Math.max(0, recent.length - 1))];
      if (again !== undefined && random.chance(0.1)) {
        load.figures.repeated += 1;
        await sendUntilAccepted(again, random);
      } else {
        const made = random.chance(0.6) ? report(of, random) : event(of, random);
        recent.push(made);
        if (recent.length > REMEMBERED) recent.shift();
        await sendUntilAccepted(made, random);
      }
      await sleep(pause(performance.now() - began));
    }
  };
  return {
    load,
    send: async (stretch) => {
      await Promise.all(Array.from({ length: stretch.connections }, (_, place) => sender(place, stretch)));
    },
  };
}
