import type { ApolloServerPlugin } from '@apollo/server';
import type { ASTVisitor, ValidationContext } from 'graphql';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import { isReadable, unreadableText } from '../platform/api/readable-text.ts';

/** Refuses documents that write out a text which the database cannot take: a rule of validation. */
export function readableTexts(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      if (!isReadable(node.value)) context.reportError(refusal(unreadableText()));
    },
  };
}

/** How deep a variable may be nested: no input goes that deep, and what walks through it calls itself for every level. */
const DEEPEST_VALUE = 50;

/**
 * Refuses such texts in variables, and values nested without end.
 * What an act is to record is read field by field; a text in it is refused with its place.
 */
export function readableVariables(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, request: { variables = {} } }) {
          const fault = faultOfVariables(variables, operation?.operation === OperationTypeNode.MUTATION);
          if (fault !== null) throw fault;
        },
      };
    },
  };
}

/** The first fault of this kind; null where there is none. */
export function faultOfVariables(
  variables: Readonly<Record<string, unknown>>,
  isAct: boolean,
): GraphQLError | null {
  for (const value of Object.values(variables)) {
    const isRecorded = isAct && typeof value === 'object';
    const fault = faultIn(value, isRecorded ? () => true : isReadable, DEEPEST_VALUE);
    if (fault !== null) return refusal(fault);
  }
  return null;
}

function faultIn(value: unknown, isFine: (text: string) => boolean, levels: number): ApiFault | null {
  if (typeof value === 'string') return isFine(value) ? null : unreadableText();
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return TOO_DEEP;
  for (const part of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    const fault = faultIn(part, isFine, levels - 1);
    if (fault !== null) return fault;
  }
  return null;
}

const TOO_DEEP = ApiFault.badInput('QUERY_TOO_LARGE', {
  vi: `Biến lồng sâu hơn ${DEEPEST_VALUE} tầng`,
  en: `A variable is nested deeper than ${DEEPEST_VALUE} levels`,
});

function refusal(fault: ApiFault): GraphQLError {
  const extensions = { code: fault.fault, http: { status: 400 } };
  return new GraphQLError(fault.text.en, { originalError: fault, extensions });
}
