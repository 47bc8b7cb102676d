import type { Line, Run } from '../bench-run.ts';
import type { Province } from '../province.ts';

/** Peers from the registry. */
export async function peerRows(_run: Run, _province: Province): Promise<Line[]> {
  return [];
}
