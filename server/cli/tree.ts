import type { CardView, LineOf, Spoken, viewStanding } from '../scoring/card-view.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { Language } from '../../rules/kit/text.ts';

type SpokenCard = Spoken<CardView>;
type SpokenLine = Spoken<LineOf>;
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

const STATES: Readonly<Record<SpokenLine['state'], string>> = {
  SCORED: ' ',
  OPEN: '?',
  NOT_APPLICABLE: '–',
  FAILED: '!',
};
const EVIDENCE_SHOWN = 6;

/** A card as lines of text for a terminal: the summary, and with `explain` the whole tree with arithmetic, law and evidence. */
export function cardText(
  card: SpokenCard,
  who: string,
  standing: StandingView | null,
  language: Language,
  explain: boolean,
): string[] {
  const words = WORDS[language];
  const lines = [
    `${who} · ${card.period.code} · ${card.schemeTitle}`,
    `  ${words.asOf} ${formatDay(card.asOf)} · ${words.position} ${card.position} · ${words.digest} ${card.digest.slice(0, 16)}`,
  ];
  if (card.exampleLabel) lines.push(`  ⚠ ${card.exampleLabel}`);
  lines.push(
    '',
    `  ${words.total} ${card.points} ${words.of} ${card.max ?? '–'}${card.open === '0' ? '' : ` · ${words.open} ${card.open} · ${words.reach} ${card.reachable}`}`,
  );
  lines.push(`  ${words.rating}: ${card.ratingText ?? `${words.none} – ${card.withheldReason ?? ''}`}`);
  if (standing)
    lines.push(
      `  ${standing.text[language]}${standing.ratingText ? ` · ${standing.ratingText[language]}` : ''}${standing.capText ? ` · ${standing.capText[language]}` : ''}`,
    );
  for (const ceiling of card.ceilings) lines.push(`    · ${ceiling.text}`);
  lines.push('');
  for (const line of card.lines) lines.push(...lineText(line, '  ', language, explain));
  for (const adjustment of card.adjustments) lines.push(`  ${adjustment.text}`);
  lines.push(
    ...conditionLines(card, language, explain),
    ...lossLines(card, language),
    ...gapLines(card, language),
  );
  return lines;
}

function lineText(line: SpokenLine, indent: string, language: Language, explain: boolean): string[] {
  const words = WORDS[language];
  const points = line.state === 'NOT_APPLICABLE' ? '–' : `${line.points} / ${line.max}`;
  const open = line.open === '0' ? '' : ` (${words.open} ${line.open})`;
  const text = [`${indent}${STATES[line.state]} ${line.title}: ${points}${open}`];
  const below = `${indent}    `;
  if (line.arithmetic !== null) text.push(`${below}${line.arithmetic}`);
  if (explain) text.push(...explained(line, below, language));
  for (const child of line.children) text.push(...lineText(child, `${indent}  `, language, explain));
  for (const adjustment of line.adjustments) text.push(`${indent}    ${adjustment.text}`);
  return text;
}

function explained(line: SpokenLine, indent: string, language: Language): string[] {
  const words = WORDS[language];
  const text: string[] = [];
  if (line.rule) text.push(`${indent}[${line.rule.id}@${line.rule.major}]`);
  for (const citation of line.legalBasis) text.push(`${indent}${words.basis}: ${citation.text}`);
  if (line.interpretation) text.push(`${indent}${line.interpretation}`);
  for (const parameter of line.parameters)
    text.push(`${indent}${parameter.title} = ${parameter.value} (${parameter.basis.text})`);
  for (const finding of line.findings) {
    const loss = finding.loss === null ? '' : ` [−${finding.loss}]`;
    const shown = finding.evidence.slice(0, EVIDENCE_SHOWN).map((entry) => entry.code);
    const more =
      finding.evidence.length > EVIDENCE_SHOWN ? ` … +${finding.evidence.length - EVIDENCE_SHOWN}` : '';
    text.push(
      `${indent}· ${finding.text}${loss}${shown.length > 0 ? ` {${words.evidence}: ${shown.join(', ')}${more}}` : ''}`,
    );
  }
  return text;
}

function conditionLines(card: SpokenCard, language: Language, explain: boolean): string[] {
  const shown = card.conditions.filter((condition) => explain || condition.state !== 'MET');
  if (shown.length === 0) return [];
  const marks: Readonly<Record<string, string>> = { MET: '✓', UNMET: '✗', UNKNOWN: '?', NOT_APPLICABLE: '–' };
  return [
    '',
    `  ${WORDS[language].conditions}:`,
    ...shown.map(
      (condition) => `    ${marks[condition.state] ?? ' '} ${condition.title}: ${condition.reason}`,
    ),
    ...card.titles.map(
      (title) => `    ${marks[title.state] ?? ' '} ${WORDS[language].titles}: ${title.titleName}`,
    ),
  ];
}

function lossLines(card: SpokenCard, language: Language): string[] {
  const words = WORDS[language];
  if (card.pointsLost.length === 0) return [];
  return [
    '',
    `  ${words.lost}:`,
    ...card.pointsLost.flatMap((loss) => [
      `    −${loss.points} ${loss.lineTitle}${loss.obstacles.length > 0 ? ` {${loss.obstacles.join(', ')}}` : ''}`,
      ...loss.findings
        .slice(0, EVIDENCE_SHOWN)
        .map((finding) => `       ${finding.text} [−${finding.loss ?? ''}]`),
    ]),
  ];
}

function gapLines(card: SpokenCard, language: Language): string[] {
  const words = WORDS[language];
  if (card.gaps.length === 0) return [];
  return [
    '',
    `  ${words.gaps}:`,
    ...card.gaps.map((gap) => {
      const owner = gap.owedBy === null ? '' : ` · ${words.owes} ${gap.owedByName ?? gap.owedBy}`;
      const since = gap.since === null ? '' : ` · ${words.since} ${gap.since}`;
      return `    ${gap.points} ${words.points} ${gap.lineTitle}: ${gap.what}${owner}${since}${gap.charged ? ` · ${words.charged}` : ''}`;
    }),
  ];
}
