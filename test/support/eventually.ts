import { vi } from 'vitest';

/** How long a condition is awaited: a busy machine is slow, and only a test that fails waits to the end. */
const PATIENCE = 30_000;

/** Waits until a check passes. Vitest's own patience is a second, which a busy machine exceeds. */
export function eventually<T>(
  check: () => T | Promise<T>,
  patience: number | { readonly timeout?: number; readonly interval?: number } = PATIENCE,
): Promise<T> {
  return vi.waitFor(check, patience);
}
