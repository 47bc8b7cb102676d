import 'reflect-metadata';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import type { Column, Columns } from '../../../rules/kit/columns.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { canBeEmpty } from '../ledger/row-text.ts';
import type { ActDeclaration, ActSupport, ActRequest } from '../acts/define-act.ts';
import { MOST_ROWS, OPTION_COLUMNS, runAct } from '../acts/run-act.ts';
import type { ActPayload } from '../acts/run-act.ts';
import { choiceOf, choiceType } from './choice.ts';
import { addField } from './direct-field.ts';
import type { RequestContext } from './context.ts';
import { findEntity, typeOfEntity } from './entity-type.ts';
import { DateScalar, DecimalScalar } from './scalars.ts';
import { TextField } from './text-field.ts';

const ProblemSeverity = choiceType('ProblemSeverity', 'How grave a problem of a request is.', {
  REFUSED: { vi: 'Từ chối: không ghi gì', en: 'Refused: nothing was recorded' },
  FLAGGED: { vi: 'Cảnh báo: đã ghi và giữ kèm dữ liệu', en: 'Flagged: recorded, and kept beside the data' },
});

@ObjectType('Problem', {
  description: 'An expected refusal, or a warning, in words for the person who asked.',
  simpleResolvers: false,
})
export class ProblemType {
  @Field(() => String, { description: 'What kind of problem it is, such as PERIOD_LOCKED.' })
  readonly code!: string;

  @TextField('The problem in words.')
  readonly message!: Text;

  @Field(() => String, {
    nullable: true,
    description: 'The field of the input concerned, such as "evidence.documentDate" or "rows.3.numerator".',
  })
  readonly path!: string | null;

  @Field(() => ProblemSeverity, { description: 'Whether it stopped the act.' })
  readonly severity!: 'REFUSED' | 'FLAGGED';
}

@InputType('LocalizedTextInput', { description: 'A text in Vietnamese and English.' })
class LocalizedTextInput {
  @Field(() => String, { description: 'In Vietnamese.' })
  readonly vi!: string;

  @Field(() => String, { description: 'In English.' })
  readonly en!: string;
}

type Given = Readonly<Record<string, unknown>>;

/** Makes the mutations of all acts: a resolver class for the schema. */
export function actMutations(acts: readonly ActDeclaration[], support: ActSupport): ClassType {
  const ActResolver = newClass();
  Resolver()(ActResolver);
  const evidence = inputType('EvidenceInput', EVIDENCE_DESCRIPTION, support.evidence);
  for (const act of acts) {
    const taken = Object.keys(act.columns).find((name) => OF_EVERY_ACT.includes(name));
    if (taken) throw new Error(`${act.name} has a column "${taken}", which every act has`);
    const inputs = inputType(`${capital(act.name)}Input`, described(act.title, act), act.columns);
    addRequestFields(inputs, act, evidence);
    addMutation(ActResolver, act, support, inputs, false);
    if (act.bulk === null) continue;
    const name = capital(act.bulk.name);
    const row = inputType(`${name}Row`, `${act.title.vi} (${act.title.en}).`, act.columns);
    const many = inputType(`${name}Input`, described(act.bulk.title, act), {});
    Field(() => [row], { description: `1 to ${MOST_ROWS} rows; all are recorded, or none.` })(
      many.prototype,
      'rows',
    );
    addRequestFields(many, act, evidence);
    addMutation(ActResolver, act, support, many, true);
  }
  return ActResolver;
}

const OF_EVERY_ACT = ['authority', 'evidence', 'rows', ...Object.keys(OPTION_COLUMNS)];

/** A class whose fields are known only at run time. */
function newClass(): ClassType {
  // oxlint-disable-next-line typescript/no-extraneous-class -- decorators fill it
  return class {};
}

const EVIDENCE_DESCRIPTION = 'Minh chứng: the document that an act rests on, and the place in it.';

function capital(name: string): string {
  return `${name[0]!.toUpperCase()}${name.slice(1)}`;
}

function described(title: Text, { help, by }: ActDeclaration): string {
  return `${title.vi}: ${help.en} Roles: ${by.join(', ')}.`;
}

function inputType(name: string, description: string, columns: Columns): ClassType {
  const Input = newClass();
  InputType(name, { description })(Input);
  for (const [column, declared] of Object.entries(columns)) {
    Field(() => inputOf(declared), {
      description: `${declared.title.vi} (${declared.title.en}).`,
      ...(canBeEmpty(declared) && { nullable: true }),
    })(Input.prototype, column);
  }
  return Input;
}

function addRequestFields(input: ClassType, { evidence }: ActDeclaration, evidenceType: ClassType): void {
  const prototype = input.prototype;
  Field(() => String, {
    nullable: true,
    description: 'Code of the authority; may be left out where the ledger holds only one.',
  })(prototype, 'authority');
  Field(() => evidenceType, {
    description: 'The document that the act rests on.',
    ...(evidence === 'optional' && { nullable: true as const }),
  })(prototype, 'evidence');
  for (const [name, column] of Object.entries(OPTION_COLUMNS as Columns))
    Field(() => inputOf(column), {
      nullable: true,
      description: `${column.title.vi} (${column.title.en}).`,
    })(prototype, name);
}

function inputOf(column: Column): object {
  switch (column.type) {
    case 'code':
    case 'text':
      return String;
    case 'codes':
      return [String];
    case 'day':
      return DateScalar;
    case 'days':
      return [DateScalar];
    case 'count':
      return Int;
    case 'quantity':
      return DecimalScalar;
    case 'flag':
      return Boolean;
    case 'choice':
      return choiceOf(column.values);
    case 'label':
      return LocalizedTextInput;
    default:
      return column satisfies never;
  }
}

function payloadType(act: ActDeclaration, name: string, isBulk: boolean): ClassType {
  const Payload = newClass();
  ObjectType(name, { description: `What became of it: ${act.title.vi} (${act.title.en}).` })(Payload);
  const type = () => {
    const known = typeOfEntity(act.entity.name);
    if (!known) throw new Error(`${act.name} is about "${act.entity.name}", which has no GraphQL type`);
    return known.type;
  };
  addField(Payload.prototype, {
    name: isBulk ? plural(act) : act.entity.name,
    type: () => (isBulk ? [type()] : type()),
    nullable: true,
    description: `${act.entity.title.vi} (${act.entity.title.en}), as the act left it; null where the act was refused.`,
    parameters: [],
    source: null,
    resolve: (self, _args, context) => {
      const { at, about } = self as ActPayload;
      if (at === null) return null;
      const found = about.map((code) => findEntity(context, act.entity, at, code));
      return isBulk ? Promise.all(found) : found[0]!;
    },
  });
  Field(() => Int, {
    nullable: true,
    description: 'Position of the act in the ledger; null where it was refused.',
  })(Payload.prototype, 'position');
  Field(() => [ProblemType], { description: 'Why it was refused; warnings, where it was recorded.' })(
    Payload.prototype,
    'problems',
  );
  return Payload;
}

/** "qualityReviews": the name of the entity’s file, as a field. */
function plural({ entity }: ActDeclaration): string {
  return entity.file.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function addMutation(
  resolver: ClassType,
  act: ActDeclaration,
  support: ActSupport,
  input: ClassType,
  isBulk: boolean,
): void {
  const name = isBulk ? act.bulk!.name : act.name;
  const title = isBulk ? act.bulk!.title : act.title;
  const payload = payloadType(act, `${capital(name)}Payload`, isBulk);
  const prototype = resolver.prototype;
  const descriptor: PropertyDescriptor = {
    configurable: true,
    writable: true,
    async value(given: Given, context: RequestContext): Promise<object> {
      return Object.assign(new payload(), await runAct(context, support, requestOf(act, given, isBulk)));
    },
  };
  Object.defineProperty(prototype, name, descriptor);
  Arg('input', () => input, { description: 'What to record.' })(prototype, name, 0);
  Ctx()(prototype, name, 1);
  Mutation(() => payload, { description: described(title, act) })(prototype, name, descriptor);
}

function requestOf(act: ActDeclaration, given: Given, isBulk: boolean): ActRequest {
  return {
    act,
    authority: (given['authority'] ?? null) as string | null,
    rows: isBulk ? (given['rows'] as Given[]) : [given],
    isBulk,
    evidence: (given['evidence'] ?? null) as Given | null,
    options: given,
  };
}
