import { expect, test } from 'vitest';
import { build } from '../../../functions/build/build.ts';
import { createHandler } from '../../../functions/build/handle-messages.ts';
import { reportCsv, reportName } from '../../build/report-csv.ts';
import { type Workshop, workshop } from '../../build/workshop.ts';
import { batchOf, changeOf } from '../event-of.ts';
import { fieldsOf, listOf, type Template } from './read-template.ts';

const REPORT = reportCsv([{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }]);

/** @param withEmail the same with an e-mail address and a maximum age of three days */
export function testAlarms(template: () => Template, withEmail: () => Template): void {
  const alarms = () => template().names('AWS::CloudWatch::Alarm');
  const count = (name: string) => {
    const { FilterPattern, MetricTransformations, LogGroupName } = fieldsOf(template().properties(name));
    const [transformation] = listOf(MetricTransformations);
    return { pattern: String(FilterPattern), LogGroupName, ...fieldsOf(transformation) };
  };

  test('without an e-mail address there are no alarms; with one, each goes there', () => {
    for (const name of alarms()) {
      expect(template().attribute(name, 'Condition')).toBe(name === 'DataAgeAlarm' ? 'HasDataAgeAlarm' : 'HasEmail');
      expect(fieldsOf(template().properties(name)).AlarmActions).toEqual(['AlarmTopic']);
    }
    expect(alarms()).toHaveLength(5);
    expect(template().attribute('AlarmTopic', 'Condition')).toBe('HasEmail');
    const subscription = (of: Template) => fieldsOf(of.properties('AlarmTopic')).Subscription;
    expect(subscription(template())).toEqual([{ Protocol: 'email', Endpoint: '' }]);
    expect(subscription(withEmail())).toEqual([{ Protocol: 'email', Endpoint: 'someone@example.org' }]);
  });

  test('missing data is no alarm, except for the age of the data', () => {
    const missing = alarms().map(name => [name, fieldsOf(template().properties(name)).TreatMissingData]);
    expect(Object.fromEntries(missing)).toEqual({
      DeadLettersAlarm: 'notBreaching',
      TransformErrorsAlarm: 'notBreaching',
      RejectedUploadsAlarm: 'notBreaching',
      QueryErrorsAlarm: 'notBreaching',
      DataAgeAlarm: 'breaching',
    });
    expect(fieldsOf(withEmail().properties('DataAgeAlarm'))).toMatchObject({ Period: 86_400, EvaluationPeriods: '3' });
  });

  test('the alarm on dead letters names the command that deletes them', () => {
    expect(fieldsOf(template().properties('DeadLettersAlarm')).AlarmDescription).toContain('"npx serverless rebuild"');
  });

  test.each([
    ['PublishedCount', 'DataAgeAlarm'],
    ['RejectedUploadsCount', 'RejectedUploadsAlarm'],
  ])('%s counts in the log of the transform what %s watches', (filter, alarm) => {
    const { MetricNamespace, MetricName, LogGroupName } = { MetricNamespace: '', MetricName: '', ...count(filter) };
    expect(LogGroupName).toBe('/aws/lambda/seecovid-prod-transform');
    expect(template().properties(alarm)).toMatchObject({ Namespace: MetricNamespace, MetricName });
  });

  test('alarms on queue, function and API watch those of the stack', () => {
    const dimensions = (name: string) => JSON.stringify(template().properties(name));
    expect(dimensions('DeadLettersAlarm')).toContain('{"Name":"QueueName","Value":"DeadLetters.QueueName"}');
    expect(dimensions('TransformErrorsAlarm')).toContain('{"Name":"FunctionName","Value":"seecovid-prod-transform"}');
    expect(dimensions('QueryErrorsAlarm').match(/\{"Name":"ApiId","Value":"HttpApi"\}/g)).toHaveLength(2);
  });

  test.each<[string, (at: Workshop) => Promise<void>, { published: boolean; rejected: boolean }]>([
    ['a new day', at => at.put(reportName('2020-03-02'), REPORT), { published: true, rejected: false }],
    ['nothing new', async () => undefined, { published: false, rejected: false }],
    ['nothing new, with one rejected before', rejectOne, { published: false, rejected: false }],
    [
      'a report that cannot be read',
      at => at.put(reportName('2020-03-02'), 'a,b\n1,2\n'),
      { published: false, rejected: true },
    ],
    ['a descriptor that cannot be read', at => at.put('dataset.yaml', ': no'), { published: false, rejected: true }],
  ])('the log line of the transform after %s is counted correctly', async (_, change, expected) => {
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
    expect(
      { published: counted('PublishedCount'), rejected: counted('RejectedUploadsCount') },
      lines.join('\n'),
    ).toEqual(expected);
  });
}

async function rejectOne(at: Workshop): Promise<void> {
  await at.put(reportName('2020-03-02'), 'a,b\n1,2\n');
  expect((await at.build()).receipt.outcome).toBe('quarantined');
}

/**
 * Whether a JSON filter pattern of CloudWatch Logs matches a line. Supports conditions `$.field = "text"`, `!=`, `> number` and
 * `IS FALSE`, joined by `&&`; throws for anything else, so that no pattern goes untested.
 */
function matchesPattern(pattern: string, line: string): boolean {
  const inner = /^\{ (.*) \}$/.exec(pattern)?.[1];
  if (inner === undefined) throw new Error(`${pattern} is not a JSON pattern`);
  const event: unknown = JSON.parse(line);
  return inner.split(' && ').every(condition => holds(condition, event));
}

function holds(condition: string, event: unknown): boolean {
  const [, field = '', operator, value = ''] = /^\(\$\.(\w+) (=|!=|>|IS) (.+)\)$/.exec(condition) ?? [];
  const found = typeof event === 'object' && event !== null ? Reflect.get(event, field) : undefined;
  switch (operator) {
    case '=':
      return found === JSON.parse(value);
    case '!=':
      return found !== undefined && found !== JSON.parse(value);
    case '>':
      return typeof found === 'number' && found > Number(value);
    case 'IS':
      return found === (value === 'TRUE');
    default:
      throw new Error(`unsupported condition: ${condition}`);
  }
}
