import 'reflect-metadata';
import { Field, ID, InterfaceType } from 'type-graphql';
import type { ReadPoint, RequestContext } from './context.ts';
import { ApiFault } from '../faults.ts';
import { isReadable } from './readable-text.ts';

/** GraphQL interface of objects that can be read again by their id. */
@InterfaceType('Node', {
  description: 'Anything that can be asked for again by its id.',
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable: names the type, the authority and the code.' })
  readonly id!: string;
}

/** The parts of an id. */
export interface NodeName {
  readonly type: string;
  readonly authority: string;
  readonly code: string;
}

/** The opaque id of an object. */
export function idOfNode({ type, authority, code }: NodeName): string {
  return Buffer.from(`${type}:${authority}:${code}`, 'utf8').toString('base64url');
}

/** The parts of an id. @throws ApiFault where the text is no id */
export function nameOfNode(id: string): NodeName {
  const match = /^([A-Za-z]+):([^:]*):(.+)$/su.exec(Buffer.from(id, 'base64url').toString('utf8'));
  const name = match && { type: match[1]!, authority: match[2]!, code: match[3]! };
  if (!name || !isReadable(name.code) || idOfNode(name) !== id)
    throw ApiFault.badInput('BAD_ID', { vi: `"${id}" không phải là id`, en: `"${id}" is no id` }, 'id');
  return name;
}

type FindNode = (context: RequestContext, at: ReadPoint, code: string) => Promise<object | null>;

const finders = new Map<string, FindNode>();

/** Registers how objects of a type are found by their code. */
export function registerNode(type: string, find: FindNode): void {
  finders.set(type, find);
}

/** How objects of a type are found by their code; null for an unknown type. */
export function nodeFinder(type: string): FindNode | null {
  return finders.get(type) ?? null;
}

/** Names of all types with ids. */
export function nodeTypes(): readonly string[] {
  return [...finders.keys()];
}
