import { expect, test } from 'vitest';
import type { Pointer } from '../../functions/contract/pointer.ts';
import { nextPointer } from '../../functions/publish/pointer.ts';

const [OLD, NEW, RECEIPT] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)] as const;
const THEN = '2020-06-30T00:00:00.000Z';
const NOW = '2020-07-01T00:00:00.000Z';
const attemptOf = (outcome: Pointer['attempt']['outcome']) => ({ at: NOW, listing: 'l', outcome, receipt: RECEIPT });
const LIVE: Pointer = {
  schema: 'pointer/1',
  sequence: 7,
  snapshot: OLD,
  newest: OLD,
  pinned: false,
  publishedAt: THEN,
  attempt: { ...attemptOf('published'), at: THEN },
};

test('nextPointer(null, attempt, snapshot) is the first', () => {
  const attempt = attemptOf('published');
  expect(nextPointer(null, attempt, NEW)).toEqual({
    ...LIVE,
    sequence: 1,
    snapshot: NEW,
    newest: NEW,
    publishedAt: NOW,
    attempt,
  });
});

test('nextPointer(before, attempt, snapshot) moves to the new snapshot', () => {
  expect(nextPointer(LIVE, attemptOf('quarantined'), NEW)).toMatchObject({
    sequence: 8,
    snapshot: NEW,
    newest: NEW,
    publishedAt: NOW,
    attempt: { outcome: 'quarantined' },
  });
});

test('nextPointer(before, attempt, null) leaves what is live, and keeps the attempt', () => {
  const attempt = attemptOf('refused');
  expect(nextPointer(LIVE, attempt, null)).toEqual({ ...LIVE, sequence: 8, attempt });
});

test('nextPointer(null, attempt, null) went live never', () => {
  expect(nextPointer(null, attemptOf('refused'), null)).toMatchObject({
    sequence: 1,
    snapshot: null,
    newest: null,
    publishedAt: null,
  });
});

test('nextPointer(pinned, attempt, snapshot) shows what is pinned, and remembers the newest', () => {
  const pinned = { ...LIVE, pinned: true };
  expect(nextPointer(pinned, attemptOf('published'), NEW)).toMatchObject({
    pinned: true,
    snapshot: OLD,
    newest: NEW,
    publishedAt: THEN,
  });
  expect(nextPointer(pinned, attemptOf('refused'), null)).toMatchObject({ snapshot: OLD, newest: OLD });
});

test('nextPointer(before, attempt, the same snapshot) went live when it did', () => {
  expect(nextPointer(LIVE, attemptOf('published'), OLD)).toMatchObject({ sequence: 8, publishedAt: THEN });
});
