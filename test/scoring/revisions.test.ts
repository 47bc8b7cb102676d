import { ConfigurationFault } from '../../rules/kit/config.ts';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { DATA_MODEL } from '../../server/data-model.ts';
import { schemeRevisionEntity } from '../../server/modules/configuration/configuration.entity.ts';
import {
  majorsOf,
  pluginRevisionsOn,
  resolvePluginText,
  resolveSchemeText,
} from '../../server/schemes/revisions.ts';
import type { Snapshot } from '../../server/facts/snapshot.ts';
import { parseDay } from '../../rules/kit/day.ts';

const revision = (number: number, effectiveFrom: string, configuration: string) => ({
  code: `deadline/${number}`,
  plugin: 'deadline',
  number,
  effectiveFrom: parseDay(effectiveFrom),
  configuration,
  example: true,
  document: null,
});
const snapshotWith = (...pluginRevisions: readonly ReturnType<typeof revision>[]) =>
  ({ pluginRevisions }) as unknown as Snapshot;

describe('revisions', () => {
  it('are written out in full: defaults, exact numbers, rule majors', () => {
    const stored = JSON.parse(
      resolvePluginText('{"criteria":{"on-time":{"max":"30"}}}', 'deadline', CATALOGUE),
    ) as {
      configuration: { criteria: Record<string, { max: string; counted: boolean }> };
      majors: Record<string, number>;
    };
    expect(stored.configuration.criteria['on-time']).toMatchObject({ max: '30', counted: true });
    expect(stored.configuration.criteria['days-late']).toMatchObject({ max: '8' });
    expect(stored.majors['deadline/on-time-share']).toBe(1);
    expect(stored.majors).toEqual(majorsOf(CATALOGUE.plugins.get('deadline')!));
  });

  it('may start from a reference scheme by its name', () => {
    const stored = JSON.parse(resolveSchemeText('reference:civil-servant-2026', CATALOGUE)) as {
      configuration: { cap: { percent: string } };
    };
    expect(stored.configuration.cap.percent).toBe('20');
  });

  it('refuse what does not fit, naming the place', () => {
    for (const text of [
      '{',
      '{"criteria":{"no-such":{}}}',
      '{"criteria":{"on-time":{"max":"-1"}}}',
      '{"criteria":{"on-time":{"max":1.5}}}',
    ]) {
      expect(() => resolvePluginText(text, 'deadline', CATALOGUE), text).toThrow(ConfigurationFault);
    }
    expect(() => resolveSchemeText('reference:none', CATALOGUE)).toThrow(ConfigurationFault);
    const row = {
      scheme: 's',
      number: 1,
      effectiveFrom: 0,
      effectiveTo: null,
      configuration: '{}',
      example: true,
      document: null,
    };
    expect(DATA_MODEL.complete!(schemeRevisionEntity, row)).toMatchObject({
      code: 'INVALID_CONFIGURATION',
      severity: 'REFUSED',
    });
  });

  it('count from their own day: the one in force on the first day of the period, the highest number of that day', () => {
    const text = (max: string) =>
      resolvePluginText(`{"criteria":{"on-time":{"max":"${max}"}}}`, 'deadline', CATALOGUE);
    const snapshot = snapshotWith(
      revision(1, '2024-01-01', text('25')),
      revision(2, '2024-07-01', text('20')),
      revision(3, '2024-07-01', text('21')),
    );
    const on = (day: string) => pluginRevisionsOn(snapshot, CATALOGUE, parseDay(day)).get('deadline')?.number;
    expect(on('2023-12-31')).toBeUndefined();
    expect(on('2024-06-30')).toBe(1);
    expect(on('2024-07-01')).toBe(3);
  });

  it('refuse to run on another major of a rule than they pin', () => {
    const stored = JSON.parse(resolvePluginText('', 'deadline', CATALOGUE)) as {
      majors: Record<string, number>;
    };
    stored.majors['deadline/on-time-share'] = 2;
    const snapshot = snapshotWith(revision(1, '2024-01-01', JSON.stringify(stored)));
    expect(() => pluginRevisionsOn(snapshot, CATALOGUE, parseDay('2024-02-01'))).toThrow(
      /pins deadline\/on-time-share at major 2/,
    );
  });
});
