import { code, count, day, flag, optional, text } from '../../../rules/kit/columns.ts';
import { defineEntity } from '../../platform/model/entity.ts';

/** A dated, fully resolved version of a plugin's configuration, with the decision that adopted it. */
export const pluginRevisionEntity = defineEntity({
  name: 'pluginRevision',
  file: 'plugin-revisions',
  group: 'CONFIGURATION',
  title: { vi: 'Bản cấu hình bộ tiêu chí', en: 'Plugin revision' },
  help: {
    vi: 'Cấu hình (JSON) của một bộ tiêu chí từ ngày hiệu lực; bỏ trống nghĩa là dùng mặc định.',
    en: 'A plugin’s configuration (JSON) from its first day of effect; {} takes the defaults.',
  },
  key: ['plugin', 'number'],
  visibility: { class: 'OPEN' },
  columns: {
    plugin: code('Bộ tiêu chí', 'Plugin'),
    number: count('Bản', 'Number'),
    effectiveFrom: day('Hiệu lực từ', 'Effective from'),
    configuration: text('Cấu hình', 'Configuration'),
    /** True unless a cited decision adopted the points. */
    example: flag('Ví dụ', 'Example'),
    document: optional(code('Quyết định', 'Decision', 'document')),
  },
  stamps: (row) => [{ fact: 'configuration', about: row.plugin, from: row.effectiveFrom, to: null }],
});

/** A dated, fully resolved version of a scheme. */
export const schemeRevisionEntity = defineEntity({
  name: 'schemeRevision',
  file: 'scheme-revisions',
  group: 'CONFIGURATION',
  title: { vi: 'Bản phương án', en: 'Scheme revision' },
  help: {
    vi: 'Phương án chấm điểm (JSON, hoặc tên một phương án mẫu "reference:<id>") từ ngày hiệu lực.',
    en: 'A scoring scheme (JSON, or the name of a reference scheme as "reference:<id>") from its first day of effect.',
  },
  key: ['scheme', 'number'],
  visibility: { class: 'OPEN' },
  columns: {
    scheme: code('Phương án', 'Scheme'),
    number: count('Bản', 'Number'),
    effectiveFrom: day('Hiệu lực từ', 'Effective from'),
    effectiveTo: optional(day('Đến trước ngày', 'Until, not included')),
    configuration: text('Cấu hình', 'Configuration'),
    example: flag('Ví dụ', 'Example'),
    document: optional(code('Quyết định', 'Decision', 'document')),
  },
  stamps: (row) => [{ fact: 'configuration', about: row.scheme, from: row.effectiveFrom, to: null }],
});
