import { z } from 'zod';
import type { Plugin } from '../../plugins/kit/plugin.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';

/** JSON Schema of what staff write: defaults optional, points as decimal strings. */
export function configurationSchemaOf(shape: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
}

export function pluginSchema(plugin: Plugin): Record<string, unknown> {
  const { vi, en } = plugin.title;
  return {
    ...configurationSchemaOf(plugin.configuration),
    $id: `plugin:${plugin.id}`,
    title: vi,
    'x-title-en': en,
  };
}

export function schemeSchema(): Record<string, unknown> {
  return {
    ...configurationSchemaOf(SchemeConfiguration),
    $id: 'scheme',
    title: 'Phương án chấm điểm',
    'x-title-en': 'Scoring scheme',
  };
}
