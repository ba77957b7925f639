import { expect, test } from 'vitest';
import { build } from '../../../functions/build/build.ts';
import { createHandler } from '../../../functions/build/handle-messages.ts';
import { reportCsv, reportName } from '../../build/report-csv.ts';
import { type Workshop, workshop } from '../../build/workshop.ts';
import { batchOf, changeOf } from '../event-of.ts';
import { matchesPattern } from './matches-pattern.ts';
import { fieldsOf, listOf, type Template } from './read-template.ts';

const REPORT = reportCsv([{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }]);

/** @param watched the same with an e-mail, and with an age of three days */
export function testAlarms(template: () => Template, watched: () => Template): void {
  const alarms = () => template().names('AWS::CloudWatch::Alarm');
  const count = (name: string) => {
    const { FilterPattern, MetricTransformations, LogGroupName } = fieldsOf(template().properties(name));
    const [transformation] = listOf(MetricTransformations);
    return { pattern: String(FilterPattern), LogGroupName, ...fieldsOf(transformation) };
  };

  test('without an e-mail there is no alarm, and with one each goes there', () => {
    for (const name of alarms()) {
      expect(template().attribute(name, 'Condition')).toBe(name === 'DataAgeAlarm' ? 'WatchesAge' : 'HasEmail');
      expect(fieldsOf(template().properties(name)).AlarmActions).toEqual(['AlarmTopic']);
    }
    expect(alarms()).toHaveLength(5);
    expect(template().attribute('AlarmTopic', 'Condition')).toBe('HasEmail');
    const subscription = (of: Template) => fieldsOf(of.properties('AlarmTopic')).Subscription;
    expect(subscription(template())).toEqual([{ Protocol: 'email', Endpoint: '' }]);
    expect(subscription(watched())).toEqual([{ Protocol: 'email', Endpoint: 'someone@example.org' }]);
  });

  test('silence is good, but where data should come it is what the alarm is about', () => {
    const missing = alarms().map(name => [name, fieldsOf(template().properties(name)).TreatMissingData]);
    expect(Object.fromEntries(missing)).toEqual({
      DeadLettersAlarm: 'notBreaching',
      TransformErrorsAlarm: 'notBreaching',
      KeptOutAlarm: 'notBreaching',
      QueryErrorsAlarm: 'notBreaching',
      DataAgeAlarm: 'breaching',
    });
    expect(fieldsOf(watched().properties('DataAgeAlarm'))).toMatchObject({ Period: 86_400, EvaluationPeriods: '3' });
  });

  test('the alarm on dead letters names the command that takes them away', () => {
    expect(fieldsOf(template().properties('DeadLettersAlarm')).AlarmDescription).toContain('"npx serverless rebuild"');
  });

  test.each([
    ['PublishedCount', 'DataAgeAlarm'],
    ['KeptOutCount', 'KeptOutAlarm'],
  ])('%s counts in the log of the transform what %s looks at', (filter, alarm) => {
    const { MetricNamespace, MetricName, LogGroupName } = { MetricNamespace: '', MetricName: '', ...count(filter) };
    expect(LogGroupName).toBe('/aws/lambda/seecovid-prod-transform');
    expect(template().properties(alarm)).toMatchObject({ Namespace: MetricNamespace, MetricName });
  });

  test('alarms on queue, function and API look at those of the stack', () => {
    const dimensions = (name: string) => JSON.stringify(template().properties(name));
    expect(dimensions('DeadLettersAlarm')).toContain('{"Name":"QueueName","Value":"DeadLetters.QueueName"}');
    expect(dimensions('TransformErrorsAlarm')).toContain('{"Name":"FunctionName","Value":"seecovid-prod-transform"}');
    expect(dimensions('QueryErrorsAlarm').match(/\{"Name":"ApiId","Value":"HttpApi"\}/g)).toHaveLength(2);
  });

  test.each<[string, (at: Workshop) => Promise<void>, { published: boolean; keptOut: boolean }]>([
    ['a new day', at => at.put(reportName('2020-03-02'), REPORT), { published: true, keptOut: false }],
    ['nothing new', async () => undefined, { published: false, keptOut: false }],
    ['nothing new, with one kept out before', keepOutOne, { published: false, keptOut: false }],
    [
      'a report that cannot be read',
      at => at.put(reportName('2020-03-02'), 'a,b\n1,2\n'),
      { published: false, keptOut: true },
    ],
    ['a descriptor that cannot be read', at => at.put('dataset.yaml', ': no'), { published: false, keptOut: true }],
  ])('the line that the transform logs after %s is counted as what it is', async (_, change, expected) => {
    const at = await workshop();
    await at.put(reportName('2020-03-01'), REPORT);
    await at.build();
    await change(at);
    const lines: string[] = [];
    const handle = createHandler({
      renameSite: async () => undefined,
      uploads: 'uploads',
      build: dataset => build(dataset, at.tools),
      log: (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
    });
    await handle(batchOf(changeOf('covid/x.csv')), { getRemainingTimeInMillis: () => 300_000 });
    const counted = (name: string) => lines.filter(line => matchesPattern(count(name).pattern, line)).length === 1;
    expect({ published: counted('PublishedCount'), keptOut: counted('KeptOutCount') }, lines.join('\n')).toEqual(
      expected,
    );
  });
}

async function keepOutOne(at: Workshop): Promise<void> {
  await at.put(reportName('2020-03-02'), 'a,b\n1,2\n');
  expect((await at.build()).receipt.outcome).toBe('quarantined');
}
