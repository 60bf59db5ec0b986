/** CloudWatch Logs hands it the lines of access and audit; it keeps them in the trail. */
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { keepDelivery } from '../shared/app/access/keep-delivery.ts';
import { putTrail, unpackDelivery } from '../shared/aws/access/trail-bucket.ts';
import { patience, s3 } from '../shared/aws/clients.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('trail', process.env);
const put = putTrail(s3(patience.behindTheQueue), config.TRAIL_BUCKET);

export const handler = ({ awslogs }: CloudWatchLogsEvent): Promise<void> =>
  keepDelivery(put, unpackDelivery(awslogs.data));
