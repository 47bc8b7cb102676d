import { choice, code, codes, day, label, optional } from '../../../rules/kit/columns.ts';
import { LEGAL_STATUSES, ROLES } from '../../../rules/kit/subject.ts';
import { ABSENCE_KINDS } from '../../../rules/facts/absence.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from './leader.problems.ts';

/**
 * A person, known by code and by a label that is a post, never a name.
 * Names would live in one erasable table of their own.
 */
export const leaderEntity = defineEntity({
  name: 'leader',
  file: 'leaders',
  group: 'ORGANISATION',
  indexed: true,
  title: { vi: 'Người đứng đầu', en: 'Leader' },
  help: {
    vi: 'Một người, gọi theo chức danh; không ghi họ tên.',
    en: 'A person, called by post; no personal names.',
  },
  key: ['code'],
  visibility: { class: 'PERSON', leader: 'code', unit: null },
  columns: { code: code('Mã', 'Code'), label: label('Gọi là', 'Called') },
  stamps: () => [],
});

export const appointmentEntity = defineEntity({
  name: 'appointment',
  file: 'appointments',
  group: 'ORGANISATION',
  title: { vi: 'Bổ nhiệm, phân công', en: 'Appointment' },
  help: {
    vi: 'Chức vụ của một người tại một cơ quan: vai trò, thời gian, lĩnh vực được phân công, chế độ pháp lý.',
    en: 'A person’s post in a unit: role, span of days, assigned fields, legal status.',
  },
  key: ['code'],
  visibility: { class: 'PERSON', leader: 'leader', unit: 'unit' },
  columns: {
    code: code('Mã', 'Code'),
    leader: code('Người', 'Leader', 'leader'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    post: label('Chức vụ', 'Post'),
    role: choice('Vai trò', 'Role', ROLES),
    from: day('Từ ngày', 'From'),
    to: optional(day('Đến trước ngày', 'Until, not included')),
    fields: codes('Lĩnh vực phụ trách', 'Assigned fields'),
    legalStatus: choice('Chế độ pháp lý', 'Legal status', LEGAL_STATUSES),
    /** People doing similar work are ranked and capped together (Decree 335/2025 art. 20). */
    similarGroup: optional(code('Nhóm nhiệm vụ tương đồng', 'Group with similar tasks')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check: (row) => (row.to !== null && row.to <= row.from ? [refused('REVERSED_DATES', {}, 'to')] : []),
  stamps: (row) =>
    [row.unit, row.leader].map((about) => ({ fact: 'appointment', about, from: row.from, to: row.to })),
});

export const absenceEntity = defineEntity({
  name: 'absence',
  file: 'absences',
  group: 'ORGANISATION',
  title: { vi: 'Vắng mặt có lý do', en: 'Certified absence' },
  help: {
    vi: 'Nghỉ phép, ốm, thai sản, đi học, tạm đình chỉ: dữ kiện quyết định trong những ngày này không tính cho người vắng.',
    en: 'Leave, illness, maternity, training, suspension: facts decided on these days are not the absent leader’s.',
  },
  key: ['code'],
  visibility: { class: 'PERSON', leader: 'leader', unit: null },
  columns: {
    code: code('Mã', 'Code'),
    leader: code('Người', 'Leader', 'leader'),
    kind: choice('Loại', 'Kind', ABSENCE_KINDS),
    from: day('Từ ngày', 'From'),
    to: optional(day('Đến trước ngày', 'Until, not included')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check: (row) => (row.to !== null && row.to <= row.from ? [refused('REVERSED_DATES', {}, 'to')] : []),
  stamps: (row) => [{ fact: 'absence', about: row.leader, from: row.from, to: row.to }],
});
