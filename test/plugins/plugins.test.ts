// What holds for every plugin: staff can start from its defaults, strange keys are refused, and a form can be drawn from its schema.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLUGINS } from '../../plugins/index.ts';
import { CONDITIONS, RULES } from '../../rules/index.ts';
import { plainConfig } from '../../rules/kit/config.ts';

const root = new URL('../../', import.meta.url).pathname;

describe.each(Object.values(PLUGINS))('plugin $id', (plugin) => {
  it('runs on its defaults and reads back what it writes out', () => {
    const plain = plainConfig(plugin.configuration.parse({}));
    expect(plainConfig(plugin.configuration.parse(JSON.parse(JSON.stringify(plain))))).toEqual(plain);
  });

  it('refuses keys that it does not know', () => {
    expect(plugin.configuration.safeParse({ criteria: { 'no-such': {} } }).success).toBe(false);
    expect(plugin.configuration.safeParse({ other: true }).success).toBe(false);
  });

  it('has a JSON Schema with titles in both languages', () => {
    const schema = JSON.stringify(z.toJSONSchema(plugin.configuration, { io: 'input' }));
    expect(schema).toContain('"x-title-en"');
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
