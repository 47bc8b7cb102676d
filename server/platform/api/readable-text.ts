import type { Text } from '../../../rules/kit/text.ts';
import { ApiFault } from '../faults.ts';

/** Whether PostgreSQL accepts a text: it has no U+0000 and no lone surrogate. */
export function isReadable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Longest text that a request may hold, in UTF-16 units. A configuration written out takes a tenth of it. */
export const LONGEST_TEXT = 100_000;

/** Longest list that a request may hold: a bulk act takes half as many rows. */
export const LONGEST_LIST = 10_000;

/** The fault of a request with a longer text. @param place as in `unreadableText` */
export function tooLongText(place: string | null = null): ApiFault {
  const where: Text = place === null ? { vi: 'Câu hỏi', en: 'The question' } : { vi: place, en: place };
  return ApiFault.badInput('QUERY_TOO_LARGE', {
    vi: `${where.vi} có văn bản dài hơn ${LONGEST_TEXT} ký tự`,
    en: `${where.en} holds a text of more than ${LONGEST_TEXT} characters`,
  });
}

/** The fault of a request with a longer list. */
export function tooLongList(place: string): ApiFault {
  return ApiFault.badInput('QUERY_TOO_LARGE', {
    vi: `${place} là danh sách dài hơn ${LONGEST_LIST} phần tử`,
    en: `${place} is a list of more than ${LONGEST_LIST} items`,
  });
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
