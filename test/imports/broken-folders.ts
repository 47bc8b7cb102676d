import type { Files } from './good-folder.ts';
import { GOOD, changed } from './good-folder.ts';

const READING = 'RATE,S1,2026-07-01,2026-09-30,portal,RATIO,';

/** What is broken · the files · the problem with file, line and field. */
const PERIODS = 'code,kind,from,to,cutOff,lockedOn,sealedOn';
const Q3 = '2026-Q3,QUARTER,2026-07-01,2026-10-01,2026-10-10,,';
const LOCKED = '2026-Q3,QUARTER,2026-07-01,2026-10-01,2026-10-10,2026-10-15,';
const SEALED = `${LOCKED}2026-11-01`;

/** What is broken, the folder, and the problem with its place. */
export const BROKEN: readonly (readonly [string, Files, readonly [string, string, number, string | null]])[] =
  [
    [
      'a day that is none',
      changed('units.csv', 3, 'S1,Sở,One,DEPARTMENT,T,2025-02-30,first'),
      ['UNREADABLE_VALUE', 'units.csv', 3, 'openedOn'],
    ],
    [
      'a number of sixty thousand digits',
      changed('readings.csv', 2, `${READING}1.${'7'.repeat(60_000)},20,2026-10-01,`),
      ['UNREADABLE_VALUE', 'readings.csv', 2, 'numerator'],
    ],
    [
      'a title of three thousand characters',
      changed('leaders.csv', 2, `L1,${'x'.repeat(3000)},Director`),
      ['UNREADABLE_VALUE', 'leaders.csv', 2, 'label.vi'],
    ],
    [
      'a quarter of a hundred years',
      {
        ...GOOD,
        'periods.csv': ['code,kind,from,to,cutOff', '2026-Q3,QUARTER,2026-07-01,2126-07-01,2126-07-05'],
      },
      ['PERIOD_TOO_LONG', 'periods.csv', 2, 'to'],
    ],
    [
      'a code with a stroke',
      changed('units.csv', 3, 'S/1,Sở,One,DEPARTMENT,T,2025-07-01,first'),
      ['UNREADABLE_VALUE', 'units.csv', 3, 'code'],
    ],
    [
      'a code with a character that nobody sees',
      changed('units.csv', 3, 'S\u200B1,Sở,One,DEPARTMENT,T,2025-07-01,first'),
      ['UNREADABLE_VALUE', 'units.csv', 3, 'code'],
    ],
    [
      'an unknown column',
      changed('leaders.csv', 1, 'code,label.vi,label.en,salary'),
      ['UNKNOWN_COLUMN', 'leaders.csv', 1, 'salary'],
    ],
    [
      'a missing column',
      changed('leaders.csv', 1, 'code,label.vi'),
      ['MISSING_COLUMN', 'leaders.csv', 1, 'label.en'],
    ],
    [
      'a missing value',
      changed('leaders.csv', 2, 'L1,Giám đốc,'),
      ['REQUIRED', 'leaders.csv', 2, 'label.en'],
    ],
    [
      'an unknown reference',
      changed('appointments.csv', 2, 'A1,L9,S1,a,b,HEAD,2025-07-01,2026-08-01,,CIVIL_SERVANT'),
      ['UNKNOWN_REFERENCE', 'appointments.csv', 2, 'leader'],
    ],
    [
      'an unknown act',
      changed('units.csv', 4, 'S1,Sở,One,DEPARTMENT,T,2025-07-01,nie'),
      ['UNKNOWN_REFERENCE', 'units.csv', 4, 'act'],
    ],
    [
      'a numerator above its denominator',
      changed('readings.csv', 2, `${READING}21,20,2026-10-01,`),
      ['NUMERATOR_ABOVE_DENOMINATOR', 'readings.csv', 2, 'numerator'],
    ],
    [
      'a negative value',
      changed('readings.csv', 2, `${READING}-1,20,2026-10-01,`),
      ['NEGATIVE', 'readings.csv', 2, 'numerator'],
    ],
    [
      '50 on a scale of 10',
      changed('readings.csv', 3, 'TEN,S1,2026-07-01,2026-09-30,portal,COUNT,50,,2026-10-01,'),
      ['ABOVE_SCALE', 'readings.csv', 3, 'numerator'],
    ],
    [
      'more decimals than are kept',
      changed('readings.csv', 2, `${READING}1.00001,20,2026-10-01,`),
      ['UNREADABLE_VALUE', 'readings.csv', 2, 'numerator'],
    ],
    [
      'a number with a comma',
      changed('readings.csv', 2, `${READING}"1,5",20,2026-10-01,`),
      ['UNREADABLE_VALUE', 'readings.csv', 2, 'numerator'],
    ],
    [
      'two heads',
      changed('appointments.csv', 3, 'A2,L2,S1,a,b,HEAD,2026-07-31,,,CIVIL_SERVANT'),
      ['TWO_HEADS', 'appointments.csv', 3, 'from'],
    ],
    [
      'a tree that bites its tail',
      changed('units.csv', 2, 'T,Tỉnh,Province,PROVINCE,S1,2025-07-01,first'),
      ['CYCLIC_UNITS', 'units.csv', 2, 'parent'],
    ],
    [
      'the same code twice',
      changed('leaders.csv', 3, 'L1,Giám đốc mới,New director'),
      ['DUPLICATE', 'leaders.csv', 3, 'code'],
    ],
    [
      'a strange choice',
      changed('units.csv', 3, 'S1,Sở,One,MINISTRY,T,2025-07-01,first'),
      ['UNREADABLE_VALUE', 'units.csv', 3, 'kind'],
    ],
    [
      'a cell too many',
      changed('leaders.csv', 2, 'L1,Giám đốc,Director,9'),
      ['BROKEN_ROW', 'leaders.csv', 2, null],
    ],
    [
      'a quote never closed',
      changed('leaders.csv', 2, 'L1,"Giám đốc,Director'),
      ['BROKEN_ROW', 'leaders.csv', 2, null],
    ],
    ['an unknown file', { ...GOOD, 'cars.csv': ['code', 'x'] }, ['UNKNOWN_FILE', 'cars.csv', 1, null]],
    [
      'an instant without an offset',
      changed('acts.csv', 3, 'second,2026-10-05T08:00:00,tester,'),
      ['UNREADABLE_VALUE', 'acts.csv', 3, 'recordedAt'],
    ],
    ...['2026-02-30T08:00:00+07:00', '0000-01-01T08:00:00+07:00'].map((instant): (typeof BROKEN)[number] => [
      `an instant that never was, ${instant}`,
      changed('acts.csv', 3, `second,${instant},tester,`),
      ['UNREADABLE_VALUE', 'acts.csv', 3, 'recordedAt'],
    ]),
    [
      'an instant that lies ahead, which would hide every later act from questions as of an instant',
      changed('acts.csv', 3, 'second,2099-10-05T08:00:00+07:00,tester,'),
      ['FUTURE_INSTANT', 'acts.csv', 3, 'recordedAt'],
    ],
    [
      'two quarters that share a day',
      { ...GOOD, 'periods.csv': [PERIODS, Q3, 'Q,QUARTER,2026-09-30,2026-12-30,2027-01-05,,'] },
      ['PERIODS_OVERLAP', 'periods.csv', 3, 'from'],
    ],
    ...[
      ['takes its lock and seal back', Q3, 'lockedOn'],
      ['takes its seal back', LOCKED, 'sealedOn'],
      ['cuts it off on another day', SEALED.replace('2026-10-10', '2026-10-20'), 'cutOff'],
      ['moves its end', SEALED.replace('2026-10-01', '2026-10-02'), 'to'],
    ].map(([what, line, field]): (typeof BROKEN)[number] => [
      `a later line of a sealed period that ${what}`,
      {
        ...GOOD,
        'periods.csv': [`${PERIODS},act`, `${SEALED},first`, `${line!},second`],
      },
      ['PERIOD_SEALED', 'periods.csv', 3, field!],
    ]),
    [
      'a later line of a locked period that unlocks it without a reason',
      {
        ...GOOD,
        'periods.csv': [`${PERIODS},act`, `${LOCKED},first`, `${Q3},second`],
      },
      ['PERIOD_LOCKED', 'periods.csv', 3, 'lockedOn'],
    ],
    [
      'an old unlocking told again, to open a locked period once more',
      {
        ...GOOD,
        'periods.csv': [`${PERIODS},act`, `${LOCKED},first`, `${Q3},second`],
        'period-unlocks.csv': [
          'period,number,lockedOn,unlockedOn,reason,act',
          '2026-Q3,1,2026-10-12,2026-10-13,Bổ sung,first',
          '2026-Q3,1,2026-10-12,2026-10-14,Bổ sung,second',
        ],
      },
      ['PERIOD_LOCKED', 'periods.csv', 3, 'lockedOn'],
    ],
    [
      'an unlocking that moves the cut-off as well',
      {
        ...GOOD,
        'periods.csv': [`${PERIODS},act`, `${LOCKED},first`, `${Q3.replace('10-10', '10-20')},second`],
        'period-unlocks.csv': [
          'period,number,lockedOn,unlockedOn,reason,act',
          '2026-Q3,1,2026-10-15,2026-10-16,Bổ sung,second',
        ],
      },
      ['PERIOD_LOCKED', 'periods.csv', 3, 'cutOff'],
    ],
    [
      'a period locked before its cut-off is over',
      { ...GOOD, 'periods.csv': [PERIODS, LOCKED.replace('10-15', '10-10')] },
      ['PERIOD_STILL_OPEN', 'periods.csv', 2, 'lockedOn'],
    ],
    [
      'a revision that a later act puts in force on the first day of a sealed period',
      {
        ...GOOD,
        'periods.csv': [`${PERIODS},act`, `${SEALED},first`],
        'scheme-revisions.csv': [
          'scheme,number,effectiveFrom,configuration,act',
          'project-06-leader-2024,1,2026-01-01,reference:project-06-leader-2024,first',
          'project-06-leader-2024,2,2026-07-01,reference:project-06-leader-2025,second',
        ],
      },
      ['PERIOD_SEALED', 'scheme-revisions.csv', 3, 'effectiveFrom'],
    ],
    [
      'a reading that a later act adds to a sealed period',
      {
        ...GOOD,
        'periods.csv': [`${PERIODS},act`, `${SEALED},first`],
        'readings.csv': [`${GOOD['readings.csv'][0]},act`, `${GOOD['readings.csv'][1]},second`],
      },
      ['PERIOD_SEALED', 'readings.csv', 2, 'coversTo'],
    ],
    ...[
      ['more than all, as published alone', 'RATE', 'RATIO,,,150', 'ABOVE_SCALE', 'publishedPercent'],
      ['less than nothing, as published alone', 'RATE', 'RATIO,,,-5', 'NEGATIVE', 'publishedPercent'],
      ['a count where the metric is a ratio', 'RATE', 'COUNT,100,,', 'KIND_OF_ANOTHER_METRIC', 'kind'],
      ['no figure at all', 'TEN', 'COUNT,,,', 'REQUIRED', 'numerator'],
    ].map(([what, metric, figures, code, field]): (typeof BROKEN)[number] => [
      `a reading: ${what!}`,
      {
        ...GOOD,
        'readings.csv': [
          'metric,unit,coversFrom,coversTo,source,kind,numerator,denominator,publishedPercent,knownOn',
          `${metric!},S1,2026-07-01,2026-09-30,portal,${figures!},2026-10-01`,
        ],
      },
      [code!, 'readings.csv', 2, field!],
    ]),
    [
      'an index result above the maximum that applied',
      {
        ...GOOD,
        'index-results.csv': ['index,unit,year,component,points,maxPoints', 'DDCI,S1,2025,total,50,10'],
      },
      ['ABOVE_SCALE', 'index-results.csv', 2, 'points'],
    ],
    [
      'a task in a group of another plan',
      {
        ...GOOD,
        'plans.csv': ['code,title.vi,title.en,year,issuedBy', 'P1,Một,One,2026,T', 'P2,Hai,Two,2026,T'],
        'task-groups.csv': ['code,plan,title.vi,title.en', 'G2,P2,Nhóm,Group'],
        'tasks.csv': [
          'code,title.vi,title.en,plan,group,leadUnit,assignedOn,dueKind,dueDay',
          'T1,Việc,Work,P1,G2,S1,2026-07-01,BY,2026-08-01',
        ],
      },
      ['GROUP_OF_ANOTHER_PLAN', 'tasks.csv', 2, 'group'],
    ],
    [
      'a root unit that is none',
      changed('authority.csv', 2, 'T,Tỉnh,Province,X'),
      ['UNKNOWN_REFERENCE', 'authority.csv', 2, 'rootUnit'],
    ],
  ];
