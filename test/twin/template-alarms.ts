/** The template with all of its alarms, those of a domain too, as the twin reads it. */
import { alarmSpecifications } from '../../twin/metrics/alarms.ts';
import { readAssembly } from '../../twin/template/assembly.ts';
import { createWorld } from '../../twin/template/world.ts';
import { hub } from '../infra/hub.ts';

const context = {
  domain: 'dtm.mst.gov.vn',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
};

export function templateAlarms() {
  const { directory } = hub({ context }).app.synth();
  const world = createWorld(readAssembly(directory), {
    accountId: '111111111111',
    region: 'ap-southeast-1',
    awsUrl: () => 'http://localhost',
  });
  return { world, alarms: alarmSpecifications(world) };
}

/** Without the stage. */
export const nameOf = (name: string): string => name.replace('dtm-dev-', '');
