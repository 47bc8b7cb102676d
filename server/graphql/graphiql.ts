import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { READY_QUESTIONS } from './ready-questions.ts';

const WITHOUT_SCHEMA = `
      <p role="note" style="position: fixed; z-index: 10; bottom: 0; right: 0; margin: 0; padding: 0.5rem 1rem; background: #fff3cd; color: #533f03">
        Máy chủ này không cho hỏi cấu trúc API (INTROSPECTION=off): trang không gợi ý được tên trường, xem schema/schema.graphql.<br />
        <span lang="en">This server does not tell its schema (INTROSPECTION=off): the page cannot suggest names, see schema/schema.graphql.</span>
      </p>`;

const STYLES = /<style>([\s\S]*?)<\/style>/;
const SCRIPT = /<script>([\s\S]*)(YogaGraphiQL\.renderYogaGraphiQL\([\s\S]*)<\/script>/;

/** A file that the page asks for: its name tells its content, so that a browser keeps it for ever. */
export interface PageFile {
  readonly name: string;
  readonly type: 'css' | 'js';
  readonly text: string;
}

/** Styles and scripts of GraphiQL, which are nine megabytes, apart from the page that names them. */
export function graphiqlFiles(): readonly PageFile[] {
  files ??= [pageFile('css', STYLES), pageFile('js', SCRIPT)];
  return files;
}

let files: readonly PageFile[] | null = null;

function pageFile(type: PageFile['type'], part: RegExp): PageFile {
  const text = part.exec(renderGraphiQL({}))![1]!;
  return { name: `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${type}`, type, text };
}

/**
 * The page that browsers get: GraphiQL whole, nothing fetched from elsewhere.
 * Government networks are closed.
 *
 * @param token sent unless the reader writes another one
 * @param introspection whether the server shows its schema; where it does not, the page says so
 */
export function graphiqlPage(token: string | null, introspection: boolean): string {
  const headers = JSON.stringify({ Authorization: `Bearer ${token ?? '…'}` }, null, 2);
  const whole = renderGraphiQL({
    // Without it the page asks the address it was opened at, and `/` answers no questions.
    endpoint: '/graphql',
    title: 'Leader Scorecard · GraphiQL',
    defaultQuery: READY_QUESTIONS[0]!,
    defaultTabs: READY_QUESTIONS.map((query) => ({ query, headers })),
    headers,
    credentials: 'same-origin',
  });
  const [styles, script] = graphiqlFiles();
  const page = whole
    .replace(STYLES, () => `<link rel="stylesheet" href="${FOLDER}/${styles!.name}" />`)
    .replace(
      SCRIPT,
      (_all, _library, call: string) =>
        `<script src="${FOLDER}/${script!.name}"></script>\n<script>${call}</script>`,
    );
  return introspection ? page : page.replace('<div id="root"></div>', (root) => `${WITHOUT_SCHEMA}${root}`);
}

/** Where the files of the page lie. */
export const FOLDER = '/graphiql';
