/** Entry of `npm start`, in plain JavaScript so that an old Node can read it and say what to do. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// 22.18 is the first release that runs TypeScript without a flag.
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This needs Node 22.18 or later and runs on ${process.version}.\n` +
      'On Linux with glibc (x64, arm64) `npm ci` installs Node 24 beside the packages and `npm start` uses it:\n' +
      'start by `npm start`, and do not leave out optional dependencies (`npm ci --omit=optional`).\n' +
      'On other systems install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}
await import('./main.ts');
