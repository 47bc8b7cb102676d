import { choice, day, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** Kinds of decision or conclusion that shut classes. */
export const GATE_KINDS = ['DISCIPLINE', 'DEGRADATION', 'CORRUPTION_IN_UNIT'] as const;
/** Forms of discipline, lightest first. */
export const SEVERITIES = ['REPRIMAND', 'WARNING', 'DEMOTION', 'DISMISSAL', 'CONCLUDED'] as const;

/**
 * A decision about a person that shuts classes.
 * It follows the person through all posts, by the decision's date.
 */
export const gateFact = defineFact({
  id: 'gate',
  title: { vi: 'Kết luận, kỷ luật', en: 'Gate fact' },
  grain: {
    vi: 'Một quyết định kỷ luật hoặc kết luận của cấp có thẩm quyền',
    en: 'One disciplinary decision or conclusion of a competent authority',
  },
  columns: {
    kind: choice('Loại', 'Kind', GATE_KINDS),
    severity: choice('Mức', 'Severity', SEVERITIES),
    decidedBy: optional(text('Cấp quyết định', 'Deciding authority')),
    document: text('Quyết định', 'Document'),
    /** First day on which the decision was known to be lifted. */
    revokedOn: optional(day('Ngày thu hồi', 'Revoked on')),
  },
});
