import { startFixture } from './fixture.ts';

/** A process that the test kills: an endpoint on the directory given, whose URL goes to the parent. */
const [, , stateDirectory = ''] = process.argv;
const { endpoint } = await startFixture({ stateDirectory });
process.send?.(endpoint.url);
