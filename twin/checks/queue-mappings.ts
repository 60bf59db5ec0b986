import { impliedKmsAccesses } from '../aws/iam/kms-implied.ts';
import { allows, keyOf, type Surroundings } from './surroundings.ts';

/** What AWS refuses when it makes an event source mapping, and what would lose or repeat messages behind it. */
export function mappingFaults(around: Surroundings): string[] {
  return around.mappings.flatMap((it) => {
    const lambda = around.functions.find(({ arn }) => arn === it.functionArn);
    if (lambda === undefined) return [];
    const name = `AWS::Lambda::EventSourceMapping ${it.label}`;
    const faults: string[] = [];
    const visibility = Number(it.queue.property('VisibilityTimeout') ?? 30);
    if (visibility < lambda.timeoutSeconds) {
      faults.push(
        `${name}: visibility timeout of queue ${it.queue.label} is ${visibility} s, below the timeout of function ` +
          `${lambda.name}, ${lambda.timeoutSeconds} s: AWS refuses that. Fix: at least six times the function's timeout`,
      );
    }
    if (it.queue.property('RedrivePolicy') === undefined) {
      faults.push(
        `${name}: queue ${it.queue.label} has no dead-letter queue: a poison message would come back for ever. Fix: set deadLetterQueue`,
      );
    }
    if (!it.reportsFailures) {
      faults.push(
        `${name}: partial-batch answers are not switched on: the function's batchItemFailures would be ignored and ` +
          'failed messages deleted. Fix: reportBatchItemFailures: true',
      );
    }
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
      if (!allows(around, lambda.roleArn, action, it.queueArn)) {
        faults.push(
          `${name}: role of function ${lambda.name} lacks ${action} on ${it.queueArn}: AWS refuses the mapping`,
        );
      }
    }
    const key = keyOf(around.world, it.queue.property('KmsMasterKeyId'));
    const implied =
      key === undefined ? [] : impliedKmsAccesses('sqs', 'ReceiveMessage', it.queueArn, key.attribute('Arn'));
    for (const { action, resource, context } of implied) {
      if (!allows(around, lambda.roleArn, action, resource, context)) {
        faults.push(
          `${name}: role of function ${lambda.name} lacks ${action} on the key of queue ${it.queue.label}: it could receive nothing`,
        );
      }
    }
    return faults;
  });
}
