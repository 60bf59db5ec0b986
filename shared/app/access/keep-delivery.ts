import type { LogDelivery } from '../../contract/access/trail.ts';
import { linesOf, trailObjects } from '../../domain/access/trail.ts';
import type { PutTrail } from '../ports/trail.ts';

/** Puts the lines of a delivery into the trail. Throws where one object could not be written: the delivery then comes again. */
export async function keepDelivery(putTrail: PutTrail, delivery: LogDelivery): Promise<void> {
  await Promise.all(trailObjects(linesOf(delivery), 'delivered').map(putTrail));
}
