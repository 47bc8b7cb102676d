import type { Text } from '../../rules/kit/text.ts';
import type { InputGroup } from '../platform/model/entity.ts';

/** Causes of a change of a card, in the order in which their shares are worked out. */
export const CAUSES = ['ORGANISATION', 'TIME', 'DATA', 'DECISION', 'CONFIGURATION', 'RULE'] as const;
/** One of them. */
export type Cause = (typeof CAUSES)[number];

/** A cause that is a group of inputs, or the passing of days; RULE is what remains. */
export type InputCause = InputGroup | 'TIME';

/** Causes in words. */
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

/** The points that a card gained or lost by one cause. */
export interface CauseShare {
  readonly cause: Cause;
  /** Exact, as text; negative where points were lost. */
  readonly points: string;
}
