/** Entry of the CDK app (cdk.json): bundles the functions and synthesizes every stack. */
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { bundleFunctions } from './bundle.ts';

const root = join(import.meta.dirname, '..');

const bundles = bundleFunctions({
  functionsDirectory: join(root, 'functions'),
  buildDirectory: join(root, 'build/functions'),
});
buildApp({ bundles, outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out') }).app.synth();
