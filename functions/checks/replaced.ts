import type { Replaced } from '../contract/gate-report.ts';
import type { Input } from '../contract/receipt.ts';
import type { ChosenInput } from './choose-inputs.ts';
import type { Figures } from './figures.ts';
import { counted } from './format.ts';

/** Says of each upload in use which version was in use before it, where that was another one. */
export async function withReplaced(
  inputs: readonly ChosenInput[],
  lastInputs: readonly Input[],
  figures: Figures,
): Promise<ChosenInput[]> {
  const lastSha = new Map(lastInputs.map(({ key, sha256 }) => [key, sha256]));
  return Promise.all(
    inputs.map(async input => ({
      ...input,
      replaced: await replacedOf(input, lastSha.get(input.key) ?? null, figures),
    })),
  );
}

async function replacedOf(input: ChosenInput, before: string | null, figures: Figures): Promise<Replaced | null> {
  const { key, rows, good, date } = input;
  if (input.state !== 'used' || rows === null || before === null || before === rows.sha256) return null;
  if (good === null) {
    const detail = 'it replaced a version whose rows are not kept any more';
    return { sha256: before, same: null, totals: {}, detail };
  }
  const pair = date === null ? null : await figures.pair({ key, date, rows: good }, { key, date, rows });
  const moved = Object.entries(rows.sums).flatMap(([count, is]) => {
    const was = good.sums[count] ?? null;
    if (was === is) return [];
    const [now, then] = [is, was].map(sum => (sum === null ? 'nothing' : counted(sum)));
    return [`its ${count} add up to ${now} instead of ${then}`];
  });
  const kept = pair === null ? [] : [`${counted(pair.same)} of ${counted(pair.regions, 'place')} are as they were`];
  const detail = ['it replaced another version', ...kept, ...moved].join('; ');
  const totals = Object.entries(good.sums).flatMap(([count, sum]) => (sum === null ? [] : [[count, sum] as const]));
  return { sha256: before, same: pair?.same ?? null, totals: Object.fromEntries(totals), detail };
}
