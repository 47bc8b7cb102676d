import type { Text } from '../kit/text.ts';

/** Why rules on tasks cite the province's request of 2024 for periods before it. */
export const REQUEST_OF_2024: Text = {
  vi: 'Yêu cầu của năm 2024 được dùng làm căn cứ cho cả các kỳ trước đó: chờ xác nhận pháp lý.',
  en: 'The request of 2024 serves as a basis for earlier periods too: to be confirmed in law.',
};
