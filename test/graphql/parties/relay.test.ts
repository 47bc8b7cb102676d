// Relay's compiler, over the committed schema: every document that comes with the product, and pages, refetching and ids as Relay
// has them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DocumentNode } from 'graphql';
import { Kind, parse, print, validate, visit } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../../../server/graphql/schema.ts';
import { operations } from '../../support/api.ts';
import { temporaryFolder } from '../../support/folders.ts';

/** Where Relay’s compiler, a native program, lies; null on a platform it was not built for. */
const compiler = createRequire(import.meta.url)('relay-compiler') as string | null;

const SCHEMA = join(import.meta.dirname, '../../../schema/schema.graphql');

/** A page of a list, and of a list below each of its rows, as a Relay component asks for them. */
const UNIT_TREE = `
  query UnitTreeQuery($authority: String) {
    ...UnitTree_query @arguments(authority: $authority)
  }

  fragment UnitTree_query on Query
  @refetchable(queryName: "UnitTreePageQuery")
  @argumentDefinitions(authority: { type: "String" }, first: { type: "Int", defaultValue: 10 }, after: { type: "String" }) {
    units(authority: $authority, first: $first, after: $after) @connection(key: "UnitTree_units") {
      edges { node { id ...UnitTree_unit } }
    }
  }

  fragment UnitTree_unit on Unit
  @refetchable(queryName: "UnitTreeUnitQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" }) {
    name
    tasks(first: $first, after: $after) @connection(key: "UnitTree_tasks") {
      edges { node { id title } }
    }
  }
`;

/** Relay wants an operation to be called after its file and its kind. */
function asRelayNamesIt(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.OPERATION_DEFINITION](node) {
      const kind = `${node.operation[0]!.toUpperCase()}${node.operation.slice(1)}`;
      return { ...node, name: { ...node.name!, value: `${node.name!.value}${kind}` } };
    },
  });
}

function write(folder: string, module: string, documents: readonly string[]): void {
  const tagged = documents.map((text, index) => `export const part${index} = graphql\`${text}\`;\n`);
  writeFileSync(join(folder, `${module}.ts`), `import { graphql } from 'relay-runtime';\n${tagged.join('')}`);
}

/** Compiles what was written. @returns the question that Relay would send, by its name. */
function compiled(folder: string): (name: string) => string {
  if (compiler === null || !existsSync(compiler))
    throw new Error(`relay-compiler has no program for ${process.platform} on ${process.arch}`);
  const config = { src: './src', schema: SCHEMA, language: 'typescript', eagerEsModules: true };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  try {
    execFileSync(compiler, ['relay.config.json', '--noWatchman'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${stdout}${stderr}`, { cause: error });
  }
  return (name) => {
    const artifact = readFileSync(join(folder, `src/__generated__/${name}.graphql.ts`), 'utf8');
    return JSON.parse(/"text": ("(?:[^"\\]|\\.)*")/.exec(artifact)![1]!) as string;
  };
}

it('compiles every document, and what it would send fits the running schema', async () => {
  const folder = temporaryFolder();
  const source = join(folder, 'src');
  mkdirSync(source);
  const documents = ['.', 'tasks', 'work', 'people', 'organisation', 'staff', 'period', 'integrator'].flatMap(
    (of) => operations(of),
  );
  for (const { name, text } of documents) write(source, name, [print(asRelayNamesIt(parse(text)))]);
  write(
    source,
    'UnitTree',
    parse(UNIT_TREE).definitions.map((definition) => print(definition)),
  );
  const textOf = compiled(folder);
  const names = documents.map(
    ({ text }) =>
      asRelayNamesIt(parse(text)).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!.name!
        .value,
  );
  const built = await schema();
  expect(names.length).toBeGreaterThan(30);
  for (const name of [...names, 'UnitTreeQuery', 'UnitTreePageQuery', 'UnitTreeUnitQuery'])
    expect(validate(built, parse(textOf(name))), name).toEqual([]);
  // One unit is asked for again by its id, with the next page of its tasks.
  expect(textOf('UnitTreeUnitQuery')).toContain('node(id: $id)');
});

it('is refused what it cannot use: this test can fail', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'src'));
  write(join(folder, 'src'), 'Wrong', ['query WrongQuery { units { nonsense } }']);
  expect(() => compiled(folder)).toThrow(/nonsense/);
});
