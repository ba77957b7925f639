// @module-tag exhaustive
import { expect, test } from 'vitest';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv } from '../build/report-csv.ts';
import { describeMoto } from './describe-moto.ts';
import { emulatedStage } from './emulated-stage.ts';
import { changeOf } from './event-of.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);

describeMoto('seecovid rebuild of a stage', aws => {
  const stocked = async () => {
    const stage = await emulatedStage(aws());
    await stage.uploads.put(`covid/${LOOKUP_NAME}`, Buffer.from(LOOKUP_TABLE));
    await stage.uploads.put('covid/06-30-2020.csv', Buffer.from(REPORT));
    return stage;
  };

  test('takes away the dead letters of what it has built', async () => {
    const { seecovid, dead, buckets } = await stocked();
    const change = (key: string) => changeOf(key, { bucket: buckets.uploads });
    await dead.bury(change('covid/06-30-2020.csv'), change('covid/a.csv'), change('iris/a.csv'));
    const { code, out, err } = await seecovid('rebuild', 'covid');
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('Dead letters of failed builds taken away: 2'),
    });
    expect(out).toContain('covid: 1 report up to 2020-06-30 is live.');
    expect(await dead.buried()).toBe(1);
  });

  test('has built all the same where the queue refuses, and says so', async () => {
    const { surroundings, seecovid } = await stocked();
    Object.assign(surroundings.env, { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' });
    const { code, err } = await seecovid('rebuild', 'covid');
    expect(code).toBe(0);
    expect(err).toContain('The dead letters of failed builds stay, and their alarm: ');
  });
});
