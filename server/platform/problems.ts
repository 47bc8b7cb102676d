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
  PERIOD_NOT_OVER: {
    vi: 'Kỳ {code} kéo dài đến hết ngày {last}; ngày {day} chưa thể quyết định xếp loại',
    en: 'Period {code} lasts until {last}; on {day} no class can be decided yet',
  },
  PERIOD_STILL_OPEN: {
    vi: 'Kỳ {code} chốt số liệu ngày {cutOff}; chỉ khóa được sau ngày đó',
    en: 'Period {code} is cut off on {cutOff}; it can be locked only after that day',
  },
  RANKING_WITHDRAWN: {
    vi: 'Công bố {code} đã thu hồi ngày {on}',
    en: 'Publication {code} was withdrawn on {on}',
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
  CONFIGURATION_SHAPE: { vi: '{why}', en: '{why}' },
  UNKNOWN_PLUGIN: { vi: 'Không có bộ tiêu chí "{plugin}"', en: 'There is no plugin "{plugin}"' },
  UNKNOWN_CONDITION: {
    vi: 'Không có điều kiện "{condition}"',
    en: 'There is no condition "{condition}"',
  },
  SCHEME_NOT_IN_FORCE: {
    vi: 'Phương án "{scheme}" không có hiệu lực vào ngày {day}',
    en: 'The scheme "{scheme}" is not in force on {day}',
  },
  CARDS_IN_A_CIRCLE: {
    vi: 'Bảng điểm phụ thuộc lẫn nhau theo vòng: {path}',
    en: 'Cards would depend on themselves: {path}',
  },
  PARTS_OFF_SCALE: {
    vi: 'Điểm tối đa các bộ tiêu chí của phương án "{scheme}" cộng lại {sum}, khác thang điểm {scale}',
    en: 'The plugins of the scheme "{scheme}" add up to {sum}, not to the scale of {scale}',
  },
  LEGAL_TOTAL_MISSED: {
    vi: 'Nhóm "{group}" cộng lại {sum} điểm, theo {document} phải là {points}',
    en: 'The group "{group}" adds up to {sum} points; by {document} it must be {points}',
  },
  NOTHING_COUNTED: { vi: 'Không có tiêu chí nào được áp dụng', en: 'No criterion counts' },
  BANDS_INCOMPLETE: {
    vi: 'Bảng xếp loại thiếu mức "{rating}"',
    en: 'The bands lack the class "{rating}"',
  },
  BANDS_GAP: {
    vi: 'Mức xếp loại cuối phải bắt đầu từ 0 điểm, đang là {from}: từ 0 đến {from} không có mức nào',
    en: 'The last band must begin at 0, not at {from}: nothing lies between 0 and {from}',
  },
  BAND_OUT_OF_REACH: {
    vi: 'Mức {from} điểm cao hơn thang điểm {scale}: không ai đạt được',
    en: 'A band from {from} lies above the scale of {scale}: nobody can reach it',
  },
  FLOORS_CONTRADICT: {
    vi: 'Sàn của mức "{worse}" ({low}) cao hơn sàn của mức tốt hơn "{better}" ({high})',
    en: 'The floor of "{worse}" ({low}) lies above that of the better class "{better}" ({high})',
  },
  STANDS_TWICE: { vi: '"{what}" được khai hai lần', en: '"{what}" is given twice' },
  WITHOUT_EFFECT: { vi: 'Thiết lập này không có tác dụng: {why}', en: 'This has no effect: {why}' },
  STEPS_NEVER_FULL: {
    vi: 'Bậc cao nhất chỉ được {share} số điểm: không ai được điểm tối đa',
    en: 'The highest step earns a share of {share}: nobody can earn all points',
  },
  STEPS_EMPTY_BELOW: {
    vi: 'Dưới mức {from} không được điểm nào',
    en: 'Below {from} nothing is earned',
  },
  QUOTA_BASE_UNKNOWN: {
    vi: 'Chỉ tiêu tính trên danh hiệu "{title}", danh hiệu này phải được khai trước',
    en: 'The quota is taken of "{title}", which must stand before it',
  },
  CAP_CONTRADICTS: {
    vi: 'Tỷ lệ khi có thành tích nổi trội ({raised}%) thấp hơn tỷ lệ thường ({percent}%)',
    en: 'The raised percentage ({raised}%) lies below the ordinary one ({percent}%)',
  },
  CAP_BASE_CONTRADICTS: {
    vi: 'Không thể giới hạn mức "{rating}" theo tỷ lệ tính trên chính những người ở mức tốt',
    en: 'The class "{rating}" cannot be capped by a share of those classed good',
  },
  RULE_NOT_IN_FORCE: {
    vi: 'Quy tắc "{rule}" chưa có hoặc hết hiệu lực vào ngày {day}',
    en: 'The rule "{rule}" is not in force on {day}',
  },
  LEGAL_FIGURE_MISSING: {
    vi: 'Số liệu pháp lý "{figure}" của quy tắc "{rule}" chưa có giá trị vào ngày {day}',
    en: 'The legal figure "{figure}" of the rule "{rule}" has no value on {day}',
  },
  RULE_MAJOR_GONE: {
    vi: 'Bản chép dùng quy tắc "{rule}" phiên bản {pinned}, hệ thống nay có phiên bản {current}; hãy lưu lại để dùng phiên bản mới',
    en: 'The copy uses version {pinned} of the rule "{rule}"; version {current} is here now. Save it again to take the new one',
  },
  EFFECTIVE_DATE_MISSING: { vi: 'Chưa có ngày hiệu lực', en: 'The day of effect is missing' },
  EFFECTIVE_NOT_A_BOUNDARY: {
    vi: 'Ngày hiệu lực {day} không phải ngày đầu của kỳ ({kinds})',
    en: 'The day of effect {day} is not the first day of a period ({kinds})',
  },
  END_NOT_A_BOUNDARY: {
    vi: 'Ngày hết hiệu lực {day} không phải ngày đầu của kỳ ({kinds}): kỳ cuối cùng tính trọn đến trước ngày ấy',
    en: 'The day of end {day} is not the first day of a period ({kinds}): the last period counts whole, up to that day',
  },
  PLUGIN_HAS_NO_END: {
    vi: 'Bản cấu hình bộ tiêu chí có hiệu lực đến khi có bản sau; hãy để trống ngày hết hiệu lực',
    en: 'A plugin’s revision counts until the next one does; leave its day of end empty',
  },
  EFFECTIVE_TOO_EARLY: {
    vi: 'Ngày hiệu lực {day} phải thuộc kỳ chưa bắt đầu; muốn sửa kỳ đã bắt đầu phải dẫn quyết định sửa sai',
    en: 'The day of effect {day} must begin a period still to come; correcting one that has begun needs a decision cited',
  },
  CORRECTS_PAST_PERIODS: {
    vi: 'Bản này chấm lại các kỳ đã bắt đầu từ {day}, theo quyết định {decision}',
    en: 'This recomputes periods begun since {day}, by decision {decision}',
  },
  CHANGES_NOTHING: {
    vi: 'Dự thảo giống hệt bản đang có hiệu lực',
    en: 'The draft equals what is in force',
  },
  NOTHING_TO_COPY: {
    vi: 'Không có bản nào của "{configures}" để chép: {what}',
    en: 'There is nothing of "{configures}" to copy: {what}',
  },
  DRAFT_STANDS: {
    vi: 'Dự thảo đã trình thì không sửa được; hãy chép thành dự thảo mới',
    en: 'A submitted draft cannot change; copy it to a new one',
  },
  DRAFT_HAS_ERRORS: {
    vi: 'Dự thảo còn {errors} lỗi, chưa trình được',
    en: 'The draft still has {errors} errors and cannot be submitted',
  },
  DRAFT_NOT_SUBMITTED: { vi: 'Dự thảo chưa được trình', en: 'The draft was not submitted' },
  DRAFT_DECIDED: { vi: 'Dự thảo đã có quyết định', en: 'The draft was decided on already' },
  OWN_DRAFT: {
    vi: 'Người soạn hoặc người trình không được tự quyết định',
    en: 'Whoever wrote or submitted a draft may not decide on it',
  },
  OTHER_DIGEST: {
    vi: 'Nội dung đã khác bản mà bạn xem; hãy đọc lại',
    en: 'This is not what you have read; read it again',
  },
  SIMULATION_MISSING: {
    vi: 'Chưa chạy thử bản dự thảo với nội dung này',
    en: 'The draft as it stands was not simulated',
  },
  PERIOD_NOT_BEGUN: {
    vi: 'Kỳ {period} chưa bắt đầu, không có số liệu để chạy thử',
    en: 'The period {period} has not begun: there is nothing to simulate on',
  },
  NO_PERIODS: { vi: 'Phải chọn ít nhất một kỳ để chạy thử', en: 'Name at least one period to simulate' },
  NOT_OF_THIS_PERIOD: {
    vi: 'Không có phương án nào dùng cấu hình này chấm kỳ {period}',
    en: 'No scheme that uses this configuration scores the period {period}',
  },
  SIMULATION_OVER: {
    vi: 'Lần chạy thử này đã kết thúc',
    en: 'This simulation is over already',
  },
  NOBODY_PASSES: {
    vi: 'Tiêu chí "{criterion}": kỳ {period} không ai được điểm nào',
    en: 'Criterion "{criterion}": in {period} nobody earns a point of it',
  },
  NOBODY_FAILS: {
    vi: 'Tiêu chí "{criterion}": kỳ {period} ai cũng được điểm tối đa',
    en: 'Criterion "{criterion}": in {period} everybody earns all of it',
  },
  NOBODY_CONCERNED: {
    vi: 'Tiêu chí "{criterion}": kỳ {period} không áp dụng cho ai',
    en: 'Criterion "{criterion}": in {period} it applies to nobody',
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
