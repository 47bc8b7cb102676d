import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { parseDay } from '../../../rules/kit/day.ts';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import { DATA_MODEL } from '../../../server/data-model.ts';
import { openDatabase } from '../../../server/platform/database/open-database.ts';
import type { CardNames } from '../../../server/cards/card-source.ts';
import type { ScoreLine } from '../../../server/cards/card-line.type.ts';
import { ScoreCardType } from '../../../server/cards/card.type.ts';
import { ScoreCards } from '../../../server/scoring/score-cards.ts';
import { ScoreService } from '../../../server/scoring/compute/score-service.ts';
import { PERIOD, SCHEME, TODAY } from '../bench-run.ts';
import { answering, say } from '../child.ts';
import { connect } from '../postgres.ts';
import { LEADER_CODES_SQL, SQL } from '../questions.ts';

/** The limit of the API: node:http and one statement a page; for cards the same computation, written out by hand. */
const [url, authority, position] = process.argv.slice(2) as [string, string, string];
const pool = await connect(url, 10);
const database = await openDatabase({ kind: 'server', url }, DATA_MODEL);
const cards = new ScoreCards(new ScoreService(database, CATALOGUE));
const at = [authority, position];

async function answer(operation: string, variables: Record<string, unknown>): Promise<string> {
  const sql = SQL[operation];
  if (sql === undefined) return cardPage(variables['first'] as number);
  const [row] = await pool.prepared(operation, sql, [...at, variables['first']]);
  return row!['answer'] as string;
}

async function cardPage(first: number): Promise<string> {
  const leaders = await pool.prepared('codes', LEADER_CODES_SQL, [...at, first]);
  const codes = leaders.map((row) => row['code'] as string);
  const query = {
    authority,
    position: Number(position),
    scheme: SCHEME,
    period: PERIOD,
    asOf: parseDay(TODAY),
  };
  const [found, { plan, snapshot }] = [await cards.ofLeaders(query, codes), await cards.service.plan(query)];
  const names: CardNames = {
    plugins: CATALOGUE.plugins,
    scheme: plan.scheme.configuration,
    unit: (code) => snapshot.organisation.units.get(code)?.name ?? null,
    post: (code) => snapshot.organisation.appointments.get(code)?.post ?? null,
  };
  const nodes = codes.map((code) => {
    const card = found.get(code);
    if (!card) return { code, scoreCard: null };
    const view = new ScoreCardType(card, { of: 'LEADER', code }, names);
    return {
      code,
      scoreCard: {
        points: view.points,
        open: view.open,
        max: view.max,
        rating: view.rating,
        digest: view.digest,
        allLines: view.lines.flatMap(withBelow),
        pointsLost: view.pointsLost().map((lost) => ({ line: lost.line, points: lost.points })),
      },
    };
  });
  return JSON.stringify({ data: { leaders: { nodes } } });
}

function withBelow(line: ScoreLine): object[] {
  const own = {
    id: line.id,
    depth: line.depth,
    title: line.title.vi,
    state: line.state,
    points: line.points,
    max: line.max,
    arithmetic: line.arithmetic?.vi ?? null,
    findings: line.findings.map((finding) => ({ text: finding.text.vi, loss: finding.loss })),
  };
  return [own, ...line.children.flatMap(withBelow)];
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const { operationName, variables } = JSON.parse(body) as {
      operationName: string;
      variables: Record<string, unknown>;
    };
    answer(operationName, variables).then(
      (text) => {
        response.setHeader('content-type', 'application/json; charset=utf-8');
        return response.end(text);
      },
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
answering(async () => {
  server.closeAllConnections();
  server.close();
  await pool.end();
  await database.close();
});
say({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
