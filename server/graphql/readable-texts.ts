import type { ApolloServerPlugin } from '@apollo/server';
import type { ASTVisitor, ValidationContext } from 'graphql';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import {
  LONGEST_LIST,
  LONGEST_TEXT,
  isReadable,
  tooLongList,
  tooLongText,
  unreadableText,
} from '../platform/api/readable-text.ts';

/** Rule of validation: refuses documents with a text too long, or one that the database cannot take. */
export function readableTexts(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      if (node.value.length > LONGEST_TEXT) context.reportError(refusal(tooLongText()));
      else if (!isReadable(node.value)) context.reportError(refusal(unreadableText()));
    },
  };
}

/** How deep a variable may be nested: no input goes that deep, and what walks through it calls itself for every level. */
const DEEPEST_VALUE = 50;

/** Refuses such texts in variables, with their place, and values nested or listed without end. */
export function readableVariables(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request: { variables = {} } }) {
          const fault = faultOfVariables(variables);
          if (fault !== null) throw fault;
        },
      };
    },
  };
}

/** The first fault of this kind; null where there is none. */
export function faultOfVariables(variables: Readonly<Record<string, unknown>>): GraphQLError | null {
  for (const [name, value] of Object.entries(variables)) {
    const fault = faultIn(value, [`$${name}`]);
    if (fault !== null) return refusal(fault);
  }
  return null;
}

function faultIn(value: unknown, place: readonly string[]): ApiFault | null {
  if (typeof value === 'string') return faultOfText(value, place);
  if (typeof value !== 'object' || value === null) return null;
  if (place.length > DEEPEST_VALUE) return TOO_DEEP;
  if (Array.isArray(value) && value.length > LONGEST_LIST) return tooLongList(place.join('.'));
  for (const [name, part] of Object.entries(value)) {
    if (!isReadable(name)) return unreadableText(place.join('.'));
    const fault = faultIn(part, [...place, name]);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfText(text: string, place: readonly string[]): ApiFault | null {
  if (text.length > LONGEST_TEXT) return tooLongText(place.join('.'));
  return isReadable(text) ? null : unreadableText(place.join('.'));
}

const TOO_DEEP = ApiFault.badInput('QUERY_TOO_LARGE', {
  vi: `Biến lồng sâu hơn ${DEEPEST_VALUE} tầng`,
  en: `A variable is nested deeper than ${DEEPEST_VALUE} levels`,
});

function refusal(fault: ApiFault): GraphQLError {
  const extensions = { code: fault.fault, http: { status: 400 } };
  return new GraphQLError(fault.text.en, { originalError: fault, extensions });
}
