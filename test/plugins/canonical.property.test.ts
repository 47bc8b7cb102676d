// The bytes that a digest is taken of are those of RFC 8785, as the package that other ledgers use writes them.
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../plugins/engine/canonical.ts';

/**
 * Text with what canonical JSON could get wrong: letters with marks apart or joined, quotes, controls, and what lies beyond 16
 * bits.
 */
const pieces = fc.constantFrom(
  'a',
  'ế',
  'e\u0302\u0301',
  '\u0301',
  '\u1100\u1161',
  'Å',
  '"',
  '\\',
  '/',
  '\u2028',
  '𝔾',
  '🏛',
);
const controls = fc.constantFrom('\n', '\t', '\u0000', '\u001f', '\u007f', '\u0085');
const textOf = (piece: fc.Arbitrary<string>) =>
  fc.array(piece, { maxLength: 8 }).map((list) => list.join(''));
const printable = fc.oneof(
  textOf(pieces),
  fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text)),
);
const anything = fc.oneof(printable, textOf(fc.oneof(pieces, controls)), fc.string({ unit: 'binary' }));
const names = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.constantFrom('10', '9', 'a', 'B', '__proto__x', 'code'),
);

const plain = (text: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('value'), { maxLength: 6 }),
      fc.dictionary(names, tie('value'), { maxKeys: 12 }),
    ),
  })).value;

/** Every text of the data in NFC. */
function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(composed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, composed(entry)]));
}

describe('canonical JSON', () => {
  it('is RFC 8785 of the data with its text in NFC, whatever the text', () => {
    fc.assert(
      fc.property(plain(anything), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(composed(value)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the NFC of RFC 8785 where no text holds control characters', () => {
    fc.assert(
      fc.property(plain(printable), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value)!.normalize('NFC'));
      }),
      { numRuns: 1000 },
    );
  });

  it('is JSON even where a mark follows a control character', () => {
    expect(JSON.parse(canonicalJson({ title: '\n\u0303' }))).toEqual({ title: '\n\u0303' });
  });

  it('leaves out what is undefined, and refuses what is no plain data', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
    for (const value of ['\ud800', Number.NaN, Infinity, 1n, [undefined], () => 1, Symbol('x')])
      expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
