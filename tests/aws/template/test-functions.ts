import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BASE_PATH } from '../../../functions/query/http/api-response.ts';
import { TABLE_ROUTES } from '../../../functions/query/table-queries/table-routes.ts';
import { MAX_SECONDS } from '../../../functions/tables/tables-app.ts';
import { IMAGE } from './package-template.ts';
import { statementsOf } from './policy-statements.ts';
import { ACCOUNT, fieldsOf, REGION, type Template } from './read-template.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Concurrent functions per region. */
const NEW_ACCOUNT_CONCURRENCY = 10;
/** Of a warm function, including reads from S3. */
const RESPONSE_SECONDS = 0.1;
const GATEWAY_TIMEOUT_SECONDS = 30;

/** The functions, and the queue and API that invoke them. */
export function testFunctions(template: () => Template): void {
  const properties = (name: string) => fieldsOf(template().properties(name));
  const query = () => properties('QueryLambdaFunction');
  const tables = () => properties('TablesLambdaFunction');
  const transform = () => properties('TransformLambdaFunction');

  test('the query function runs on the Node of the tests, transform and tables are the given image', () => {
    expect(query()).toMatchObject({
      Runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
      Handler: 'functions/query/lambda.handler',
      Architectures: ['arm64'],
    });
    const image = { PackageType: 'Image', Code: { ImageUri: IMAGE }, Architectures: ['arm64'] };
    expect(transform()).toMatchObject(image);
    expect(tables()).toMatchObject({ ...image, ImageConfig: { Command: ['tables.handler'] } });
  });

  test.each([
    ['QueryLambdaFunction', 'functions/query/lambda.ts'],
    ['TablesLambdaFunction', 'functions/tables/lambda.ts'],
    ['TransformLambdaFunction', 'functions/build/lambda.ts'],
  ])('%s has exactly the environment variables that %s reads', (name, file) => {
    const read = readFileSync(join(ROOT, file), 'utf8').match(/SEECOVID_[A-Z_]+/g);
    const variables = fieldsOf(fieldsOf(properties(name).Environment).Variables);
    expect(Object.keys(variables).toSorted()).toEqual([...new Set(read)].toSorted());
    expect(Object.values(variables)).not.toContain('');
  });

  test('the buckets in the environment are those of the stack', () => {
    const { UploadsBucket, WorkBucket, SiteBucket } = template().outputs;
    expect(fieldsOf(transform().Environment).Variables).toEqual({
      SEECOVID_UPLOADS_BUCKET: UploadsBucket,
      SEECOVID_WORK_BUCKET: WorkBucket,
      SEECOVID_SITE_BUCKET: SiteBucket,
    });
    for (const name of [query, tables]) {
      expect(fieldsOf(name().Environment).Variables).toMatchObject({ SEECOVID_SITE_BUCKET: SiteBucket });
    }
  });

  test('the release is a hash of the code: sixteen hexadecimal digits', () => {
    const [one, two] = [query, tables].map(name => fieldsOf(fieldsOf(name().Environment).Variables).SEECOVID_RELEASE);
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(two).toBe(one);
  });

  test('the functions of the API time out before their callers do', () => {
    const { Origins } = fieldsOf(fieldsOf(properties('Distribution')).DistributionConfig);
    const [readTimeout] = template().everywhere('OriginReadTimeout');
    expect(Origins).toBeDefined();
    for (const name of [query, tables]) expect(Number(name().Timeout)).toBeLessThan(GATEWAY_TIMEOUT_SECONDS);
    expect(Number(tables().Timeout)).toBeGreaterThan(MAX_SECONDS);
    expect(readTimeout).toBeGreaterThanOrEqual(GATEWAY_TIMEOUT_SECONDS);
  });

  test('transform and tables have at least 2 GB, and no more than a new account may use', () => {
    for (const name of [transform, tables]) {
      expect(name().MemorySize).toBeGreaterThanOrEqual(2048);
      expect(name().MemorySize).toBeLessThanOrEqual(3008);
      expect(fieldsOf(name().EphemeralStorage).Size).toBeGreaterThanOrEqual(2048);
    }
  });

  test('no function reserves concurrency, which new accounts cannot set aside', () => {
    expect(template().everywhere('ReservedConcurrentExecutions')).toEqual([]);
  });

  test('builds and throttled API requests fit the concurrency of a new account', () => {
    const [mapping = ''] = template().names('AWS::Lambda::EventSourceMapping');
    const [stage = ''] = template().names('AWS::ApiGatewayV2::Stage');
    const builds = Number(fieldsOf(properties(mapping).ScalingConfig).MaximumConcurrency);
    const { ThrottlingRateLimit, ThrottlingBurstLimit } = fieldsOf(properties(stage).DefaultRouteSettings);
    const responses = Number(ThrottlingBurstLimit) + Number(ThrottlingRateLimit) * RESPONSE_SECONDS;
    expect(builds + responses).toBeLessThanOrEqual(NEW_ACCOUNT_CONCURRENCY);
  });

  test('the queue feeds up to two concurrent builds, and takes back only failed messages', () => {
    const [mapping = ''] = template().names('AWS::Lambda::EventSourceMapping');
    expect(properties(mapping)).toEqual({
      // More than ten need a batching window, with which a single message may wait for 20 s.
      BatchSize: 10,
      EventSourceArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:Changes`,
      FunctionName: 'TransformLambdaFunction.Arn',
      Enabled: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  test('a message stays hidden for longer than a build may take, and is a dead letter after five attempts', () => {
    const changes = properties('Changes');
    expect(transform().Timeout).toBe(300);
    expect(Number(changes.VisibilityTimeout)).toBeGreaterThan(Number(transform().Timeout));
    expect(changes).toMatchObject({
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:DeadLetters`, maxReceiveCount: 5 },
    });
    const dead = properties('DeadLetters');
    expect(dead.SqsManagedSseEnabled).toBe(true);
    expect(Number(dead.MessageRetentionPeriod)).toBeGreaterThan(Number(changes.MessageRetentionPeriod));
  });

  test('only the uploads bucket of this account may send to the queue', () => {
    expect(statementsOf(properties('ChangesPolicy'))).toEqual([
      {
        effect: 'Allow',
        principal: { Service: 's3.amazonaws.com' },
        actions: ['sqs:SendMessage'],
        resources: [`arn:aws:sqs:${REGION}:${ACCOUNT}:Changes`],
        condition: {
          ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${template().outputs.UploadsBucket}` },
          StringEquals: { 'aws:SourceAccount': ACCOUNT },
        },
      },
    ]);
  });

  test('the API is read-only and throttled, and only it may invoke its functions', () => {
    const routes = template()
      .names('AWS::ApiGatewayV2::Route')
      .map(name => properties(name).RouteKey);
    const ofTables = TABLE_ROUTES.flatMap(({ path }) => ['GET', 'HEAD'].map(method => `${method} ${BASE_PATH}${path}`));
    const others = ['GET /api/{proxy+}', 'HEAD /api/{proxy+}', 'OPTIONS /api/{proxy+}'];
    const pages = ['/{dataset}/place/{place+}', '/sitemap.xml', '/robots.txt'];
    const ofPages = pages.flatMap(path => ['GET', 'HEAD'].map(method => `${method} ${path}`));
    expect(routes.toSorted()).toEqual([...others, ...ofPages, ...ofTables].toSorted());
    expect(properties('HttpApiStage').DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 20,
      ThrottlingBurstLimit: 6,
    });
    const callers = template().names('AWS::Lambda::Permission').map(properties);
    expect(callers).toMatchObject(
      ['QueryLambdaFunction.Arn', 'TablesLambdaFunction.Arn'].map(FunctionName => ({
        FunctionName,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:HttpApi/*`,
      })),
    );
  });

  test('all logs expire after a month', () => {
    const groups = template().names('AWS::Logs::LogGroup').map(properties);
    expect(groups.map(({ RetentionInDays }) => RetentionInDays)).toEqual([30, 30, 30]);
  });

  test('the outputs are what the deployment and the command line read', () => {
    const { prefix, ...outputs } = { prefix: 'seecovid-prod', ...template().outputs };
    expect(outputs).toMatchObject({
      SiteAddress: 'https://Distribution.DomainName',
      UploadsBucket: `${prefix}-uploads-${ACCOUNT}-${REGION}`,
      WorkBucket: `${prefix}-work-${ACCOUNT}-${REGION}`,
      SiteBucket: `${prefix}-site-${ACCOUNT}-${REGION}`,
      ChangesQueue: 'Changes',
      DistributionId: 'Distribution',
    });
  });
}
