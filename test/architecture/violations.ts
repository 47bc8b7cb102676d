import { builtinModules } from 'node:module';
import type { Layer } from './layers.ts';
import { layerOf } from './layers.ts';
import type { Import, Source } from './source.ts';
import { importsOf, resolveOwn } from './source.ts';

/** One import that the layers forbid. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly because: string;
}

/** A test may import what it tests and the tools to do so, and is imported by nothing. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

/** Everything the layers forbid in one file. */
export function violationsOf(source: Source): Violation[] {
  if (isTest(source.path)) return [];
  const layer = layerOf(source.path);
  if (layer === undefined) {
    const because =
      'This file lies in no layer: move it into one, or describe its layer in test/architecture.';
    return [{ file: source.path, line: 1, specifier: '(the file itself)', because }];
  }
  return importsOf(source)
    .map((found) => ({ found, because: refusal(source.path, layer, found) }))
    .filter((judged) => judged.because !== null)
    .map(({ found, because }) => ({
      file: source.path,
      line: found.line,
      specifier: found.specifier ?? '(computed)',
      because: because ?? '',
    }));
}

/** Why an import is forbidden, or null where it is allowed. */
function refusal(from: string, layer: Layer, found: Import): string | null {
  if (found.specifier === null) return 'A computed import cannot be checked: name the file.';
  const to = resolveOwn(from, found.specifier);
  if (to === null) return isAllowedPackage(layer, found.specifier) ? null : becauseOf(layer);
  if (isTest(to)) return 'A test is imported by nothing.';
  const target = layerOf(to);
  if (target === undefined) return becauseOf(layer);
  if (target === layer)
    return layer.apart && partOf(layer, from) !== partOf(layer, to) ? becauseOf(layer) : null;
  if (layer.imports.includes(target.name)) return null;
  if (found.typeOnly && layer.importsTypes?.includes(target.name)) return null;
  return becauseOf(layer);
}

/** What a layer is for and must not do, as a sentence. */
function becauseOf({ name, may, mayNot }: Layer): string {
  return `${name} may ${may}. It may not ${mayNot}.`;
}

/** The folder within a layer that a path lies in. */
function partOf(layer: Layer, path: string): string | undefined {
  return layer.path.exec(path)?.[1];
}

function isAllowedPackage(layer: Layer, specifier: string): boolean {
  if (layer.packages === undefined) return true;
  const name = builtinModules.includes(specifier) ? `node:${specifier}` : packageOf(specifier);
  return layer.packages.includes(name);
}

/** The package that a specifier names, built-in modules with their prefix. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
