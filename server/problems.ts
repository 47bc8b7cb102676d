import { commonProblems } from './modules/common.problems.ts';
import type { Sentences } from './platform/problems.ts';
import { platformProblems } from './platform/problems.ts';
import { folderProblems } from './imports/sources/folder.problems.ts';
import { SLICES } from './slices.ts';

const CATALOGUES = [
  platformProblems,
  commonProblems,
  folderProblems,
  ...SLICES.flatMap(({ problems }) => problems),
];

/** Sentences of all problems, by code. @throws Error for a code that two catalogues declare */
export const PROBLEMS: Sentences = Object.fromEntries(uniqueEntries());

function uniqueEntries(): [string, Sentences[string]][] {
  const entries = CATALOGUES.flatMap(({ own }) => Object.entries(own));
  const twice = entries.find(([code], index) => entries.findIndex(([other]) => other === code) !== index);
  if (twice) throw new Error(`two catalogues declare the problem code ${twice[0]}`);
  return entries;
}
