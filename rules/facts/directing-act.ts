import { choice, day, flag, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** Ways of directing that are recorded with a document. */
export const DIRECTING_ACT_KINDS = [
  'DIRECTIVE',
  'INSPECTION',
  'MEETING_CHAIRED',
  'OBSTACLE_ESCALATED',
] as const;

/** Something a leader did to direct the work, in person or through a delegate, with its document. */
export const directingActFact = defineFact({
  id: 'directing-act',
  title: { vi: 'Hoạt động chỉ đạo', en: 'Directing act' },
  grain: {
    vi: 'Một hoạt động chỉ đạo có văn bản trong kỳ',
    en: 'One documented directing act in the period',
  },
  columns: {
    kind: choice('Loại', 'Kind', DIRECTING_ACT_KINDS),
    on: day('Ngày', 'Day'),
    inPerson: flag('Trực tiếp thực hiện', 'In person'),
    document: optional(text('Văn bản', 'Document')),
  },
});
