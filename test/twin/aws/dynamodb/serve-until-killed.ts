import { startFixture } from '../fixture.ts';

/** A process that the test kills: an endpoint on the directory given, whose URL goes to the parent. */
const [, , stateDirectory = ''] = process.argv;
const { endpoint } = await startFixture({
  stateDirectory,
  pointInTime: { trailSeconds: 0, restoreSeconds: 1 },
});
process.send?.(endpoint.url);
