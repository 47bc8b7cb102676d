import type { RequestContext } from '../../platform/api/context.ts';
import { ApiFault } from '../../platform/faults.ts';
import type { DraftRight } from '../../modules/roles.ts';
import { DRAFT_RIGHTS } from '../../modules/roles.ts';
import { mayAct } from '../../platform/access/policy.ts';
import type { Viewer } from '../../platform/model/viewer.ts';

/** The viewer of the request, who has the right to what is being prepared. @throws ApiFault UNAUTHENTICATED or FORBIDDEN */
export function configurationViewer(
  { viewer }: RequestContext,
  authority: string,
  right: DraftRight = 'SEE',
): Viewer {
  if (viewer === null)
    throw new ApiFault('UNAUTHENTICATED', 'UNAUTHENTICATED', {
      vi: 'Cấu hình đang soạn chỉ hiện cho tài khoản đã đăng nhập',
      en: 'What is being prepared is shown to signed-in accounts only',
    });
  if (!mayAct(viewer, DRAFT_RIGHTS[right], authority, null))
    throw new ApiFault('FORBIDDEN', 'FORBIDDEN', {
      vi: 'Tài khoản không có quyền với cấu hình của cấp có thẩm quyền này',
      en: 'The account has no right to this authority’s configuration',
    });
  return viewer;
}
