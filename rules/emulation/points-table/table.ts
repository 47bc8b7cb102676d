import { z } from 'zod';
import { decimal, titled } from '../../kit/config.ts';

const share = (vi: string, en: string, value: string) =>
  titled(decimal({ min: '0', max: '1' }).prefault(value), vi, en);
const points = (vi: string, en: string, value: string) =>
  titled(decimal({ min: '0' }).prefault(value), vi, en);

/** The table as staff set it. No cited decision adopted these figures: each is labelled an example. */
export const Table = z.strictObject({
  full: titled(
    decimal({ min: '1' }).prefault('100'),
    'Tổng điểm của bảng (ví dụ)',
    'Full mark of the table (example)',
  ),
  classPart: points('Điểm cho xếp loại cao nhất (ví dụ)', 'Points of the best class (example)', '70'),
  classes: titled(
    z
      .strictObject({
        EXCELLENT: share('Hoàn thành xuất sắc (ví dụ)', 'Excellent (example)', '1'),
        GOOD: share('Hoàn thành tốt (ví dụ)', 'Good (example)', '0.8'),
        COMPLETED: share('Hoàn thành (ví dụ)', 'Completed (example)', '0.5'),
        NOT_COMPLETED: share('Không hoàn thành (ví dụ)', 'Not completed (example)', '0'),
      })
      .prefault({}),
    'Tỷ lệ điểm theo xếp loại (ví dụ)',
    'Share of points by class (example)',
  ),
  awards: titled(
    z
      .strictObject({
        ADVANCED_WORKER: points('Lao động tiên tiến (ví dụ)', 'Advanced worker (example)', '5'),
        GRASSROOTS_FIGHTER: points('Chiến sĩ thi đua cơ sở (ví dụ)', 'Grassroots fighter (example)', '10'),
        PROVINCIAL_FIGHTER: points('Chiến sĩ thi đua cấp tỉnh (ví dụ)', 'Provincial fighter (example)', '15'),
        NATIONAL_FIGHTER: points('Chiến sĩ thi đua toàn quốc (ví dụ)', 'National fighter (example)', '20'),
        ADVANCED_COLLECTIVE: points(
          'Tập thể lao động tiên tiến (ví dụ)',
          'Advanced collective (example)',
          '5',
        ),
        EXCELLENT_COLLECTIVE: points(
          'Tập thể lao động xuất sắc (ví dụ)',
          'Excellent collective (example)',
          '10',
        ),
        EMULATION_FLAG: points('Cờ thi đua (ví dụ)', 'Emulation flag (example)', '15'),
      })
      .prefault({}),
    'Điểm cho mỗi danh hiệu trong năm (ví dụ)',
    'Points for each title of the year (example)',
  ),
  initiatives: titled(
    z
      .strictObject({
        GRASSROOTS: points('Phạm vi cơ sở (ví dụ)', 'Grassroots reach (example)', '3'),
        PROVINCIAL: points('Phạm vi cấp tỉnh (ví dụ)', 'Provincial reach (example)', '6'),
        NATIONAL: points('Phạm vi toàn quốc (ví dụ)', 'National reach (example)', '10'),
      })
      .prefault({}),
    'Điểm cho mỗi sáng kiến trong năm (ví dụ)',
    'Points for each initiative of the year (example)',
  ),
});
