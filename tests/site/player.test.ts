import { describe, expect, it } from 'vitest';
import { addDays } from '../../functions/measures/periods.ts';
import { type PlayState, player } from '../../site/views/map/player.ts';

function stage({ from = '2020-03-01', last = '2020-03-10', speed = 10, loop = false } = {}) {
  let date = from;
  let frame: ((time: number) => void) | null = null;
  const seen: string[] = [];
  const states: PlayState[] = [];
  const missing = new Set<string>();
  const asked = new Set<string>();
  const play = player({
    firstDate: () => '2020-03-01',
    lastDate: () => last,
    date: () => date,
    speed: () => speed,
    loop: () => loop,
    isReady: day => !missing.has(day),
    prepare: day => void asked.add(day),
    show: day => {
      date = day;
      seen.push(day);
    },
    onState: state => states.push(state),
    nextFrame: next => {
      frame = next;
      return 1;
    },
    dropFrame: () => {
      frame = null;
    },
  });
  return { play, seen, states, missing, asked, at: (time: number) => frame?.(time) };
}

describe('player(parts)', () => {
  it('shows a day whenever one is due, then rests at the end', () => {
    const { play, seen, states, at } = stage({ last: '2020-03-03' });
    play.play();
    for (const time of [0, 50, 100, 150, 200, 300]) at(time);
    expect(seen).toEqual(['2020-03-02', '2020-03-03']);
    expect(states).toEqual(['playing', 'resting']);
  });

  it('leaves days out rather than fall behind', () => {
    const { play, seen, at } = stage();
    play.play();
    for (const time of [0, 350, 400]) at(time);
    expect(seen).toEqual(['2020-03-04', '2020-03-05']);
  });

  it('begins anew when it stands at the end', () => {
    const { play, seen } = stage({ from: '2020-03-10' });
    play.play();
    expect(seen).toEqual(['2020-03-01']);
  });

  it('asks again for a first day that does not come', () => {
    const { play, seen, missing, asked, at } = stage({ from: '2020-03-10' });
    missing.add('2020-03-01');
    play.play();
    at(0);
    asked.clear();
    at(16);
    expect([play.state(), [...asked]]).toEqual(['waiting', ['2020-03-01']]);
    missing.clear();
    at(32);
    expect(seen).toEqual(['2020-03-01']);
  });

  it('waits for a day that is not there, and goes on from it', () => {
    const { play, seen, states, missing, asked, at } = stage();
    missing.add('2020-03-02');
    play.play();
    for (const time of [0, 100, 900]) at(time);
    expect([seen, play.state(), asked.has('2020-03-02')]).toEqual([[], 'waiting', true]);
    missing.clear();
    for (const time of [916, 932, 1032]) at(time);
    expect(seen).toEqual(['2020-03-02', '2020-03-03']);
    expect(states).toEqual(['playing', 'waiting', 'playing']);
  });

  it('asks ahead by seconds, not by days', () => {
    const { play, asked, at } = stage({ last: '2020-06-30', speed: 10 });
    play.play();
    for (const time of [0, 100]) at(time);
    expect([...asked]).toContain(addDays('2020-03-02', 40));
  });

  it('goes round in a loop', () => {
    const { play, seen, at } = stage({ from: '2020-03-09', loop: true });
    play.play();
    for (const time of [0, 100, 200, 300]) at(time);
    expect(seen).toEqual(['2020-03-10', '2020-03-01', '2020-03-02']);
  });

  it('stops when it is told to', () => {
    const { play, seen, at } = stage();
    play.play();
    at(0);
    play.pause();
    at(500);
    expect([seen, play.state()]).toEqual([[], 'resting']);
  });
});
