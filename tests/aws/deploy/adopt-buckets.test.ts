import {
  type ChangeSetStatus,
  CloudFormationClient,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type StackStatus,
} from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { adoptBuckets } from '../../../infra/plugin/adopt-buckets.ts';
import { describeMoto } from '../describe-moto.ts';

const TEMPLATE = { Resources: { Own: { Type: 'AWS::S3::Bucket' } }, Outputs: { Own: { Value: { Ref: 'Own' } } } };
const ACCOUNT = '123456789012';

/** moto does not support imports, so CloudFormation is mocked with the states from its documentation. */
function cloudFormation({
  existing = ['Own'],
  imported = 'IMPORT_COMPLETE',
  changeSet = 'CREATE_COMPLETE',
}: {
  existing?: readonly string[];
  imported?: StackStatus;
  changeSet?: ChangeSetStatus;
} = {}) {
  const mock = mockClient(CloudFormationClient);
  mock.on(ListStackResourcesCommand).resolves({
    StackResourceSummaries: existing.map(LogicalResourceId => ({
      ...{ LogicalResourceId, ResourceType: 'AWS::S3::Bucket', PhysicalResourceId: 'x' },
      ...{ ResourceStatus: 'CREATE_COMPLETE', LastUpdatedTimestamp: new Date() },
    })),
  });
  mock.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(TEMPLATE) });
  mock.on(CreateChangeSetCommand).resolves({ Id: 'arn' });
  mock.on(DescribeChangeSetCommand).resolves({ Status: changeSet, StatusReason: 'Uploads is in another stack' });
  mock.on(DescribeStacksCommand).resolves({
    Stacks: [{ StackName: 'small', CreationTime: new Date(), StackStatus: imported, StackStatusReason: 'the reason' }],
  });
  const names = () => mock.calls().map(({ args: [command] }) => command.constructor.name);
  return { client: new CloudFormationClient({ region: 'us-east-1' }), names, mock };
}

describeMoto('adoptBuckets({ cloudFormation, s3, stack, account, kept })', aws => {
  const adopt = async (client: CloudFormationClient, names: readonly string[], s3 = aws().client) =>
    await adoptBuckets({
      ...{ cloudFormation: client, s3, stack: 'small', account: ACCOUNT },
      kept: names.map((name, at) => ({ logicalId: at === 0 ? 'Uploads' : `Uploads${at}`, name })),
    });

  test('imports a bucket that exists and is not in the stack, and nothing else', async () => {
    const { client, mock, names } = cloudFormation();
    const bucket = await aws().bucket();
    expect(await adopt(client, [bucket, 'no-such-bucket-here'])).toEqual([bucket]);
    const input: Partial<CreateChangeSetCommandInput> =
      mock.commandCalls(CreateChangeSetCommand)[0]?.args[0].input ?? {};
    expect(input).toMatchObject({
      StackName: 'small',
      ChangeSetType: 'IMPORT',
      ResourcesToImport: [
        {
          ResourceType: 'AWS::S3::Bucket',
          LogicalResourceId: 'Uploads',
          ResourceIdentifier: { BucketName: bucket },
        },
      ],
    });
    expect(JSON.parse(input.TemplateBody ?? '')).toEqual({
      ...TEMPLATE,
      Resources: {
        ...TEMPLATE.Resources,
        Uploads: {
          ...{ Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
          Properties: { BucketName: bucket },
        },
      },
    });
    expect(names()).toEqual([
      'ListStackResourcesCommand',
      'GetTemplateCommand',
      'CreateChangeSetCommand',
      'DescribeChangeSetCommand',
      'ExecuteChangeSetCommand',
      'DescribeStacksCommand',
    ]);
    const [executed] = mock.commandCalls(ExecuteChangeSetCommand);
    expect(executed?.args[0].input).toEqual({ StackName: 'small', ChangeSetName: input.ChangeSetName });
  });

  test.each([
    ['is in the stack', ['Own', 'Uploads'], true],
    ['does not exist', ['Own'], false],
  ])('changes nothing if the bucket %s', async (_, existing, created) => {
    const { client, names } = cloudFormation({ existing });
    expect(await adopt(client, [created ? await aws().bucket() : 'no-such-bucket-here'])).toEqual([]);
    expect(names()).toEqual(['ListStackResourcesCommand']);
  });

  test('says why CloudFormation imports nothing', async () => {
    const bucket = await aws().bucket();
    await expect(adopt(cloudFormation({ changeSet: 'FAILED' }).client, [bucket])).rejects.toThrow(
      'CloudFormation did not import the buckets: Uploads is in another stack',
    );
    await expect(adopt(cloudFormation({ imported: 'IMPORT_ROLLBACK_COMPLETE' }).client, [bucket])).rejects.toThrow(
      'CloudFormation did not import the buckets: the reason',
    );
  });

  test('rejects a bucket of another account', async () => {
    const { client, names } = cloudFormation();
    const theirs = ownedBy(aws().endpoint, '999999999999');
    await expect(adopt(client, [await aws().bucket()], theirs)).rejects.toThrow(
      /must be free, or its bucket must belong to the account 123456789012 .*; S3 answered 403$/,
    );
    expect(await adopt(client, [await aws().bucket()], ownedBy(aws().endpoint, ACCOUNT))).toHaveLength(1);
    expect(names().slice(0, 2)).toEqual(['ListStackResourcesCommand', 'ListStackResourcesCommand']);
  });
});

/** A client whose buckets all belong to one account: moto ignores the expected owner. */
function ownedBy(endpoint: string, owner: string): S3Client {
  const client = new S3Client({ endpoint, forcePathStyle: true });
  client.middlewareStack.add(
    next => async args => {
      if (Reflect.get(args.input, 'ExpectedBucketOwner') === owner) return await next(args);
      throw Object.assign(new Error('Forbidden'), { name: '403', $metadata: { httpStatusCode: 403 } });
    },
    { step: 'initialize' },
  );
  return client;
}
