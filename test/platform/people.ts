// People and everything that is kept or judged of them, and a draft of configuration decided upon.
import type { Story } from '../support/province.ts';

const SCHEME = 'project-06-leader-2024';
export const DRAFT = `SCHEME/${SCHEME}/1`;
const READ = { draftDigest: 'dd', simulationDigest: 'd' };

/** Ann heads A, Bao heads B; Chi has no post. */
export const PEOPLE: Story = {
  document: [{ code: 'D', kind: 'DECISION' }],
  leader: [{ code: 'ANN' }, { code: 'BAO' }, { code: 'CHI' }],
  appointment: [
    {
      code: 'ANN-A',
      leader: 'ANN',
      unit: 'A',
      role: 'HEAD',
      from: '2024-01-01',
      legalStatus: 'CIVIL_SERVANT',
    },
    {
      code: 'BAO-B',
      leader: 'BAO',
      unit: 'B',
      role: 'HEAD',
      from: '2024-01-01',
      legalStatus: 'CIVIL_SERVANT',
    },
  ],
  absence: ['ANN', 'BAO', 'CHI'].map((leader) => ({
    code: `ABS-${leader}`,
    leader,
    kind: 'SICK',
    from: '2024-02-01',
  })),
  award: [
    { code: 'AW-ANN', leader: 'ANN', award: 'ADVANCED_WORKER', awardedOn: '2024-05-01', year: 2024 },
    { code: 'AW-B', unit: 'B', award: 'ADVANCED_COLLECTIVE', awardedOn: '2024-05-01', year: 2024 },
  ],
  initiative: ['ANN', 'BAO', 'CHI'].map((leader) => ({
    code: `IN-${leader}`,
    leader,
    recognisedOn: '2024-05-01',
    reach: 'GRASSROOTS',
  })),
  assessment: [
    {
      code: 'AS-ANN',
      leader: 'ANN',
      period: '2024-Q1',
      criterion: 'c',
      value: '1',
      assessedOn: '2024-04-01',
    },
    { code: 'AS-B', unit: 'B', period: '2024-Q1', criterion: 'c', value: '1', assessedOn: '2024-04-01' },
  ],
  gateFact: ['ANN', 'BAO', 'CHI'].map((leader) => ({
    code: `GF-${leader}`,
    leader,
    kind: 'DISCIPLINE',
    severity: 'REPRIMAND',
    decidedOn: '2024-05-01',
    document: 'D',
  })),
  decidedRating: [
    { code: 'DR-ANN', leader: 'ANN', period: '2024-Q1', rating: 'GOOD', decidedOn: '2024-05-01' },
    { code: 'DR-B', unit: 'B', period: '2024-Q1', rating: 'GOOD', decidedOn: '2024-05-01' },
  ],
  staffRating: ['A', 'B'].map((unit) => ({
    unit,
    period: '2024-Q1',
    rating: 'GOOD',
    people: 3,
    recordedOn: '2024-05-01',
  })),
  inspectionFinding: ['ANN-A', 'BAO-B'].map((of) => ({
    code: `FOUND-${of}`,
    leader: of.split('-')[0],
    unit: of.split('-')[1],
    foundOn: '2024-05-06',
    text: 'Kết luận',
    document: 'D',
  })),
  configurationDraft: [
    { kind: 'SCHEME', configures: SCHEME, number: 1, copiedFrom: 'x', configuration: '{}', authors: ['a'] },
  ],
  configurationSimulation: [
    {
      draft: DRAFT,
      digest: 'd',
      draftDigest: 'dd',
      periods: ['2024-Q1'],
      readPosition: 1,
      result: '{}',
      asOf: '2024-06-01',
      requestedBy: 'a',
      finishedOn: '2024-06-01',
    },
  ],
  configurationSubmission: [{ draft: DRAFT, submittedBy: 'a', submittedOn: '2024-06-02', ...READ }],
  configurationDecision: [
    { draft: DRAFT, outcome: 'REJECTED', decidedBy: 'b', decidedOn: '2024-06-03', reason: 'x', ...READ },
  ],
};
