import { choice, day, joinedCode, label, optional, text } from '../../../rules/kit/columns.ts';
import { defineEntity } from '../../platform/model/entity.ts';

/** Kinds of document. */
export const DOCUMENT_KINDS = [
  'LAW',
  'DECISION',
  'PLAN',
  'DISPATCH',
  'NOTICE',
  'REPORT',
  'PORTAL',
  'PRESS',
  'FICTION',
] as const;

/** Where a figure comes from: every imported figure names one. */
export const documentEntity = defineEntity({
  name: 'document',
  file: 'documents',
  group: 'DATA',
  title: { vi: 'Văn bản, nguồn', en: 'Document or source' },
  help: {
    vi: 'Văn bản hoặc nguồn công bố mà số liệu dẫn tới.',
    en: 'A document or published source that figures point to.',
  },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: joinedCode('Mã', 'Code'),
    number: optional(text('Số, ký hiệu', 'Number')),
    title: label('Trích yếu', 'Title'),
    kind: choice('Loại', 'Kind', DOCUMENT_KINDS),
    issuedOn: optional(day('Ngày ban hành', 'Issued on')),
    issuedBy: optional(text('Nơi ban hành', 'Issued by')),
    url: optional(text('Địa chỉ', 'Address')),
  },
  stamps: () => [],
});
