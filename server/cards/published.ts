import type { CardBody, LineBody } from '../../plugins/engine/card-body.ts';
import { exactText, fraction, parseFraction, subtract } from '../../rules/kit/fraction.ts';
import { PUBLISHED_SCALE } from '../../rules/facts/reading.ts';
import type { Reader } from '../facts/scope.ts';
import { anyOf, codesText, visible } from '../facts/scope.ts';
import type { PeriodQuery } from '../scoring/compute/score-run.ts';

/** Points as an authority published them for a line of a card, beside the computed ones. */
export interface PublishedLine {
  /** Line id, or "total". */
  readonly line: string;
  readonly published: string;
  /** Null where the card has no such line or the line is open. */
  readonly computed: string | null;
  /** Computed minus published; null where there is nothing to compare. */
  readonly difference: string | null;
  readonly rank: number | null;
  readonly document: string | null;
}

interface Published {
  readonly unit: string;
  readonly line: string;
  readonly points: string;
  readonly rank: number | null;
  readonly document: string | null;
}

/** Published points by unit, in one statement. */
export async function readPublished(
  reader: Reader,
  query: PeriodQuery,
  units: readonly string[],
): Promise<Map<string, Published[]>> {
  const rows = await reader.query<Published>(
    `select v.unit, v.line, v.points::text as points, v.rank, v.document from published_total_version v
     where ${visible('v')} and v.unit = ${anyOf('$3')} and v.scheme = $4 and v.period = $5 order by v.code collate "C"`,
    [query.authority, query.position, codesText(units), query.scheme, query.period],
  );
  return Map.groupBy(rows, (row) => row.unit);
}

/** Sets published points beside the card’s. */
export function compareWithPublished(body: CardBody, published: readonly Published[]): PublishedLine[] {
  const lines = new Map<string, LineBody>();
  const collect = (line: LineBody): void => {
    lines.set(line.id, line);
    line.children.forEach(collect);
  };
  body.lines.forEach(collect);
  return published.map((entry) => {
    const value = fraction(BigInt(entry.points), 10n ** BigInt(PUBLISHED_SCALE));
    const total = entry.line === 'total' || entry.line === '';
    const line = total ? { points: body.points, open: body.open } : lines.get(entry.line);
    const computed = line && line.open === '0' ? line.points : null;
    return {
      line: total ? 'total' : entry.line,
      published: exactText(value),
      computed,
      difference: computed === null ? null : exactText(subtract(parseFraction(computed), value)),
      rank: entry.rank,
      document: entry.document,
    };
  });
}
