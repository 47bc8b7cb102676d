import { choice, code, day, label, optional, quantity, text } from '../../../rules/kit/columns.ts';
import { UNIT_KINDS } from '../../../rules/kit/subject.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from './unit.problems.ts';

export const unitEntity = defineEntity({
  name: 'unit',
  file: 'units',
  group: 'ORGANISATION',
  indexed: true,
  title: { vi: 'Cơ quan, đơn vị', en: 'Unit' },
  help: {
    vi: 'Một nút của cây tổ chức, có ngày mở và ngày đóng. Sắp xếp lại thì đóng đơn vị cũ, mở đơn vị mới và ghi quan hệ kế thừa.',
    en: 'A node of the organisation tree with its days of opening and closing. A reorganisation closes units, opens others and records lineage.',
  },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: code('Mã', 'Code'),
    name: label('Tên', 'Name'),
    kind: choice('Loại', 'Kind', UNIT_KINDS),
    parent: optional(code('Cơ quan cấp trên', 'Unit above', 'unit')),
    openedOn: day('Ngày thành lập', 'Opened on'),
    closedOn: optional(day('Ngày kết thúc hoạt động', 'First day on which it no longer exists')),
    portalCode: optional(code('Mã trên Cổng dịch vụ công', 'Code on the National Portal')),
    /** A rename is no change: earlier versions of the row hold the former names. */
    nameSince: optional(
      day(
        'Mang tên này từ ngày; để trống là từ khi thành lập',
        'Has borne this name since; from its opening where left out',
      ),
    ),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check: (row) =>
    row.closedOn !== null && row.closedOn <= row.openedOn ? [refused('REVERSED_DATES', {}, 'closedOn')] : [],
  // The unit above reads which units lie below it.
  stamps: (row) =>
    [row.code, row.parent ?? []]
      .flat()
      .map((about) => ({ fact: 'organisation', about, from: row.openedOn, to: row.closedOn })),
});

/** How a unit comes from another. */
export const LINEAGE_KINDS = ['MERGE', 'SPLIT', 'RENAME', 'FUNCTION_TRANSFER'] as const;

export const lineageEntity = defineEntity({
  name: 'unitLineage',
  file: 'unit-lineage',
  group: 'ORGANISATION',
  title: { vi: 'Quan hệ kế thừa', en: 'Unit lineage' },
  help: {
    vi: 'Đơn vị trước và đơn vị kế thừa. Tỷ lệ chỉ ghi khi chia tách theo ước lượng; số liệu chia theo tỷ lệ chỉ để hiển thị, không chấm điểm.',
    en: 'A predecessor and a successor. The share is given only for a split by estimate; figures split by a share are shown, not scored.',
  },
  key: ['predecessor', 'successor', 'kind'],
  visibility: { class: 'OPEN' },
  columns: {
    predecessor: code('Đơn vị trước', 'Predecessor', 'unit'),
    successor: code('Đơn vị kế thừa', 'Successor', 'unit'),
    kind: choice('Loại', 'Kind', LINEAGE_KINDS),
    on: day('Ngày hiệu lực', 'Effective on'),
    share: optional(quantity('Tỷ lệ ước lượng', 'Estimated share', 4)),
    field: optional(code('Lĩnh vực chuyển', 'Field transferred')),
    note: optional(text('Ghi chú', 'Note')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  stamps: (row) => [
    { fact: 'organisation', about: row.predecessor, from: row.on, to: null },
    { fact: 'organisation', about: row.successor, from: row.on, to: null },
  ],
});
