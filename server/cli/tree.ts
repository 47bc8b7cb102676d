import type { ScoreLine } from '../cards/card-line.type.ts';
import type { ScoreCardType } from '../cards/card.type.ts';
import type { viewStanding } from '../cards/standing-view.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { Language } from '../../rules/kit/text.ts';

type StandingView = ReturnType<typeof viewStanding>;

const WORDS = {
  vi: {
    asOf: 'tính đến ngày',
    position: 'vị trí sổ ghi',
    digest: 'mã băm',
    total: 'TỔNG ĐIỂM',
    of: 'trên',
    open: 'còn mở',
    reach: 'có thể đạt',
    rating: 'Xếp loại theo điểm và điều kiện',
    none: 'chưa xếp loại',
    lost: 'Điểm bị mất, lớn nhất trước',
    gaps: 'Còn thiếu hoặc chưa đến hạn',
    owes: 'nợ bởi',
    since: 'từ',
    charged: 'tính là mất điểm',
    conditions: 'Điều kiện',
    titles: 'Danh hiệu',
    evidence: 'minh chứng',
    basis: 'căn cứ',
    inherited: 'thừa hưởng, không tính',
    points: 'đ',
  },
  en: {
    asOf: 'as of',
    position: 'ledger position',
    digest: 'digest',
    total: 'TOTAL',
    of: 'of',
    open: 'open',
    reach: 'reachable',
    rating: 'Class by points and conditions',
    none: 'none',
    lost: 'Points lost, largest first',
    gaps: 'Missing or not yet due',
    owes: 'owed by',
    since: 'since',
    charged: 'counts as lost',
    conditions: 'Conditions',
    titles: 'Titles',
    evidence: 'evidence',
    basis: 'basis',
    inherited: 'inherited, not counted',
    points: 'pts',
  },
} as const;

const STATES: Readonly<Record<ScoreLine['state'], string>> = {
  SCORED: ' ',
  OPEN: '?',
  NOT_APPLICABLE: '–',
  FAILED: '!',
};
const EVIDENCE_SHOWN = 6;

/**
 * A card as lines of text for a terminal.
 * The summary, and with `explain` the whole tree with arithmetic, law and evidence.
 */
export function cardText(
  card: ScoreCardType,
  who: string,
  standing: StandingView | null,
  language: Language,
  explain: boolean,
): string[] {
  const words = WORDS[language];
  const lines = [
    `${who} · ${card.card.body.period.code} · ${card.schemeTitle[language]}`,
    `  ${words.asOf} ${formatDay(card.asOf)} · ${words.position} ${card.position} · ${words.digest} ${card.digest.slice(0, 16)}`,
  ];
  if (card.exampleLabel) lines.push(`  ⚠ ${card.exampleLabel[language]}`);
  lines.push(
    '',
    `  ${words.total} ${card.points} ${words.of} ${card.max ?? '–'}${card.open === '0' ? '' : ` · ${words.open} ${card.open} · ${words.reach} ${card.reachable}`}`,
  );
  lines.push(
    `  ${words.rating}: ${card.ratingText?.[language] ?? `${words.none} – ${card.withheldReason?.[language] ?? ''}`}`,
  );
  if (standing)
    lines.push(
      `  ${standing.text[language]}${standing.ratingText ? ` · ${standing.ratingText[language]}` : ''}${standing.capText ? ` · ${standing.capText[language]}` : ''}`,
    );
  for (const ceiling of card.ceilings) lines.push(`    · ${ceiling.text[language]}`);
  lines.push('');
  for (const line of card.lines) lines.push(...lineText(line, '  ', language, explain));
  for (const adjustment of card.adjustments) lines.push(`  ${adjustment.text[language]}`);
  lines.push(
    ...conditionLines(card, language, explain),
    ...lossLines(card, language),
    ...gapLines(card, language),
  );
  return lines;
}

function lineText(line: ScoreLine, indent: string, language: Language, explain: boolean): string[] {
  const words = WORDS[language];
  const points = line.state === 'NOT_APPLICABLE' ? '–' : `${line.points} / ${line.max}`;
  const open = line.open === '0' ? '' : ` (${words.open} ${line.open})`;
  const text = [`${indent}${STATES[line.state]} ${line.title[language]}: ${points}${open}`];
  const below = `${indent}    `;
  if (line.arithmetic !== null) text.push(`${below}${line.arithmetic[language]}`);
  if (explain) text.push(...explained(line, below, language));
  for (const child of line.children) text.push(...lineText(child, `${indent}  `, language, explain));
  for (const adjustment of line.adjustments) text.push(`${indent}    ${adjustment.text[language]}`);
  return text;
}

function explained(line: ScoreLine, indent: string, language: Language): string[] {
  const words = WORDS[language];
  const text: string[] = [];
  if (line.rule) text.push(`${indent}[${line.rule.id}@${line.rule.major}]`);
  for (const citation of line.legalBasis) text.push(`${indent}${words.basis}: ${citation.text[language]}`);
  if (line.interpretation) text.push(`${indent}${line.interpretation[language]}`);
  for (const parameter of line.parameters)
    text.push(
      `${indent}${parameter.title[language]} = ${parameter.value} (${parameter.basis.text[language]})`,
    );
  for (const finding of line.findings) {
    const loss = finding.loss === null ? '' : ` [−${finding.loss}]`;
    const shown = finding.evidence.slice(0, EVIDENCE_SHOWN).map((entry) => entry.code);
    const more =
      finding.evidence.length > EVIDENCE_SHOWN ? ` … +${finding.evidence.length - EVIDENCE_SHOWN}` : '';
    text.push(
      `${indent}· ${finding.text[language]}${loss}${shown.length > 0 ? ` {${words.evidence}: ${shown.join(', ')}${more}}` : ''}`,
    );
  }
  return text;
}

function conditionLines(card: ScoreCardType, language: Language, explain: boolean): string[] {
  const shown = card.conditions.filter((condition) => explain || condition.state !== 'MET');
  if (shown.length === 0) return [];
  const marks: Readonly<Record<string, string>> = { MET: '✓', UNMET: '✗', UNKNOWN: '?', NOT_APPLICABLE: '–' };
  return [
    '',
    `  ${WORDS[language].conditions}:`,
    ...shown.map(
      (condition) =>
        `    ${marks[condition.state] ?? ' '} ${condition.title[language]}: ${condition.reason[language]}`,
    ),
    ...card.titles.map(
      (title) => `    ${marks[title.state] ?? ' '} ${WORDS[language].titles}: ${title.titleName[language]}`,
    ),
  ];
}

function lossLines(card: ScoreCardType, language: Language): string[] {
  const words = WORDS[language];
  const lost = card.pointsLost();
  if (lost.length === 0) return [];
  return [
    '',
    `  ${words.lost}:`,
    ...lost.flatMap((loss) => [
      `    −${loss.points} ${loss.lineTitle[language]}${loss.obstacles.length > 0 ? ` {${loss.obstacles.join(', ')}}` : ''}`,
      ...loss.findings
        .slice(0, EVIDENCE_SHOWN)
        .map((finding) => `       ${finding.text[language]} [−${finding.loss ?? ''}]`),
    ]),
  ];
}

function gapLines(card: ScoreCardType, language: Language): string[] {
  const words = WORDS[language];
  if (card.gaps.length === 0) return [];
  return [
    '',
    `  ${words.gaps}:`,
    ...card.gaps.map((gap) => {
      const owner = gap.owedBy === null ? '' : ` · ${words.owes} ${gap.owedByName?.[language] ?? gap.owedBy}`;
      const since = gap.since === null ? '' : ` · ${words.since} ${gap.since}`;
      return `    ${gap.points} ${words.points} ${gap.lineTitle[language]}: ${gap.what[language]}${owner}${since}${gap.charged ? ` · ${words.charged}` : ''}`;
    }),
  ];
}
