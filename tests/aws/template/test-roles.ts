import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { describe, expect, test, vi } from 'vitest';
import { templateKey } from '../../../functions/contract/keys.ts';
import { TEMPLATES } from '../../../functions/publish/pages.ts';
import { createQueryApp } from '../../../functions/query/query-app.ts';
import { S3Store } from '../../../functions/store/s3-store.ts';
import type { Store } from '../../../functions/store/store.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../../build/lookup-table.ts';
import { reportCsv, reportName } from '../../build/report-csv.ts';
import { workshop } from '../../build/workshop.ts';
import { MemoryStore } from '../../query/memory-store.ts';
import { publishFixture } from '../../query/publish-fixture.ts';
import { TINY } from '../../query/tiny-data.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';
import { askTables } from '../../tables/ask-tables.ts';
import { publishTables } from '../../tables/publish-table.ts';
import { VISITS } from '../../tables/visits.ts';
import { describeMoto } from '../describe-moto.ts';
import { batchOf, changeOf, eventOf } from '../event-of.ts';
import { roleStatements } from './policy-statements.ts';
import { ACCOUNT, fieldsOf, REGION, type Template } from './read-template.ts';
import { type Call, callsDuring, recording } from './recorded-calls.ts';

const REPORT = reportCsv([{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }]);
const QUERIES = ['/datasets', '/datasets/covid/series?regions=ITA,USA', '/datasets/nothing'];
const TABLE_QUERIES = [
  '/datasets/covid/tables/visits/rows',
  `/datasets/covid/tables/visits/rows?snapshot=${'0'.repeat(32)}`,
  '/datasets/nothing/tables/visits/rows',
];
const ROLES = ['QueryRole', 'TablesRole', 'TransformRole'];

/** Each role allows exactly what the real code of its function calls. */
export function testRoles(template: () => Template): void {
  const bucket = (name: 'Uploads' | 'Work' | 'Site') => String(fieldsOf(template().properties(name)).BucketName);

  test('each function has its own role, which only Lambda may assume', () => {
    expect(template().names('AWS::IAM::Role').toSorted()).toEqual(ROLES);
    for (const role of ROLES) {
      const { Statement } = fieldsOf(fieldsOf(template().properties(role)).AssumeRolePolicyDocument);
      expect(Statement).toEqual([
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]);
    }
    expect(roleOf('QueryLambdaFunction')).toBe('QueryRole.Arn');
    expect(roleOf('TablesLambdaFunction')).toBe('TablesRole.Arn');
    expect(roleOf('TransformLambdaFunction')).toBe('TransformRole.Arn');
  });

  test('no action has a wildcard, and a resource only at its end or for the data set', () => {
    for (const { effect, actions, resources } of ROLES.flatMap(statements)) {
      expect(effect).toBe('Allow');
      expect(actions.filter(action => action.includes('*'))).toEqual([]);
      expect(resources.filter(resource => !/^arn:[^*]+[^*:/](\/\*\/[^*]+[^*:/])?([/:]\*)?$/.test(resource))).toEqual(
        [],
      );
    }
  });

  describe('with stores that record their calls', () => {
    test('the query function may do what it does', async () => {
      const [store, calls]: [MemoryStore, Call[]] = [new MemoryStore(), []];
      await publishFixture(store, TINY);
      const app = createQueryApp({ store: recording(store, bucket('Site'), calls), log: () => undefined });
      for (const path of QUERIES) await app.fetch(new Request(`https://example.org/api/v1${path}`));
      await app.fetch(new Request('https://example.org/tiny/place/A'));
      expectAllowed('QueryRole', [...calls, ...logging('QueryLambdaFunction')]);
    });

    test('the tables function may do what it does', async () => {
      const [store, calls]: [MemoryStore, Call[]] = [new MemoryStore(), []];
      await publishTables(store, 'covid', [VISITS]);
      const { ask, close } = await askTables(recording(store, bucket('Site'), calls));
      for (const path of TABLE_QUERIES) await ask(path);
      await close();
      expectAllowed('TablesRole', [...calls, ...logging('TablesLambdaFunction')]);
    });

    test('the transform may do what it does', async () => {
      const { put, remove, tools, build } = await workshop();
      const calls: Call[] = [];
      const recorded = {
        uploads: recording(tools.uploads, bucket('Uploads'), calls),
        work: recording(tools.work, bucket('Work'), calls),
        site: recording(tools.site, bucket('Site'), calls),
      };
      await putTemplates(tools.site);
      for (const date of ['2020-03-01', '2020-03-02']) {
        await put(reportName(date), REPORT);
        await build(recorded);
      }
      await remove(reportName('2020-03-02'));
      await build(recorded);
      expectAllowed('TransformRole', [...calls, ...receiving(), ...logging('TransformLambdaFunction')]);
    });
  });

  describeMoto('with a real S3 server and the environment of the template,', aws => {
    test('the query function may do what it does', async () => {
      const { client, endpoint } = aws();
      await client.send(new CreateBucketCommand({ Bucket: bucket('Site') }));
      await publishFixture(new S3Store({ client, bucket: bucket('Site') }), TINY);
      deployed('QueryLambdaFunction', endpoint);
      const { handler } = await import('../../../functions/query/lambda.ts');
      const calls = await callsDuring(async () => {
        for (const path of QUERIES) await handler(eventOf(`https://example.org/api/v1${path}`));
        await handler(eventOf('https://example.org/tiny/place/A'));
      });
      expectAllowed('QueryRole', [...calls, ...logging('QueryLambdaFunction')]);
    });

    test('the transform may do what it does', async () => {
      const { client, endpoint } = aws();
      for (const name of ['Uploads', 'Work', 'Site'] as const)
        await client.send(new CreateBucketCommand({ Bucket: bucket(name) }));
      deployed('TransformLambdaFunction', endpoint);
      vi.stubEnv('AWS_LAMBDA_FUNCTION_MEMORY_SIZE', String(functionOf('TransformLambdaFunction').MemorySize));
      vi.stubEnv('LAMBDA_TASK_ROOT', process.cwd());
      const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      const { handler } = await import('../../../functions/build/lambda.ts');
      const uploads = new S3Store({ client, bucket: bucket('Uploads') });
      await uploads.put(`covid/${LOOKUP_NAME}`, Buffer.from(LOOKUP_TABLE));
      await putTemplates(new S3Store({ client, bucket: bucket('Site') }));
      const calls: Call[] = [];
      for (const date of ['2020-03-01', '2020-03-02']) {
        await uploads.put(`covid/${reportName(date)}`, Buffer.from(REPORT));
        const batch = batchOf(changeOf(`covid/${reportName(date)}`, { bucket: bucket('Uploads') }));
        calls.push(...(await callsDuring(() => handler(batch, { getRemainingTimeInMillis: () => 300_000 }))));
      }
      silent.mockRestore();
      expectAllowed('TransformRole', [...calls, ...receiving(), ...logging('TransformLambdaFunction')]);
    });

    test('the tables function may do what it does', async () => {
      const { client, endpoint } = aws();
      await client.send(new CreateBucketCommand({ Bucket: bucket('Site') }));
      await publishTables(new S3Store({ client, bucket: bucket('Site') }), 'covid', [VISITS]);
      deployed('TablesLambdaFunction', endpoint);
      vi.stubEnv('TMPDIR', await temporaryFolder());
      const { handler } = await import('../../../functions/tables/lambda.ts');
      const calls = await callsDuring(async () => {
        for (const path of TABLE_QUERIES) await handler(eventOf(`https://example.org/api/v1${path}`));
      });
      expectAllowed('TablesRole', [...calls, ...logging('TablesLambdaFunction')]);
    });
  });

  function expectAllowed(role: string, calls: readonly Call[]): void {
    const allowed = statements(role).flatMap(({ actions, resources }) =>
      actions.flatMap(action => resources.map(resource => ({ action, resource }))),
    );
    const grants = (grant: Call, call: Call) => grant.action === call.action && covers(grant.resource, call.resource);
    expect(
      calls.filter(call => !allowed.some(grant => grants(grant, call))),
      'called but not allowed',
    ).toEqual([]);
    expect(
      allowed.filter(grant => !calls.some(call => grants(grant, call))),
      'allowed but not called',
    ).toEqual([]);
    const wide = allowed
      .filter(({ resource }) => resource.endsWith('/*'))
      .filter(
        grant =>
          grant.resource !==
          commonPattern(
            grant,
            calls.filter(call => grants(grant, call)),
          ),
      );
    expect(wide, 'allowed for more than is called').toEqual([]);
  }

  /** What Lambda itself calls with a function's role. */
  function logging(name: string): readonly Call[] {
    const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/${functionOf(name).FunctionName}`;
    return ['logs:CreateLogStream', 'logs:PutLogEvents'].map(action => ({
      action,
      resource: `${group}:log-stream:one`,
    }));
  }

  function receiving(): readonly Call[] {
    const resource = `arn:aws:sqs:${REGION}:${ACCOUNT}:Changes`;
    const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    return actions.map(action => ({ action, resource }));
  }

  function deployed(name: string, endpoint: string): void {
    vi.resetModules();
    const { Variables } = fieldsOf(functionOf(name).Environment);
    for (const [key, value] of Object.entries(fieldsOf(Variables))) vi.stubEnv(key, String(value));
    vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint);
  }

  function functionOf(name: string) {
    return fieldsOf(template().properties(name));
  }

  function roleOf(name: string): unknown {
    return functionOf(name).Role;
  }

  function statements(role: string) {
    return roleStatements(template().properties(role));
  }
}

/** Like a deployment. */
async function putTemplates(site: Store): Promise<void> {
  for (const page of TEMPLATES) await site.put(templateKey(page), Buffer.from('<title data-site="title">Data</title>'));
}

/** The narrowest pattern for calls that may be about any data set; with the data set as a part, where the grant has it so. */
function commonPattern({ resource }: Call, calls: readonly Call[]): string {
  const resources = calls.flatMap(({ resource }) => [resource, resource.replace('/covid/', '/other/')]);
  const [first = [], ...others] = resources.map(resource => resource.split('/'));
  const differ = first.flatMap((part, index) => (others.some(other => other[index] !== part) ? [index] : []));
  const isPart = resource.includes('/*/');
  return [...first.slice(0, differ.at(isPart ? 1 : 0)), '*']
    .map((part, index) => (isPart && index === differ[0] ? '*' : part))
    .join('/');
}

function covers(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}
