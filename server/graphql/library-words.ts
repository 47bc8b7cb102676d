import type { Language, Text } from '../../rules/kit/text.ts';

/** What graphql-js 16 says of a request that does not fit the schema, by the pattern of its own English. */
const SENTENCES: readonly (readonly [RegExp, Text])[] = [
  [
    /^Syntax Error: Expected (.+), found (.+)\.$/s,
    { vi: 'Sai cú pháp: cần $1, gặp $2.', en: 'Syntax Error: Expected $1, found $2.' },
  ],
  [
    /^Syntax Error: Unexpected (.+)\.$/s,
    { vi: 'Sai cú pháp: không ngờ tới $1.', en: 'Syntax Error: Unexpected $1.' },
  ],
  [/^Syntax Error: (.+)$/s, { vi: 'Sai cú pháp: $1', en: 'Syntax Error: $1' }],
  [
    /^Cannot query field "(.+?)" on type "(.+?)"\.$/,
    { vi: 'Kiểu "$2" không có trường "$1".', en: 'Cannot query field "$1" on type "$2".' },
  ],
  [
    /^Unknown argument "(.+?)" on field "(.+?)"\.$/,
    { vi: 'Trường "$2" không có tham số "$1".', en: 'Unknown argument "$1" on field "$2".' },
  ],
  [
    /^Unknown argument "(.+?)" on directive "(.+?)"\.$/,
    { vi: 'Chỉ thị "$2" không có tham số "$1".', en: 'Unknown argument "$1" on directive "$2".' },
  ],
  [/^Unknown directive "(.+?)"\.$/, { vi: 'Không có chỉ thị "$1".', en: 'Unknown directive "$1".' }],
  [/^Unknown type "(.+?)"\.$/, { vi: 'Không có kiểu "$1".', en: 'Unknown type "$1".' }],
  [/^Unknown fragment "(.+?)"\.$/, { vi: 'Không có fragment "$1".', en: 'Unknown fragment "$1".' }],
  [
    /^Unknown operation named "(.+?)"\.$/,
    { vi: 'Không có thao tác tên "$1".', en: 'Unknown operation named "$1".' },
  ],
  [
    /^Fragment "(.+?)" is never used\.$/,
    { vi: 'Fragment "$1" không được dùng.', en: 'Fragment "$1" is never used.' },
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\.$/,
    {
      vi: 'Trường "$1" thiếu tham số "$2" (kiểu "$3").',
      en: 'Field "$1" argument "$2" of type "$3" is required, but it was not provided.',
    },
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields\.$/,
    {
      vi: 'Trường "$1" (kiểu "$2") phải chọn trường con.',
      en: 'Field "$1" of type "$2" must have a selection of subfields.',
    },
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields\.$/,
    {
      vi: 'Trường "$1" (kiểu "$2") không có trường con để chọn.',
      en: 'Field "$1" must not have a selection since type "$2" has no subfields.',
    },
  ],
  [
    /^Variable "(.+?)" is not defined(?: by operation "(.+?)")?\.$/,
    { vi: 'Biến "$1" chưa được khai báo.', en: 'Variable "$1" is not defined.' },
  ],
  [
    /^Variable "(.+?)" is never used(?: in operation "(.+?)")?\.$/,
    { vi: 'Biến "$1" không được dùng.', en: 'Variable "$1" is never used.' },
  ],
  [
    /^Variable "(.+?)" of type "(.+?)" used in position expecting type "(.+?)"\.$/,
    {
      vi: 'Biến "$1" có kiểu "$2", trong khi chỗ này cần kiểu "$3".',
      en: 'Variable "$1" of type "$2" used in position expecting type "$3".',
    },
  ],
  [
    /^Variable "(.+?)" of required type "(.+?)" was not provided\.$/,
    {
      vi: 'Thiếu giá trị của biến "$1" (kiểu "$2").',
      en: 'Variable "$1" of required type "$2" was not provided.',
    },
  ],
  [
    /^Variable "(.+?)" of non-null type "(.+?)" must not be null\.$/,
    {
      vi: 'Biến "$1" (kiểu "$2") không được để trống.',
      en: 'Variable "$1" of non-null type "$2" must not be null.',
    },
  ],
  [
    /^Argument "(.+?)" of required type "(.+?)" was not provided\.$/,
    { vi: 'Thiếu tham số "$1" (kiểu "$2").', en: 'Argument "$1" of required type "$2" was not provided.' },
  ],
  [
    /^Argument "(.+?)" of non-null type "(.+?)" must not be null\.$/,
    {
      vi: 'Tham số "$1" (kiểu "$2") không được để trống.',
      en: 'Argument "$1" of non-null type "$2" must not be null.',
    },
  ],
  [
    /^Argument "(.+?)" has invalid value (.+)\.$/s,
    { vi: 'Tham số "$1" có giá trị không dùng được: $2.', en: 'Argument "$1" has invalid value $2.' },
  ],
  [
    /^Expected type "(.+?)" to be an object\.$/,
    { vi: 'Kiểu "$1" phải là một đối tượng.', en: 'Expected type "$1" to be an object.' },
  ],
  [
    /^Expected non-nullable type "(.+?)" not to be null\.$/,
    { vi: 'Kiểu "$1" không được để trống.', en: 'Expected non-nullable type "$1" not to be null.' },
  ],
  [
    /^Expected value of type "(.+?)", found (.+)\.$/s,
    { vi: 'Cần giá trị kiểu "$1", không phải $2.', en: 'Expected value of type "$1", found $2.' },
  ],
  [/^Expected type "(.+?)"\.(?: .+)?$/s, { vi: 'Cần giá trị kiểu "$1".', en: 'Expected type "$1".' }],
  [
    /^Field "(.+?)" of required type "(.+?)" was not provided\.$/,
    { vi: 'Thiếu trường "$1" (kiểu "$2").', en: 'Field "$1" of required type "$2" was not provided.' },
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"\.$/,
    { vi: 'Kiểu "$2" không có trường "$1".', en: 'Field "$1" is not defined by type "$2".' },
  ],
  [
    /^Value "(.+?)" does not exist in "(.+?)" enum\.$/s,
    { vi: '"$1" không phải là giá trị của "$2".', en: 'Value "$1" does not exist in "$2" enum.' },
  ],
  [
    /^Enum "(.+?)" cannot represent non-(?:string|enum) value: (.+)\.$/s,
    {
      vi: '"$1" nhận một trong các giá trị của nó, không phải $2.',
      en: 'Enum "$1" cannot represent non-string value: $2.',
    },
  ],
  [
    /^Int cannot represent non-integer value: (.+)$/s,
    { vi: 'Cần một số nguyên, không phải $1.', en: 'Int cannot represent non-integer value: $1' },
  ],
  [
    /^Int cannot represent non 32-bit signed integer value: (.+)$/s,
    { vi: 'Số nguyên $1 quá lớn.', en: 'Int cannot represent non 32-bit signed integer value: $1' },
  ],
  [
    /^Boolean cannot represent a non boolean value: (.+)$/s,
    { vi: 'Cần true hoặc false, không phải $1.', en: 'Boolean cannot represent a non boolean value: $1' },
  ],
  [
    /^String cannot represent a non string value: (.+)$/s,
    { vi: 'Cần một chuỗi ký tự, không phải $1.', en: 'String cannot represent a non string value: $1' },
  ],
  [
    /^ID cannot represent (?:value|a non-string and non-integer value): (.+)$/s,
    { vi: 'Cần một mã, không phải $1.', en: 'ID cannot represent value: $1' },
  ],
  [
    /^Float cannot represent non numeric value: (.+)$/s,
    { vi: 'Cần một số, không phải $1.', en: 'Float cannot represent non numeric value: $1' },
  ],
];

const SUGGESTION = / ?Did you mean (.+)\?$/s;
const UNUSABLE: Text = {
  vi: 'Biến "$1" có giá trị không dùng được $2:',
  en: 'Variable "$1" got invalid value $2;',
};
const ALTERNATIVE: Text = { vi: 'Có phải là $1?', en: 'Did you mean $1?' };
const VARIABLE = /^Variable "(.+?)" got invalid value (.+?)(?: at "([^"]+)")?; (.+)$/s;

/**
 * What graphql-js says, in the language of the asker; a sentence that is not known here stays English.
 * @param showsSchema where the schema is not shown, no sentence suggests parts of it
 */
export function libraryWords(message: string, language: Language, showsSchema: boolean): string {
  const suggestion = SUGGESTION.exec(message);
  const said = suggestion === null ? message : message.slice(0, suggestion.index);
  const shown = suggestion !== null && showsSchema ? suggestion[1]! : null;
  const words = language === 'en' ? said : vietnamese(said);
  return shown === null ? words : `${words} ${ALTERNATIVE[language].replace('$1', () => shown)}`;
}

function vietnamese(said: string): string {
  const variable = VARIABLE.exec(said);
  if (variable !== null) {
    const [, name, value, place, why] = variable;
    const at = place === undefined ? '' : ` (${place})`;
    return `${UNUSABLE.vi.replace('$1', () => `${name!}${at}`).replace('$2', () => value!)} ${vietnamese(why!)}`;
  }
  const known = SENTENCES.find(([pattern]) => pattern.test(said));
  return known === undefined ? said : said.replace(known[0], known[1].vi);
}
