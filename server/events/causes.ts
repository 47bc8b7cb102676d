import type { Text } from '../../rules/kit/text.ts';
import type { InputGroup } from '../platform/model/entity.ts';

/** Why a card changed, in the order in which inputs are replaced to tell one cause's part from the next one's. */
export const CAUSES = ['ORGANISATION', 'TIME', 'DATA', 'DECISION', 'CONFIGURATION', 'RULE'] as const;
export type Cause = (typeof CAUSES)[number];

/** A cause as an input group, or the passing of days; RULE is what remains. */
export type InputCause = InputGroup | 'TIME';

export const CAUSE_TITLES: Readonly<Record<Cause, Text>> = {
  ORGANISATION: { vi: 'Tổ chức, nhân sự thay đổi', en: 'The organisation or its people changed' },
  TIME: { vi: 'Thời gian trôi qua', en: 'Time passed' },
  DATA: { vi: 'Dữ liệu mới hoặc được sửa', en: 'Data were added or corrected' },
  DECISION: { vi: 'Quyết định của cấp có thẩm quyền', en: 'A competent body decided' },
  CONFIGURATION: {
    vi: 'Cấu hình, lịch làm việc, kỳ thay đổi',
    en: 'Configuration, calendar or period changed',
  },
  RULE: { vi: 'Quy tắc tính được sửa', en: 'The rules themselves were corrected' },
};

/** What one cause did to the points. */
export interface CauseShare {
  readonly cause: Cause;
  /** Exact. */
  readonly points: string;
}
