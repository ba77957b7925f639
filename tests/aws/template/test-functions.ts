import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IMAGE } from './package-template.ts';
import { statementsOf } from './policy-statements.ts';
import { ACCOUNT, fieldsOf, REGION, type Template } from './read-template.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** The gateway waits no longer. */
/** Functions at once, in a region. */
const NEW_ACCOUNT_CONCURRENCY = 10;
/** Of a warm function, reading from S3 included. */
const ANSWER_SECONDS = 0.1;
const GATEWAY_SECONDS = 30;

/** The functions, and the queue and the API that call them. */
export function testFunctions(template: () => Template): void {
  const properties = (name: string) => fieldsOf(template().properties(name));
  const query = () => properties('QueryLambdaFunction');
  const transform = () => properties('TransformLambdaFunction');

  test('the query function runs on what the tests run on, and the transform is the image that was given', () => {
    expect(query()).toMatchObject({
      Runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
      Handler: 'functions/query/lambda.handler',
      Architectures: ['arm64'],
    });
    expect(transform()).toMatchObject({ PackageType: 'Image', Code: { ImageUri: IMAGE }, Architectures: ['arm64'] });
  });

  test.each([
    ['QueryLambdaFunction', 'functions/query/lambda.ts'],
    ['TransformLambdaFunction', 'functions/build/lambda.ts'],
  ])('%s is told all that %s asks its environment for, and nothing else', (name, file) => {
    const asked = readFileSync(join(ROOT, file), 'utf8').match(/SEECOVID_[A-Z_]+/g);
    const told = fieldsOf(fieldsOf(properties(name).Environment).Variables);
    expect(Object.keys(told).toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(Object.values(told)).not.toContain('');
  });

  test('buckets in the environment are those of the stack', () => {
    const { UploadsBucket, WorkBucket, SiteBucket } = template().outputs;
    expect(fieldsOf(transform().Environment).Variables).toEqual({
      SEECOVID_UPLOADS_BUCKET: UploadsBucket,
      SEECOVID_WORK_BUCKET: WorkBucket,
      SEECOVID_SITE_BUCKET: SiteBucket,
    });
    expect(fieldsOf(query().Environment).Variables).toMatchObject({ SEECOVID_SITE_BUCKET: SiteBucket });
  });

  test('the release names the code: sixteen hexadecimal digits', () => {
    expect(fieldsOf(query().Environment).Variables).toMatchObject({
      SEECOVID_RELEASE: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test('the query function ends before those who wait for it do', () => {
    const { Origins } = fieldsOf(fieldsOf(properties('Distribution')).DistributionConfig);
    const [readTimeout] = template().everywhere('OriginReadTimeout');
    expect(Origins).toBeDefined();
    expect(Number(query().Timeout)).toBeLessThan(GATEWAY_SECONDS);
    expect(readTimeout).toBeGreaterThanOrEqual(GATEWAY_SECONDS);
  });

  test('the transform has 2 GB at least, and no more than a new account may ask for', () => {
    expect(transform().MemorySize).toBeGreaterThanOrEqual(2048);
    expect(transform().MemorySize).toBeLessThanOrEqual(3008);
    expect(fieldsOf(transform().EphemeralStorage).Size).toBeGreaterThanOrEqual(2048);
  });

  test('no function reserves concurrency, which new accounts have none of to give', () => {
    expect(template().everywhere('ReservedConcurrentExecutions')).toEqual([]);
  });

  test('builds and what the API lets through fit into what a new account may run at once', () => {
    const [mapping = ''] = template().names('AWS::Lambda::EventSourceMapping');
    const [stage = ''] = template().names('AWS::ApiGatewayV2::Stage');
    const builds = Number(fieldsOf(properties(mapping).ScalingConfig).MaximumConcurrency);
    const { ThrottlingRateLimit, ThrottlingBurstLimit } = fieldsOf(properties(stage).DefaultRouteSettings);
    const answers = Number(ThrottlingBurstLimit) + Number(ThrottlingRateLimit) * ANSWER_SECONDS;
    expect(builds + answers).toBeLessThanOrEqual(NEW_ACCOUNT_CONCURRENCY);
  });

  test('the queue brings changes to two builds at once, and takes back only what failed', () => {
    const [mapping = ''] = template().names('AWS::Lambda::EventSourceMapping');
    expect(properties(mapping)).toEqual({
      // More than ten need a batching window, and with one a single message may wait for 20 s.
      BatchSize: 10,
      EventSourceArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:Changes`,
      FunctionName: 'TransformLambdaFunction.Arn',
      Enabled: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  test('a message stays hidden for longer than a build may take, and is a dead letter after five', () => {
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

  test('only the uploads of this account may fill the queue', () => {
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

  test('the API only reads, is throttled, and alone may call the query function', () => {
    const routes = template()
      .names('AWS::ApiGatewayV2::Route')
      .map(name => properties(name).RouteKey);
    expect(routes.toSorted()).toEqual(['GET /api/{proxy+}', 'HEAD /api/{proxy+}', 'OPTIONS /api/{proxy+}']);
    expect(properties('HttpApiStage').DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 20,
      ThrottlingBurstLimit: 6,
    });
    const callers = template().names('AWS::Lambda::Permission').map(properties);
    expect(callers).toMatchObject([
      {
        FunctionName: 'QueryLambdaFunction.Arn',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:HttpApi/*`,
      },
    ]);
  });

  test('both logs end after a month', () => {
    const groups = template().names('AWS::Logs::LogGroup').map(properties);
    expect(groups.map(({ RetentionInDays }) => RetentionInDays)).toEqual([30, 30]);
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
