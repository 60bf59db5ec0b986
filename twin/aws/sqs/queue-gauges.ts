/** What SQS tells CloudWatch of a queue. */
import type { Fauxqs } from '../fauxqs-backend.ts';

export type QueueGauge = {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
  /** When the oldest message was sent, in milliseconds; null when there is none. */
  readonly oldest: number | null;
  /** Sent since the queues were looked at last: the beginning of a minute → how many messages. */
  readonly sent: ReadonlyMap<number, number>;
};

/** SQS leaves messages that were received more often out of the age of the oldest. */
const MOST_RECEIVES = 3;

export const queueGauges = ({ sqs, takeSent }: Fauxqs): QueueGauge[] =>
  [...sqs.allQueues()].map((queue) => {
    queue.processTimers();
    const { ready, inflight } = queue.inspectMessages();
    const sent = [...ready, ...inflight.map(({ message }) => message)]
      .filter(({ approximateReceiveCount }) => approximateReceiveCount <= MOST_RECEIVES)
      .map(({ sentTimestamp }) => sentTimestamp);
    const oldest = sent.length === 0 ? null : sent.reduce((a, b) => Math.min(a, b));
    return {
      name: queue.name,
      visible: ready.length,
      inFlight: inflight.length,
      oldest,
      sent: takeSent(queue.name),
    };
  });
