import type { z } from 'zod';
import type { Text } from '../../../rules/kit/text.ts';
import type { Problem } from '../../platform/problems.ts';
import { refusedInWords } from './draft.problems.ts';

type Issue = z.core.$ZodIssue;

const EXPECTED: Readonly<Record<string, Text>> = {
  string: { vi: 'chữ', en: 'text' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  number: { vi: 'số', en: 'a number' },
  boolean: { vi: 'có hoặc không', en: 'yes or no' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'nhóm thông tin', en: 'a group of fields' },
  record: { vi: 'bảng theo mã', en: 'a table by code' },
};

/** A fault of shape as a refusal, in words for staff. */
export function problemOfIssue(issue: Issue): Problem {
  const { vi, en } = wordsOf(issue);
  return refusedInWords(
    'CONFIGURATION_SHAPE',
    { vi: { why: vi }, en: { why: en } },
    issue.path.map(String).join('.') || null,
  );
}

function wordsOf(issue: Issue): Text {
  switch (issue.code) {
    case 'custom': {
      const { vi } = (issue.params ?? {}) as { vi?: string };
      return { vi: vi ?? issue.message, en: issue.message };
    }
    case 'invalid_type': {
      const expected = EXPECTED[issue.expected] ?? { vi: issue.expected, en: issue.expected };
      return issue.input === undefined && issue.message.includes('undefined')
        ? { vi: `Bắt buộc phải có (${expected.vi})`, en: `Required (${expected.en})` }
        : { vi: `Phải là ${expected.vi}`, en: `Must be ${expected.en}` };
    }
    case 'unrecognized_keys':
      return {
        vi: `Không có mục ${issue.keys.map((key) => `"${key}"`).join(', ')}`,
        en: `There is no field ${issue.keys.map((key) => `"${key}"`).join(', ')}`,
      };
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { vi: `Phải là một trong: ${values}`, en: `Must be one of: ${values}` };
    }
    case 'invalid_format':
      return issue.pattern?.includes('\\d')
        ? {
            vi: 'Phải là số viết bằng chữ số, như 12.5 hoặc 35/3',
            en: 'Must be a number in digits, such as 12.5 or 35/3',
          }
        : { vi: 'Không đúng dạng', en: 'Not in the right form' };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { vi: 'Không được để trống', en: 'May not be empty' }
        : { vi: `Không được nhỏ hơn ${issue.minimum}`, en: `May not be below ${issue.minimum}` };
    case 'too_big':
      return { vi: `Không được lớn hơn ${issue.maximum}`, en: `May not exceed ${issue.maximum}` };
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return { vi: 'Giá trị không dùng được', en: 'The value cannot be used' };
    default:
      return issue satisfies never;
  }
}
