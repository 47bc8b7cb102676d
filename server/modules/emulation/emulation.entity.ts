import { choice, code, count, day, label, optional, text } from '../../../rules/kit/columns.ts';
import { REACHES, TITLES } from '../../../rules/facts/emulation.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from '../common.problems.ts';

export const awardEntity = defineEntity({
  name: 'award',
  file: 'awards',
  group: 'DECISION',
  title: { vi: 'Danh hiệu thi đua', en: 'Award' },
  help: {
    vi: 'Danh hiệu đã trao; bị hủy thì ghi ngày và lý do, không xóa.',
    en: 'An awarded title; a revocation is recorded with day and reason, never deleted.',
  },
  key: ['code'],
  visibility: { class: 'PERSON', leader: 'leader', unit: 'unit' },
  columns: {
    code: code('Mã', 'Code'),
    leader: optional(code('Người', 'Leader', 'leader')),
    unit: optional(code('Tập thể', 'Unit', 'unit')),
    award: choice('Danh hiệu', 'Title', TITLES),
    year: count('Năm', 'Year'),
    awardedOn: day('Ngày quyết định', 'Awarded on'),
    revokedOn: optional(day('Ngày hủy', 'Revoked on')),
    revokedReason: optional(text('Lý do hủy', 'Reason')),
    document: optional(code('Quyết định', 'Document', 'document')),
  },
  check: (row) => [
    ...(row.leader === null && row.unit === null ? [refused('REQUIRED', {}, 'leader')] : []),
    ...(row.revokedOn !== null && row.revokedReason === null
      ? [refused('REQUIRED', {}, 'revokedReason')]
      : []),
  ],
  stamps: (row) => [{ fact: 'award', about: row.leader ?? row.unit!, from: row.awardedOn, to: null }],
});

export const initiativeEntity = defineEntity({
  name: 'initiative',
  file: 'initiatives',
  group: 'DECISION',
  title: { vi: 'Sáng kiến', en: 'Initiative' },
  help: {
    vi: 'Sáng kiến, đề tài được công nhận và phạm vi ảnh hưởng.',
    en: 'A recognised initiative or study and its reach.',
  },
  key: ['code'],
  visibility: { class: 'PERSON', leader: 'leader', unit: null },
  columns: {
    code: code('Mã', 'Code'),
    leader: code('Người', 'Leader', 'leader'),
    title: label('Tên', 'Title'),
    reach: choice('Phạm vi', 'Reach', REACHES),
    recognisedOn: day('Ngày công nhận', 'Recognised on'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  stamps: (row) => [{ fact: 'initiative', about: row.leader, from: row.recognisedOn, to: null }],
});
