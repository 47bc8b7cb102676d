/** A small folder that is imported without a problem, by file. */
export const GOOD = {
  'authority.csv': ['code,name.vi,name.en,rootUnit', 'T,Tỉnh,Province,T'],
  'acts.csv': [
    'act,recordedAt,actor,note',
    'first,2026-10-02T08:00:00+07:00,tester,Lần đầu',
    'second,2026-10-05T08:00:00+07:00,tester,',
  ],
  'units.csv': [
    'code,name.vi,name.en,kind,parent,openedOn,act',
    'T,Tỉnh,Province,PROVINCE,,2025-07-01,first',
    'S1,Sở Một,Department One,DEPARTMENT,T,2025-07-01,first',
    'S1,Sở Nhất,Department One,DEPARTMENT,T,2025-07-01,second',
  ],
  'leaders.csv': ['code,label.vi,label.en', 'L1,Giám đốc,Director', 'L2,Giám đốc mới,New director'],
  'appointments.csv': [
    'code,leader,unit,post.vi,post.en,role,from,to,fields,legalStatus',
    'A1,L1,S1,Giám đốc,Director,HEAD,2025-07-01,2026-08-01,,CIVIL_SERVANT',
    'A2,L2,S1,Giám đốc,Director,HEAD,2026-08-01,,,CIVIL_SERVANT',
  ],
  'metrics.csv': [
    'code,title.vi,title.en,kind,direction,scaleMax',
    'RATE,Tỷ lệ,Rate,RATIO,HIGHER_IS_BETTER,',
    'TEN,Điểm,Points,COUNT,HIGHER_IS_BETTER,10',
  ],
  'readings.csv': [
    'metric,unit,coversFrom,coversTo,source,kind,numerator,denominator,knownOn,tags',
    'RATE,S1,2026-07-01,2026-09-30,portal,RATIO,12.5,20,2026-10-01,a;b',
    'TEN,S1,2026-07-01,2026-09-30,portal,COUNT,9,,2026-10-01,',
  ],
} as const;

/** Lines of the files of a folder. */
export type Files = Record<string, readonly string[]>;

/** The good folder with one line of a file replaced. */
export function changed(file: keyof typeof GOOD, line: number, text: string): Files {
  return { ...GOOD, [file]: (GOOD[file] as readonly string[]).with(line - 1, text) };
}
