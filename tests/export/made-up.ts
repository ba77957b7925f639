import type { Cell } from '../../functions/contract/csv.ts';

export const TITLE = 'Confirmed cases in "US" counties & <states> by June 30, 2020';
export const COLUMNS = ['Place', 'Day', 'Cases', 'Per 100,000'];

export const FRAMES_PER_SECOND = 5;
export const FRAME_COLORS = ['#ff0000', '#00ff00', '#0000ff', '#ffff00', '#00ffff', '#ff00ff'];
/** A picture that waits for its data, which no one wants to see in a video. */
export const SLOW_FRAME = 3;
export const SLOW_MS = 1_500;

/** 150 counties, every tenth without a report. */
export function* rows(): Generator<Cell[]> {
  for (let index = 0; index < 150; index++) {
    const cases = index % 10 === 9 ? null : (index * 7919) % 15_013;
    const name = index === 0 ? 'Doña Ana, New Mexico' : `County ${index}, ${index % 2 === 0 ? 'Ohio' : 'Texas'}`;
    yield [name, '2020-06-30', cases, cases === null ? null : cases / 37];
  }
}
