/** Mutation testing of the rules and the use cases; survivors that were argued are in docs/mutants.md, and how to run one room. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'stryker.vitest.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  // Texts and lists of allowed syntax are data: a mutant of a message is no mutant of a rule.
  mutate: [
    'shared/domain/**/*.ts',
    '!shared/domain/**/{findings,problems,http-findings,http-problems,json-syntax,drill-texts}.ts',
    'shared/app/**/*.ts',
    // Types alone.
    '!shared/app/ports/**',
  ],
  // All of it takes hours, so a run names a room: what a finished run has judged stays judged until its code or a test of it changes.
  incremental: true,
  incrementalFile: 'build/mutation-incremental.json',
  coverageAnalysis: 'perTest',
  // Static mutants (of constants at module level) need a whole run each: they cost most of the time and find least.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  // Stryker rewrites tsconfig.json by TypeScript's JavaScript API, which TypeScript 7 does not have; no test reads it.
  tsconfigFile: 'none.json',
  disableTypeChecks: false,
  tempDirName: '.stryker-tmp',
  cleanTempDir: 'always',
  ignorePatterns: [
    '.twin',
    'cdk.out',
    'build',
    'infra',
    'bench',
    'functions',
    'test/infra',
    'test/end-to-end',
    'test/cli',
  ],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  jsonReporter: { fileName: 'build/mutation.json' },
  thresholds: { high: 95, low: 90, break: 88 },
};
