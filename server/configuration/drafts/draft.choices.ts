import { t } from '../../../rules/kit/text.ts';
import { choiceType } from '../../platform/api/choice.ts';

export const ConfigurationKind = choiceType('ConfigurationKind', 'What a configuration is of.', {
  SCHEME: t('Phương án', 'A scheme'),
  PLUGIN: t('Bộ tiêu chí', 'A plugin'),
});

export const DecisionOutcome = choiceType('DecisionOutcome', 'What was decided on a submitted draft.', {
  APPROVED: t('Phê duyệt', 'Approved'),
  REJECTED: t('Từ chối', 'Rejected'),
});
