import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../../modules/common.problems.ts';

/** What is refused or flagged about drafts of a configuration. */
export const draftProblems = defineProblems(
  {
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
  },
  commonProblems,
);

/** Problems of drafts: that refuse, with or without words of two languages, or only flag. */
export const { refused, refusedInWords, flagged } = draftProblems;
/** Throws a Refusal with one problem of drafts. */
export const refuse: Refuse<typeof draftProblems> = draftProblems.refuse;
