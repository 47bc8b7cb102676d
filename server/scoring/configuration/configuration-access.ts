import type { RequestContext } from '../../platform/api/context.ts';
import { ApiFault } from '../../platform/api/faults.ts';
import { mayAct } from '../../platform/policy.ts';
import type { GrantRole, Viewer } from '../../platform/viewer.ts';

/** Who sees what is being prepared: those who write it, those who decide, and those who check. */
const READERS: readonly GrantRole[] = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER', 'AUDITOR'];
export const SIMULATORS: readonly GrantRole[] = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'];

/** The viewer, who has one of the roles over the whole authority. @throws ApiFault UNAUTHENTICATED or FORBIDDEN */
export function configurationViewer(
  { viewer }: RequestContext,
  authority: string,
  by: readonly GrantRole[] = READERS,
): Viewer {
  if (viewer === null)
    throw new ApiFault('UNAUTHENTICATED', 'UNAUTHENTICATED', {
      vi: 'Cấu hình đang soạn chỉ hiện cho tài khoản đã đăng nhập',
      en: 'What is being prepared is shown to signed-in accounts only',
    });
  if (!mayAct(viewer, by, authority, null))
    throw new ApiFault('FORBIDDEN', 'FORBIDDEN', {
      vi: 'Tài khoản không có quyền với cấu hình của cấp có thẩm quyền này',
      en: 'The account has no right to this authority’s configuration',
    });
  return viewer;
}
