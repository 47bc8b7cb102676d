import { t } from '../../rules/kit/text.ts';
import { choiceType } from '../platform/api/choice.ts';

export const UnitKind = choiceType('UnitKind', 'Kind of a unit.', {
  PROVINCE: t('Cấp tỉnh', 'Province'),
  DEPARTMENT: t('Sở, ngành', 'Department'),
  VERTICAL_AGENCY: t('Cơ quan ngành dọc', 'Vertically managed agency'),
  DISTRICT: t('Cấp huyện', 'District'),
  COMMUNE: t('Cấp xã', 'Commune'),
  ORGANISATION: t('Tổ chức khác', 'Other organisation'),
});

export const LineageKind = choiceType('LineageKind', 'How a unit came from another.', {
  MERGE: t('Sáp nhập, hợp nhất', 'Merged'),
  SPLIT: t('Chia, tách', 'Split'),
  RENAME: t('Đổi tên', 'Renamed'),
  FUNCTION_TRANSFER: t('Chuyển chức năng', 'Function transferred'),
});

export const Role = choiceType('Role', 'Role of a post.', {
  HEAD: t('Người đứng đầu', 'Head'),
  DEPUTY: t('Cấp phó', 'Deputy'),
  ACTING: t('Phụ trách, quyền người đứng đầu', 'Acting head'),
});

export const LegalStatus = choiceType(
  'LegalStatus',
  'Legal status of a post: it chooses the regime of evaluation.',
  {
    CADRE: t('Cán bộ', 'Cadre'),
    CIVIL_SERVANT: t('Công chức', 'Civil servant'),
    PUBLIC_EMPLOYEE: t('Viên chức', 'Public employee'),
    ARMED_FORCES: t('Lực lượng vũ trang', 'Armed forces'),
    VERTICALLY_MANAGED: t('Thuộc ngành dọc quản lý', 'Vertically managed'),
  },
);

export const AbsenceKind = choiceType('AbsenceKind', 'Kind of a certified absence.', {
  LEAVE: t('Nghỉ phép', 'Leave'),
  SICK: t('Nghỉ ốm', 'Sick leave'),
  MATERNITY: t('Nghỉ thai sản', 'Maternity leave'),
  TRAINING: t('Đi học, bồi dưỡng', 'Training'),
  SUSPENDED: t('Tạm đình chỉ công tác', 'Suspended'),
});

export const PeriodKind = choiceType('PeriodKind', 'Kind of a period.', {
  MONTH: t('Tháng', 'Month'),
  QUARTER: t('Quý', 'Quarter'),
  YEAR: t('Năm', 'Year'),
});

export const DueKind = choiceType('DueKind', 'Kind of a due date.', {
  BY: t('Đến hết ngày ghi', 'By the named day, included'),
  BEFORE: t('Trước ngày ghi', 'Before the named day, excluded'),
  TERM_DAYS: t('Thời hạn tính theo ngày', 'A term in days, rolled to the next working day'),
  TERM_WORKING_DAYS: t('Thời hạn tính theo ngày làm việc', 'A term in working days'),
  TERM_MONTHS: t('Thời hạn tính theo tháng', 'A term in months, rolled to the next working day'),
  NONE: t('Không có hạn', 'No due date'),
});

export const CauseScope = choiceType('CauseScope', 'What an explanation or cause covers.', {
  LATENESS: t('Chậm hạn', 'Lateness'),
  QUALITY: t('Chất lượng', 'Quality'),
  BOTH: t('Cả hai', 'Both'),
});

export const ObstacleKind = choiceType('ObstacleKind', 'Kind of an obstacle.', {
  LEGAL: t('Thể chế, pháp lý', 'Legal'),
  INFRASTRUCTURE: t('Hạ tầng', 'Infrastructure'),
  DATA: t('Dữ liệu', 'Data'),
  FUNDING: t('Kinh phí', 'Funding'),
  STAFF: t('Nhân lực', 'Staff'),
  COORDINATION: t('Phối hợp', 'Coordination'),
  OTHER: t('Khác', 'Other'),
});

export const DirectingActKind = choiceType('DirectingActKind', 'Kind of a directing act.', {
  DIRECTIVE: t('Văn bản chỉ đạo', 'Directive'),
  INSPECTION: t('Kiểm tra', 'Inspection'),
  MEETING_CHAIRED: t('Chủ trì họp', 'Meeting chaired'),
  OBSTACLE_ESCALATED: t('Kiến nghị tháo gỡ điểm nghẽn', 'Obstacle escalated'),
});

export const ReportFrequency = choiceType('ReportFrequency', 'How often a report is owed.', {
  EVERY_DAYS: t('Mỗi N ngày', 'Every N days'),
  MONTHLY: t('Hằng tháng', 'Monthly'),
  QUARTERLY: t('Hằng quý', 'Quarterly'),
  ONCE: t('Một lần', 'Once'),
});

export const MetricKind = choiceType('MetricKind', 'Kind of a metric.', {
  RATIO: t('Tỷ lệ, giữ tử số và mẫu số', 'Ratio with numerator and denominator'),
  COUNT: t('Số đếm', 'Count'),
  MILESTONE: t('Mốc hoàn thành', 'Milestone'),
  PERCENTAGE: t('Tỷ lệ phần trăm như công bố', 'Percentage as published'),
});

export const MetricDirection = choiceType('MetricDirection', 'Which way is better.', {
  HIGHER_IS_BETTER: t('Càng cao càng tốt', 'Higher is better'),
  LOWER_IS_BETTER: t('Càng thấp càng tốt', 'Lower is better'),
});

export const TargetKind = choiceType('TargetKind', 'How a target is to be met.', {
  REACH_BY: t('Đạt một lần trước hạn', 'Reached once, by the last day'),
  HOLD_FROM: t('Giữ từ ngày đầu', 'Held from the first day on'),
  HOLD_DURING: t('Giữ trong suốt thời gian', 'Held through the whole span'),
});

export const DocumentKind = choiceType('DocumentKind', 'Kind of a document or source.', {
  LAW: t('Văn bản quy phạm pháp luật', 'Law'),
  DECISION: t('Quyết định', 'Decision'),
  PLAN: t('Kế hoạch', 'Plan'),
  DISPATCH: t('Công văn', 'Dispatch'),
  NOTICE: t('Thông báo', 'Notice'),
  REPORT: t('Báo cáo', 'Report'),
  PORTAL: t('Cổng dịch vụ công, cổng dữ liệu', 'Portal'),
  PRESS: t('Báo chí', 'Press'),
  FICTION: t('Hư cấu, để minh họa', 'Fictional, for illustration'),
});

export const Rating = choiceType('Rating', 'Class of quality, best first.', {
  EXCELLENT: t('Hoàn thành xuất sắc nhiệm vụ', 'Excellent'),
  GOOD: t('Hoàn thành tốt nhiệm vụ', 'Good'),
  COMPLETED: t('Hoàn thành nhiệm vụ', 'Completed'),
  NOT_COMPLETED: t('Không hoàn thành nhiệm vụ', 'Not completed'),
});

export const GateKind = choiceType('GateKind', 'Kind of a decision that shuts classes.', {
  DISCIPLINE: t('Kỷ luật', 'Discipline'),
  DEGRADATION: t('Suy thoái, tự diễn biến', 'Degradation'),
  CORRUPTION_IN_UNIT: t('Tham nhũng, lãng phí tại cơ quan phụ trách', 'Corruption in the unit'),
});

export const Severity = choiceType('Severity', 'Form of discipline, or conclusion.', {
  REPRIMAND: t('Khiển trách', 'Reprimand'),
  WARNING: t('Cảnh cáo', 'Warning'),
  DEMOTION: t('Hạ bậc, giáng chức', 'Demotion'),
  DISMISSAL: t('Cách chức, buộc thôi việc', 'Dismissal'),
  CONCLUDED: t('Đã có kết luận', 'Concluded'),
});

export const AwardTitle = choiceType('AwardTitle', 'An emulation title.', {
  ADVANCED_WORKER: t('Lao động tiên tiến', 'Advanced Worker'),
  GRASSROOTS_FIGHTER: t('Chiến sĩ thi đua cơ sở', 'Grassroots Emulation Fighter'),
  PROVINCIAL_FIGHTER: t('Chiến sĩ thi đua cấp tỉnh', 'Provincial Emulation Fighter'),
  NATIONAL_FIGHTER: t('Chiến sĩ thi đua toàn quốc', 'National Emulation Fighter'),
  ADVANCED_COLLECTIVE: t('Tập thể lao động tiên tiến', 'Advanced Collective'),
  EXCELLENT_COLLECTIVE: t('Tập thể lao động xuất sắc', 'Excellent Collective'),
  EMULATION_FLAG: t('Cờ thi đua', 'Emulation Flag'),
});

export const InitiativeReach = choiceType('InitiativeReach', 'Reach of an initiative.', {
  GRASSROOTS: t('Cơ sở', 'Grassroots'),
  PROVINCIAL: t('Cấp tỉnh', 'Provincial'),
  NATIONAL: t('Toàn quốc', 'National'),
});

export const SourceConfidence = choiceType('Confidence', 'How far a source was read.', {
  READ: t('Đã đọc văn bản', 'The text was read'),
  SECONDARY: t('Theo nguồn thứ cấp', 'By a secondary source'),
  TO_BE_CONFIRMED: t('Chờ xác nhận', 'To be confirmed'),
});

export const SortDirection = choiceType('SortDirection', 'Direction of a sort.', {
  ASC: t('Tăng dần', 'Ascending'),
  DESC: t('Giảm dần', 'Descending'),
});

export const RoundingModeType = choiceType('RoundingMode', 'How points and rates are rounded.', {
  HALF_UP: t('Nửa lên', 'Half up'),
  HALF_EVEN: t('Nửa về số chẵn', 'Half to even'),
  DOWN: t('Bỏ phần dư', 'Down'),
});
