import type { GrantRole, Viewer } from './viewer.ts';

/**
 * Whether a viewer may perform an act of an authority.
 * @param by roles that may perform it, in some part of the organisation at least
 * @param above the unit that the act lies with and every unit above it; null where it concerns the authority as a whole
 */
export function mayAct(
  viewer: Viewer,
  by: readonly GrantRole[],
  authority: string,
  above: readonly string[] | null,
): boolean {
  return viewer.grants.some(
    (grant) =>
      grant.authority === authority &&
      by.includes(grant.role) &&
      (grant.unit === null || (above !== null && above.includes(grant.unit))),
  );
}

/** Whether the viewer has one of the roles anywhere in the authority. */
export function hasRole(viewer: Viewer, by: readonly GrantRole[], authority: string): boolean {
  return viewer.grants.some((grant) => grant.authority === authority && by.includes(grant.role));
}
