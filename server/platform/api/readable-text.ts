import type { Text } from '../../../rules/kit/text.ts';
import { ApiFault } from '../faults.ts';

/** Whether PostgreSQL accepts a text: it has no U+0000 and no lone surrogate. */
export function isReadable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/**
 * The fault of a request with a text that PostgreSQL does not accept.
 * @param place where it stands, such as `$input.rows.3.title`; null for a text written into the document
 */
export function unreadableText(place: string | null = null): ApiFault {
  const where: Text = place === null ? { vi: 'Câu hỏi', en: 'The question' } : { vi: place, en: place };
  return ApiFault.badInput('UNREADABLE_TEXT', {
    vi: `${where.vi} chứa ký tự không đọc được (U+0000 hoặc nửa ký tự)`,
    en: `${where.en} holds a character that cannot be read (U+0000, or half of one)`,
  });
}
