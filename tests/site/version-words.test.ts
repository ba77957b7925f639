import { expect, test } from 'vitest';
import { POINTER_EXAMPLE } from '../../functions/contract/pointer.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { newestAddress } from '../../site/address/path.ts';
import { messageOf } from '../../site/app/page-state.ts';
import { changeNotice, versionNotice } from '../../site/app/watch-pointer.ts';

const [OLD, MIDDLE, NEW] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)] as const;
const versionOf = (id: string, lastDate: string) => ({ id, snapshot: { lastDate } });

test('versionNotice says nothing of what is live', () => {
  expect(versionNotice(versionOf(NEW, '2020-06-30'), { snapshot: NEW, newest: NEW }, '2020-06-30')).toBeNull();
  expect(versionNotice(versionOf(OLD, '2020-06-28'), { snapshot: OLD, newest: NEW }, '2020-06-28')).toBeNull();
});

test.each([
  [
    'older',
    versionOf(OLD, '2020-06-28'),
    { snapshot: NEW, newest: NEW },
    '2020-06-30',
    'This is an older version of this data, up to June 28, 2020. Newer data goes up to June 30, 2020.',
    'See the newest',
  ],
  [
    'corrected since',
    versionOf(OLD, '2020-06-30'),
    { snapshot: NEW, newest: NEW },
    '2020-06-30',
    'This is an older version of this data, up to June 30, 2020. The newest version, up to the same day, is different.',
    'See the newest',
  ],
  [
    'taken back',
    versionOf(NEW, '2020-06-30'),
    { snapshot: OLD, newest: NEW },
    '2020-06-28',
    'This version, up to June 30, 2020, is not the published one: the publisher has gone back to an earlier version, up to June 28, 2020.',
    'See the published version',
  ],
  [
    'between the published and the newest',
    versionOf(MIDDLE, '2020-06-29'),
    { snapshot: OLD, newest: NEW },
    '2020-06-28',
    'This version, up to June 29, 2020, is not the published one, which goes up to June 28, 2020.',
    'See the published version',
  ],
  [
    'withdrawn',
    versionOf(OLD, '2020-06-28'),
    { snapshot: null, newest: null },
    null,
    'This data, up to June 28, 2020, is no longer published. This version remains available.',
    'See the published version',
  ],
] as const)('versionNotice of one that is %s', (_, version, pointer, day, sentence, link) => {
  expect(versionNotice(version, pointer, day)).toEqual({ sentence, link });
});

test('changeNotice offers newer numbers, and says where the publisher went back', () => {
  const opened = (id: string, pinned: boolean) => ({ id, pointer: { ...POINTER_EXAMPLE, snapshot: id, pinned } });
  const now = (snapshot: string | null, newest: string | null, pinned: boolean) => ({ snapshot, newest, pinned });
  const newer = { sentence: 'Newer data is available.', link: 'Show it' };
  const back = 'The publisher has gone back to an earlier version of this data.';
  expect(changeNotice(opened(OLD, false), now(OLD, OLD, false))).toBeNull();
  expect(changeNotice(opened(OLD, true), now(OLD, NEW, true))).toBeNull();
  expect(changeNotice(opened(OLD, false), now(null, null, false))).toBeNull();
  expect(changeNotice(opened(OLD, false), now(NEW, NEW, false))).toEqual(newer);
  expect(changeNotice(opened(OLD, true), now(NEW, NEW, false))).toEqual(newer);
  expect(changeNotice(opened(OLD, false), now(NEW, NEW, true))).toEqual(newer);
  expect(changeNotice(opened(NEW, false), now(OLD, NEW, true))).toEqual({ sentence: back, link: 'Show it' });
  expect(changeNotice(opened(OLD, true), now(MIDDLE, NEW, true))).toEqual({
    sentence: 'The publisher now shows another version of this data.',
    link: 'Show it',
  });
});

test.each([
  [`/covid@${OLD}/curves`, '?regions=USA', '/covid/curves?regions=USA'],
  [`/covid@${OLD}`, '', '/covid'],
  ['/covid@x/map/', '', '/covid/map/'],
  ['/covid/map', '?place=a@b', '/covid/map?place=a@b'],
  ['/', '', '/'],
])('newestAddress("%s", "%s") is "%s"', (path, search, newest) => {
  expect(newestAddress(path, search)).toBe(newest);
});

test('a version that is not kept, or not whole, leads to the newest with the same view', () => {
  const action = { name: 'See the newest version', href: '/covid/map?measure=deaths' };
  const path = `/covid@${OLD}/map`;
  const unknown = messageOf(new Problem('unknown-snapshot', 'It is not kept here.'), path, '?measure=deaths');
  expect(unknown).toMatchObject({ title: 'This version no longer exists', action });
  for (const code of ['not-published', 'malformed'] as const) {
    const gone = messageOf(new Problem(code, '/x is not published'), path, '?measure=deaths');
    expect(gone).toMatchObject({ title: 'This version cannot be shown', action });
  }
});

test('what happened ends like one sentence, however it was told', () => {
  for (const detail of ['/x answered 503', '/x answered 503.', 'Nothing is published here yet.', 'really?'])
    for (const path of [`/covid@${OLD}/map`, '/covid/map']) {
      const { lines } = messageOf(new Problem('malformed', detail), path, '');
      expect(lines.at(-1)).toBe(`What happened: ${detail}${/[.?]$/.test(detail) ? '' : '.'}`);
    }
});

test('what fails on the way can be tried again, of a version or not', () => {
  const failed = new Problem('store-failed', '/x answered 503');
  for (const path of [`/covid@${OLD}/map`, '/covid/map']) {
    expect(messageOf(failed, path, '').action).toEqual({ name: 'Try again', href: path });
  }
  expect(messageOf(new Problem('not-published', '/x'), '/covid/map', '').action.name).toBe('Try again');
  expect(messageOf(new Problem('unknown-dataset', 'x'), '/iris', '').action.href).toBe('/');
});
