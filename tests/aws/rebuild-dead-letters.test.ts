// @module-tag exhaustive
import { expect, test } from 'vitest';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv } from '../build/report-csv.ts';
import { describeMoto } from './describe-moto.ts';
import { emulatedStage } from './emulated-stage.ts';
import { changeOf } from './event-of.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);

describeMoto('seecovid rebuild of a stage', aws => {
  const stageWithReport = async () => {
    const stage = await emulatedStage(aws());
    await stage.uploads.put(`covid/${LOOKUP_NAME}`, Buffer.from(LOOKUP_TABLE));
    await stage.uploads.put('covid/06-30-2020.csv', Buffer.from(REPORT));
    return stage;
  };

  test('deletes the dead letters of what it has built', async () => {
    const { seecovid, dead, buckets } = await stageWithReport();
    const change = (key: string) => changeOf(key, { bucket: buckets.uploads });
    await dead.addDeadLetters(change('covid/06-30-2020.csv'), change('covid/a.csv'), change('iris/a.csv'));
    const { code, out, err } = await seecovid('rebuild', 'covid');
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('Deleted dead letters of failed builds: 2'),
    });
    expect(out).toContain('covid: 1 report up to 2020-06-30 is live.');
    expect(await dead.deadLetters()).toBe(1);
  });

  test('still builds if the queue is not accessible, and says so', async () => {
    const { environment, seecovid } = await stageWithReport();
    Object.assign(environment.env, { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' });
    const { code, err } = await seecovid('rebuild', 'covid');
    expect(code).toBe(0);
    expect(err).toContain('Could not delete the dead letters of failed builds, so their alarm stays on: ');
  });
});
