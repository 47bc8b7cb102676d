import type { Language, Scalar, Text } from '../../rules/kit/text.ts';
import { fill } from '../../rules/kit/text.ts';

/** Where a refused value came from: a line of a CSV file, or a row of a bulk act. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

/** An expected refusal or warning, worded for the person who caused it. */
export interface Problem {
  /** Code in the catalogue of the module that refuses. */
  readonly code: string;
  readonly message: Text;
  /** Column or input field concerned; null for the whole. */
  readonly path: string | null;
  readonly origin: Origin | null;
  /** REFUSED stops the write; FLAGGED is stored with the data as a warning. */
  readonly severity: 'REFUSED' | 'FLAGGED';
}

/** Sentences by problem code. */
export type Sentences = Readonly<Record<string, Text>>;

type Data = Readonly<Record<string, Scalar>>;

/** Names in braces in a sentence: "code" in "Task {code}". */
type PlacesOf<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

type PlacesIn<Sentence> = PlacesOf<Sentence extends Text ? Sentence['vi'] : never>;

/** What a sentence must be given. */
type DataOf<Sentence> = Readonly<Record<PlacesIn<Sentence>, Scalar>>;

/** Data of a sentence, which may be left out where it names nothing, and the column or input field concerned. */
type Details<Sentence> = [PlacesIn<Sentence>] extends [never]
  ? [data?: Readonly<Record<string, never>>, path?: string | null]
  : [data: DataOf<Sentence>, path?: string | null];

type CodeOf<S> = keyof S & string;

/** Problem codes of one folder with their sentences, and functions to raise them. */
export interface ProblemCatalogue<S> {
  /** Sentences declared here, without those of the catalogues below. */
  readonly own: Sentences;
  /** Every sentence that can be raised here. */
  readonly sentences: S;
  /** A refusal; the write does not happen. */
  readonly refused: <Code extends CodeOf<S>>(code: Code, ...details: Details<S[Code]>) => Problem;
  /** A refusal whose data differ by language. */
  readonly refusedInWords: <Code extends CodeOf<S>>(
    code: Code,
    data: Readonly<Record<Language, DataOf<S[Code]>>>,
    path?: string | null,
  ) => Problem;
  /** A warning; the write happens and the warning is stored with it. */
  readonly flagged: <Code extends CodeOf<S>>(code: Code, ...details: Details<S[Code]>) => Problem;
  /** Stops with one refusal. @throws Refusal */
  readonly refuse: <Code extends CodeOf<S>>(code: Code, ...details: Details<S[Code]>) => never;
}

/**
 * Type of a catalogue's `refuse`.
 *
 * TypeScript knows that a call never returns only where the constant called has a declared type.
 */
export type Refuse<Catalogue extends { readonly refuse: unknown }> = Catalogue['refuse'];

type SentencesOf<Below extends readonly unknown[]> = Below extends readonly [
  { readonly sentences: infer First },
  ...infer Rest,
]
  ? First & SentencesOf<Rest>
  : unknown;

/**
 * Declares the problem codes of one folder, next to the code that raises them.
 * @param below catalogues of lower layers whose codes are raised here too
 */
export function defineProblems<
  const Own extends Sentences,
  const Below extends readonly { readonly sentences: unknown }[],
>(own: Own, ...below: Below): ProblemCatalogue<Own & SentencesOf<Below>> {
  const sentences = Object.assign({}, ...below.map((catalogue) => catalogue.sentences), own) as Sentences;
  const inWords = (code: string, { vi, en }: Readonly<Record<Language, Data>>, path: string | null = null) =>
    problemOf(code, { vi: fill(sentences[code]!.vi, vi), en: fill(sentences[code]!.en, en) }, path);
  const refused = (code: string, data: Data = {}, path: string | null = null) =>
    inWords(code, { vi: data, en: data }, path);
  return {
    own,
    sentences: sentences as never,
    refused,
    refusedInWords: inWords,
    flagged: (code: string, data?: Data, path?: string | null) => ({
      ...refused(code, data, path),
      severity: 'FLAGGED' as const,
    }),
    refuse: (code: string, data?: Data, path?: string | null): never => {
      throw new Refusal([refused(code, data, path)]);
    },
  };
}

function problemOf(code: string, message: Text, path: string | null): Problem {
  return { code, message, path, origin: null, severity: 'REFUSED' };
}

/** Refusals as an exception: services throw it, a transport answers with its problems. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => describeProblem(problem)).join('\n'), options);
    this.problems = problems;
  }
}

/** "tasks.csv:12 dueDay: …" in one language, by default Vietnamese. */
export function describeProblem(problem: Problem, language: keyof Text = 'vi'): string {
  const where = [problem.origin && `${problem.origin.file}:${problem.origin.line}`, problem.path]
    .filter(Boolean)
    .join(' ');
  return `${where}${where && ': '}${problem.message[language]}`;
}

/** Problems that the platform itself raises. */
export const platformProblems = defineProblems({
  UNREADABLE_VALUE: {
    vi: 'Giá trị "{value}" không đọc được: {why}',
    en: 'The value "{value}" cannot be read: {why}',
  },
  REQUIRED: { vi: 'Bắt buộc phải có giá trị', en: 'A value is required' },
  DUPLICATE: { vi: 'Mã "{code}" đã có trong cùng lần ghi', en: 'Code "{code}" stands twice in the same act' },
  UNKNOWN_REFERENCE: { vi: 'Không có {noun} mang mã "{code}"', en: 'There is no {noun} with code "{code}"' },
  STILL_REFERENCED: {
    vi: 'Còn dữ liệu khác dẫn tới "{code}": {by}',
    en: 'Other data still point to "{code}": {by}',
  },
  ACT_DIFFERS: {
    vi: 'Hành vi ghi nhận "{act}" đã vào sổ với nội dung khác, hoặc chen trước hành vi đã vào sổ; hãy ghi phần sửa thành một hành vi mới',
    en: 'Act "{act}" is in the ledger with other content, or would come before acts that are; record the correction as a new act',
  },
  IDEMPOTENCY_KEY_REUSED: {
    vi: 'Khóa chống lặp này đã dùng cho một yêu cầu khác',
    en: 'This idempotency key was used for another request',
  },
  TOO_MANY_ROWS: {
    vi: 'Có {rows} dòng; mỗi lần ghi từ 1 đến {most} dòng',
    en: 'There are {rows} rows; an act takes 1 to {most}',
  },
  AUTHORITY_DIFFERS: {
    vi: 'Cơ quan chủ quản "{code}" đã được ghi với thông tin khác',
    en: 'Authority "{code}" is already recorded with other particulars',
  },
  LEDGER_CONFLICT: {
    vi: 'Dữ liệu vừa được người khác ghi; hãy đọc lại',
    en: 'Somebody else has just written this; read it again',
  },
  UNKNOWN_AUTHORITY: {
    vi: 'Không có tỉnh hoặc cơ quan chủ quản "{code}"',
    en: 'There is no authority "{code}"',
  },
  UNKNOWN_POSITION: {
    vi: 'Sổ ghi chưa có vị trí hoặc thời điểm "{value}"',
    en: 'The ledger has no position or instant "{value}"',
  },
});

/** Functions that make the platform's problems. */
export const { refused, refusedInWords, flagged } = platformProblems;
