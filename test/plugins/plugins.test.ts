// What holds for every plugin: staff can start from its defaults, strange keys are refused, and a form can be drawn from its
// schema.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLUGINS } from '../../plugins/index.ts';
import { CONDITIONS, RULES } from '../../rules/index.ts';
import { plainConfig } from '../../rules/kit/config.ts';
import { exactText, sum } from '../../rules/kit/fraction.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Points by group, '' where a criterion stands in none: those of an example, and those that law or portal set. */
const POINTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  deadline: { progress: '38', products: '6', accountability: '10', leading: '6' },
  targets: { targets: '30', indices: '10' },
  emulation: { '': '100' },
  'home-affairs': { general: '30', 'task-results': '70' },
  'home-affairs-year': { '': '100' },
  'service-index': { CKMB: '18', TDGQ: '20', CLGQ: '12', TTTT: '10', MDSH: '22', MDHL: '18' },
  'service-index-national': { '': '100' },
  'service-index-published': { '': '100' },
};
const EXAMPLES = ['deadline', 'targets', 'emulation'];

describe.each([...PLUGINS.values()])('plugin $id', (plugin) => {
  const defaults = plugin.configuration.parse({});
  const accepts = (value: unknown) => plugin.configuration.safeParse(value).success;
  const [first] = plugin.criteria;

  it('is complete by default, every criterion counted', () => {
    expect(Object.keys(defaults.criteria)).toEqual(plugin.criteria.map(({ id }) => id));
    expect(Object.values(defaults.criteria).every(({ counted }) => counted)).toBe(true);
    expect(Object.keys(defaults.conditions)).toEqual(plugin.conditions.map(({ id }) => id));
  });

  it('reads back what it writes out', () => {
    const plain = plainConfig(defaults);
    const written = JSON.parse(JSON.stringify(plain)) as unknown;
    expect(written).toEqual(plain);
    expect(plugin.configuration.parse(written)).toEqual(defaults);
    expect(plainConfig(plugin.configuration.parse(written))).toEqual(plain);
  });

  it.each([
    { other: true },
    { group: {} },
    { criteria: { 'no-such': {} } },
    { criteria: { [first!.id]: { weight: '1' } } },
    { criteria: { [first!.id]: { config: { 'no-such': true } } } },
    { conditions: { 'no-such': {} } },
  ])('refuses keys that it does not know: %j', (written) => {
    expect(accepts(written)).toBe(false);
  });

  it.each(['-1', 'ten', 10, '1e3'])('refuses %j as points: they are decimal text, not below zero', (max) => {
    expect(accepts({ criteria: { [first!.id]: { max } } })).toBe(false);
  });

  it('describes itself as JSON Schema, each criterion with a title in both languages', () => {
    const schema = z.toJSONSchema(plugin.configuration, { io: 'input' }) as unknown as {
      properties: { criteria: { properties: Record<string, { title?: string; 'x-title-en'?: string }> } };
    };
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    for (const { id } of plugin.criteria) {
      const criterion = schema.properties.criteria.properties[id]!;
      expect(criterion.title && criterion['x-title-en'], id).toBeTruthy();
    }
  });

  it('shares out its points over its groups, and says where they are an example', () => {
    const groups = [...new Set(plugin.criteria.map(({ group }) => group ?? ''))];
    const points = groups.map((group) => {
      const members = plugin.criteria.filter((criterion) => (criterion.group ?? '') === group);
      return [group, exactText(sum(members.map(({ id }) => defaults.criteria[id]!.max)))] as const;
    });
    expect(Object.fromEntries(points)).toEqual(POINTS[plugin.id]);
    expect(groups.filter((group) => group !== '')).toEqual(Object.keys(plugin.groups));
    expect(plugin.example).toBe(EXAMPLES.includes(plugin.id));
  });

  it('is made of registered rules, has words in both languages and a page', () => {
    for (const { rule } of plugin.criteria) expect(RULES[rule.id]).toBe(rule);
    for (const { condition } of plugin.conditions) expect(CONDITIONS[condition.id]).toBe(condition);
    expect(plugin.title.vi && plugin.title.en && plugin.purpose.vi && plugin.purpose.en).toBeTruthy();
    expect(existsSync(`${root}plugins/${plugin.id}/README.md`)).toBe(true);
  });
});

/** The sections of a rule's page below its generated header: the law, how it is judged, an example, where it does not apply. */
const SECTIONS = ['Quy định', 'Cách tính', 'Ví dụ', 'Trường hợp không áp dụng', 'Lịch sử'];

describe.each([...Object.values(RULES), ...Object.values(CONDITIONS)])('rule $id', (rule) => {
  it('has a page with the five sections, each with something in it', () => {
    const page = readFileSync(`${root}rules/${rule.id}/README.md`, 'utf8');
    const sections = page.split(/^## /m).slice(1);
    expect(sections.map((section) => section.slice(0, section.indexOf('\n')))).toEqual(SECTIONS);
    for (const section of sections) expect(section.split('\n').slice(1).join('').trim()).not.toBe('');
  });

  it('has a page, cases, words in both languages, and a configuration with defaults', () => {
    for (const file of ['README.md', 'cases.yaml'])
      expect(existsSync(`${root}rules/${rule.id}/${file}`), file).toBe(true);
    for (const text of [rule.title, rule.purpose, ...Object.values(rule.messages)])
      expect(text.vi && text.en).toBeTruthy();
    expect(rule.config.safeParse({}).success).toBe(true);
    expect(rule.legalBasis.length).toBeGreaterThan(0);
  });
});
