import { choice, code, day, flag, optional } from '../../../rules/kit/columns.ts';
import { DIRECTING_ACT_KINDS } from '../../../rules/facts/directing-act.ts';
import { defineEntity } from '../../platform/model/entity.ts';

export const directingActEntity = defineEntity({
  name: 'directingAct',
  file: 'directing-acts',
  group: 'DATA',
  title: { vi: 'Hoạt động chỉ đạo', en: 'Directing act' },
  help: {
    vi: 'Chỉ đạo, kiểm tra, chủ trì họp, kiến nghị tháo gỡ: trực tiếp hay ủy quyền, có văn bản.',
    en: 'Directive, inspection, meeting chaired, obstacle escalated: in person or delegated, with a document.',
  },
  key: ['code'],
  visibility: { class: 'UNIT', units: ['unit'] },
  columns: {
    code: code('Mã', 'Code'),
    leader: code('Người', 'Leader', 'leader'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    kind: choice('Loại', 'Kind', DIRECTING_ACT_KINDS),
    on: day('Ngày', 'Day'),
    inPerson: flag('Trực tiếp', 'In person'),
    field: optional(code('Lĩnh vực', 'Field')),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  stamps: (row) => [{ fact: 'directing-act', about: row.leader, from: row.on, to: row.on + 1 }],
});
