import { ApiFault } from '../faults.ts';

/** Whether the database can look for a text at all: it takes neither U+0000 nor half of a character. */
export function isReadable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

export function unreadableText(): ApiFault {
  return ApiFault.badInput('UNREADABLE_TEXT', {
    vi: 'Câu hỏi chứa ký tự không đọc được (U+0000 hoặc nửa ký tự)',
    en: 'The question holds a character that cannot be read (U+0000, or half of one)',
  });
}
