import type { Scalar, Text } from '../../rules/kit/text.ts';
import { fill, fillBoth } from '../../rules/kit/text.ts';

/** Where a refused value came from: a row of a CSV file, or one of many rows of an act. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

/** An expected refusal, in the words of the person who caused it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: Text;
  /** Column or input field concerned; null for the whole. */
  readonly path: string | null;
  readonly origin: Origin | null;
  /** A refusal stops the write; a warning is kept beside the data and shown. */
  readonly severity: 'REFUSED' | 'FLAGGED';
}

const PROBLEMS = {
  UNREADABLE_VALUE: {
    vi: 'Giá trị "{value}" không đọc được: {why}',
    en: 'The value "{value}" cannot be read: {why}',
  },
  UNKNOWN_COLUMN: { vi: 'Tệp không có cột "{column}"', en: 'The file has no column "{column}"' },
  MISSING_COLUMN: { vi: 'Thiếu cột bắt buộc "{column}"', en: 'The required column "{column}" is missing' },
  UNKNOWN_FILE: {
    vi: 'Không có loại dữ liệu nào mang tên tệp này',
    en: 'No kind of data has this file name',
  },
  MISSING_FILE: { vi: 'Thiếu tệp "{file}"', en: 'The file "{file}" is missing' },
  BROKEN_ROW: { vi: 'Dòng không đúng cú pháp CSV: {why}', en: 'The row is not valid CSV: {why}' },
  REQUIRED: { vi: 'Bắt buộc phải có giá trị', en: 'A value is required' },
  DUPLICATE: { vi: 'Mã "{code}" đã có trong cùng lần ghi', en: 'Code "{code}" stands twice in the same act' },
  UNKNOWN_REFERENCE: { vi: 'Không có {noun} mang mã "{code}"', en: 'There is no {noun} with code "{code}"' },
  STILL_REFERENCED: {
    vi: 'Còn dữ liệu khác dẫn tới "{code}": {by}',
    en: 'Other data still point to "{code}": {by}',
  },
  ACT_DIFFERS: {
    vi: 'Hành vi ghi nhận "{act}" đã vào sổ với nội dung khác, hoặc chen trước hành vi đã vào sổ; hãy ghi phần sửa thành một hành vi mới',
    en: 'Act "{act}" is in the ledger with other content, or would come before acts that are; record the correction as a new act',
  },
  IDEMPOTENCY_KEY_REUSED: {
    vi: 'Khóa chống lặp này đã dùng cho một yêu cầu khác',
    en: 'This idempotency key was used for another request',
  },
  TOO_MANY_ROWS: {
    vi: 'Có {rows} dòng; mỗi lần ghi từ 1 đến {most} dòng',
    en: 'There are {rows} rows; an act takes 1 to {most}',
  },
  ALREADY_EXISTS: { vi: 'Đã có {noun} mang mã "{code}"', en: 'There is a {noun} with code "{code}" already' },
  FUTURE_DAY: {
    vi: 'Ngày {day} chưa tới; hôm nay là {today}',
    en: '{day} lies ahead; today is {today}',
  },
  NOTHING_TO_DO: { vi: 'Yêu cầu không nêu điều gì thay đổi', en: 'The request names nothing to change' },
  BEFORE_THE_LAST: {
    vi: 'Ngày {day} trước ngày {last} đã ghi của bước trước',
    en: '{day} lies before {last}, the recorded day of the step before',
  },
  TASK_ACCEPTED: { vi: 'Nhiệm vụ "{code}" đã được chấp nhận', en: 'Task "{code}" is accepted already' },
  TASK_WITHDRAWN: { vi: 'Nhiệm vụ "{code}" đã bị rút', en: 'Task "{code}" was withdrawn' },
  TASK_AWAITS_ACCEPTANCE: {
    vi: 'Nhiệm vụ "{code}" đã nộp, đang chờ chấp nhận hoặc trả lại',
    en: 'Task "{code}" was submitted and awaits acceptance or rejection',
  },
  TASK_NOT_SUBMITTED: {
    vi: 'Nhiệm vụ "{code}" chưa nộp, hoặc lần nộp đã bị trả lại',
    en: 'Task "{code}" was not submitted, or its submission was rejected',
  },
  TASK_WITHOUT_DUE_DATE: {
    vi: 'Nhiệm vụ "{code}" không có hạn nên không gia hạn được',
    en: 'Task "{code}" has no due date to extend',
  },
  NOT_LATER: {
    vi: 'Hạn mới {day} không muộn hơn hạn hiện tại {due}',
    en: 'The new date {day} is not later than the present one, {due}',
  },
  SAME_UNIT: { vi: 'Hai cơ quan phải khác nhau: {unit}', en: 'The two units must differ: {unit}' },
  TASK_OVERDUE: {
    vi: 'Nhiệm vụ "{code}" quá hạn từ {due}: ở lại với cơ quan {unit}',
    en: 'Task "{code}" is overdue since {due}: it stays with {unit}',
  },
  UNIT_NOT_OPEN: {
    vi: 'Cơ quan {unit} không hoạt động vào ngày {day}',
    en: 'Unit {unit} does not exist on {day}',
  },
  CAUSE_CERTIFIED: { vi: 'Nguyên nhân "{code}" đã được xác nhận', en: 'Cause "{code}" is certified already' },
  CAUSE_NOT_CERTIFIED: {
    vi: 'Nguyên nhân "{code}" chưa được xác nhận',
    en: 'Cause "{code}" has not been certified',
  },
  CAUSE_REVOKED: {
    vi: 'Xác nhận nguyên nhân "{code}" đã bị thu hồi; hãy ghi giải trình mới',
    en: 'The certification of cause "{code}" was revoked; record a new explanation',
  },
  OBSTACLE_CLEARED: { vi: 'Điểm nghẽn "{code}" đã được tháo gỡ', en: 'Obstacle "{code}" is cleared already' },
  NOT_IN_POST: {
    vi: '{leader} không giữ chức vụ tại {unit} vào ngày {day}',
    en: '{leader} holds no post in {unit} on {day}',
  },
  REPORT_NOT_DUE: {
    vi: 'Chế độ báo cáo "{code}" không có hạn vào ngày {day}',
    en: 'Reporting duty "{code}" has no report due on {day}',
  },
  REPORT_ACCEPTED: { vi: 'Báo cáo "{code}" đã được chấp nhận', en: 'Report "{code}" is accepted already' },
  REPORT_EMPTY: { vi: 'Báo cáo "{code}" không có nội dung', en: 'Report "{code}" has no content' },
  GATE_FACT_REVOKED: { vi: 'Quyết định "{code}" đã bị thu hồi', en: 'Decision "{code}" is revoked already' },
  APPOINTMENT_ENDED: {
    vi: 'Chức vụ "{code}" đã kết thúc ngày {day}',
    en: 'Appointment "{code}" ended on {day}',
  },
  UNIT_HAS_UNITS_BELOW: {
    vi: 'Cơ quan {unit} còn đơn vị trực thuộc: {below}; hãy sắp xếp các đơn vị đó trước',
    en: 'Unit {unit} has units below it: {below}; reorganise those first',
  },
  NOT_A_SUCCESSOR: {
    vi: 'Cơ quan {unit} không nằm trong các cơ quan kế thừa',
    en: 'Unit {unit} is not one of the successors',
  },
  PERIOD_LOCKED: {
    vi: 'Kỳ {code} đã khóa; muốn ghi phải mở khóa, nêu lý do',
    en: 'Period {code} is locked; it must be unlocked, with a reason, before this is recorded',
  },
  PERIOD_SEALED: {
    vi: 'Kỳ {code} đã niêm phong, không thay đổi được nữa',
    en: 'Period {code} is sealed and changes no more',
  },
  PERIOD_NOT_LOCKED: { vi: 'Kỳ {code} chưa khóa', en: 'Period {code} is not locked' },
  PERIOD_STILL_OPEN: {
    vi: 'Kỳ {code} chốt số liệu ngày {cutOff}; chỉ khóa được sau ngày đó',
    en: 'Period {code} is cut off on {cutOff}; it can be locked only after that day',
  },
  PERIODS_OVERLAP: {
    vi: 'Kỳ {code} trùng ngày với kỳ {other} cùng loại',
    en: 'Period {code} overlaps {other}, which is of the same kind',
  },
  AUTHORITY_DIFFERS: {
    vi: 'Cơ quan chủ quản "{code}" đã được ghi với thông tin khác',
    en: 'Authority "{code}" is already recorded with other particulars',
  },
  REVERSED_DATES: {
    vi: 'Ngày kết thúc không được trước ngày bắt đầu',
    en: 'The end may not lie before the beginning',
  },
  NUMERATOR_ABOVE_DENOMINATOR: {
    vi: 'Tử số {numerator} lớn hơn mẫu số {denominator}',
    en: 'Numerator {numerator} exceeds denominator {denominator}',
  },
  NEGATIVE: { vi: 'Giá trị không được âm', en: 'The value may not be negative' },
  ABOVE_SCALE: {
    vi: 'Giá trị {value} vượt thang {scale}',
    en: 'The value {value} exceeds the scale of {scale}',
  },
  INCOMPLETE_RATIO: {
    vi: 'Chỉ tiêu tỷ lệ phải có cả tử số và mẫu số, hoặc chỉ số liệu công bố',
    en: 'A ratio needs numerator and denominator, or published figures alone',
  },
  TWO_HEADS: {
    vi: 'Cơ quan {unit} có hai người đứng đầu cùng lúc: {first} và {second}',
    en: 'Unit {unit} would have two heads at once: {first} and {second}',
  },
  CYCLIC_UNITS: { vi: 'Cây tổ chức bị vòng: {path}', en: 'The unit tree has a cycle: {path}' },
  BACKDATED_EXTENSION: {
    vi: 'Văn bản gia hạn ngày {document} ban hành sau hạn {due} mà nó thay thế: ghi nhận nhưng không làm thay đổi hạn',
    en: 'The extension of {document} was issued after the date {due} it replaces: recorded, but it does not move the date',
  },
  EXTENSION_NOT_BY_ASSIGNER: {
    vi: 'Văn bản gia hạn không do cơ quan giao nhiệm vụ ({assigned}) ban hành mà do {granted}: ghi nhận nhưng không làm thay đổi hạn',
    en: 'The extension comes from {granted}, not from the assigning unit ({assigned}): recorded, but it does not move the date',
  },
  PARTS_DO_NOT_ADD_UP: {
    vi: 'Các phần cộng lại {sum}, khác tổng công bố {total}',
    en: 'The parts add up to {sum}, not to the published total {total}',
  },
  PUBLISHED_DIFFERS: {
    vi: 'Số công bố {published} khác số tính lại {computed}',
    en: 'Published {published} differs from computed {computed}',
  },
  INVALID_CONFIGURATION: {
    vi: 'Cấu hình không hợp lệ tại {at}: {why}',
    en: 'Invalid configuration at {at}: {why}',
  },
  LEDGER_CONFLICT: {
    vi: 'Dữ liệu vừa được người khác ghi; hãy đọc lại',
    en: 'Somebody else has just written this; read it again',
  },
  UNKNOWN_PERIOD: { vi: 'Không có kỳ đánh giá "{code}"', en: 'There is no period "{code}"' },
  UNKNOWN_SCHEME: {
    vi: 'Không có phương án "{code}" có hiệu lực vào ngày đầu kỳ',
    en: 'No scheme "{code}" is in force on the first day of the period',
  },
  UNKNOWN_SUBJECT: {
    vi: 'Không có đối tượng "{code}" trong kỳ',
    en: 'There is no subject "{code}" in the period',
  },
  UNKNOWN_AUTHORITY: {
    vi: 'Không có tỉnh hoặc cơ quan chủ quản "{code}"',
    en: 'There is no authority "{code}"',
  },
  UNKNOWN_POSITION: {
    vi: 'Sổ ghi chưa có vị trí hoặc thời điểm "{value}"',
    en: 'The ledger has no position or instant "{value}"',
  },
} as const satisfies Record<string, Text>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal; the write does not happen. */
export function refused(
  code: ProblemCode,
  data: Readonly<Record<string, Scalar>> = {},
  path: string | null = null,
): Problem {
  return { code, message: fillBoth(PROBLEMS[code], data), path, origin: null, severity: 'REFUSED' };
}

/** A refusal whose data are themselves words, in both languages. */
export function refusedInWords(
  code: ProblemCode,
  data: { readonly [L in keyof Text]: Readonly<Record<string, Scalar>> },
  path: string | null = null,
): Problem {
  const message = { vi: fill(PROBLEMS[code].vi, data.vi), en: fill(PROBLEMS[code].en, data.en) };
  return { code, message, path, origin: null, severity: 'REFUSED' };
}

/** A warning; the write happens and the warning is shown with it. */
export function flagged(
  code: ProblemCode,
  data: Readonly<Record<string, Scalar>> = {},
  path: string | null = null,
): Problem {
  return { ...refused(code, data, path), severity: 'FLAGGED' };
}

/** Refusals as an exception: what a service throws and a transport turns into the caller's problems. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => describeProblem(problem)).join('\n'), options);
    this.problems = problems;
  }
}

/** "tasks.csv:12 dueDay: …" in one language, Vietnamese unless told. */
export function describeProblem(problem: Problem, language: keyof Text = 'vi'): string {
  const where = [problem.origin && `${problem.origin.file}:${problem.origin.line}`, problem.path]
    .filter(Boolean)
    .join(' ');
  return `${where}${where && ': '}${problem.message[language]}`;
}
