import { createRequire } from 'node:module';

type Decide = typeof import('../../server/bootstrap/decide.cjs');

const { adviceToInstallNode, isNewEnough } = createRequire(import.meta.url)(
  '../../server/bootstrap/decide.cjs',
) as Decide;

/** Runs once before all tests: refuses a Node on which things would break late and oddly. */
export function setup(): void {
  if (!isNewEnough(process.versions.node)) {
    throw new Error(
      `Node ${process.versions.node} is too old: run the tests with "npm test", or ${adviceToInstallNode()}`,
    );
  }
}
