import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line, `N passed, N failed`, for machines that read it. */
// eslint-disable-next-line import/no-default-export -- vitest loads a reporter file by its default export
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const { passed, failed } = count(modules, unhandledErrors);
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}

/** A file that breaks outside its tests, and an error nobody caught, count as one failure each. */
export function count(
  modules: readonly TestModule[],
  unhandledErrors: readonly SerializedError[],
): { passed: number; failed: number } {
  let passed = 0;
  let failed = unhandledErrors.length;
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      if (state === 'failed') failedHere += 1;
    }
    if (failedHere === 0 && !module.ok()) failedHere = 1;
    failed += failedHere;
  }
  return { passed, failed };
}
