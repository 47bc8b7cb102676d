import type { Columns, Row } from '../../rules/kit/columns.ts';
import { choice, day, joinedCode, optional, text } from '../../rules/kit/columns.ts';
import { formatDay } from '../../rules/kit/day.ts';
import { put } from '../platform/ledger/act.ts';
import type { ActContext, ActSupport } from '../platform/acts/define-act.ts';
import { unitEntity } from './unit/unit.entity.ts';
import { DOCUMENT_KINDS, documentEntity } from './document/document.entity.ts';

/** What the caller says of the document that an act rests on. */
const EVIDENCE = {
  documentNumber: joinedCode('Số, ký hiệu văn bản', 'Number of the document'),
  documentDate: day('Ngày văn bản', 'Date of the document'),
  documentTitle: optional(text('Trích yếu; để trống thì lấy số văn bản', 'Title; the number where left out')),
  documentKind: optional(
    choice('Loại; để trống là quyết định', 'Kind; a decision where left out', DOCUMENT_KINDS),
  ),
  issuedBy: optional(text('Nơi ban hành', 'Issued by')),
  section: optional(text('Điều, khoản, mục', 'Article, clause or section')),
  page: optional(text('Trang', 'Page')),
  link: optional(text('Đường dẫn', 'Link')),
} as const satisfies Columns;

/** The document of this number and date; where the ledger has none, it is recorded in the same act. */
async function cite(given: Readonly<Record<string, unknown>>, context: ActContext) {
  const evidence = given as Row<typeof EVIDENCE>;
  const { documentNumber: number, documentDate: issuedOn, documentTitle, link } = evidence;
  const known = (await context.pointing(documentEntity, 'number', number)).find(
    (one) => one.issuedOn === issuedOn,
  );
  if (known) return { document: known.code, day: issuedOn, changes: [] };
  const title = documentTitle ?? number;
  const row = {
    code: `${number} (${formatDay(issuedOn)})`,
    number,
    title: { vi: title, en: title },
    kind: evidence.documentKind ?? ('DECISION' as const),
    issuedOn,
    issuedBy: evidence.issuedBy,
    url: link,
  };
  return { document: row.code, day: issuedOn, changes: [put(documentEntity, row)] };
}

async function above(unit: string, context: ActContext): Promise<readonly string[]> {
  const way: string[] = [];
  for (let at: string | null = unit; at !== null && !way.includes(at);) {
    way.push(at);
    const row: { readonly parent: string | null } | null = await context.find(unitEntity, at);
    at = row?.parent ?? null;
  }
  return way;
}

/** What all acts rest on: documents as evidence, and the tree of units. */
export const ACT_SUPPORT: ActSupport = { evidence: EVIDENCE, cite, above };
