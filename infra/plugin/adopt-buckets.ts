import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackImportComplete,
} from '@aws-sdk/client-cloudformation';
import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { Problem } from '../../functions/contract/problem.ts';
import { refusalOf } from '../../functions/store/s3-failure.ts';
import { stackResources } from './deployed-stack.ts';
import type { KeptBucket } from './kept-buckets.ts';

export interface AdoptBucketsOptions {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  /** A stack that is there. */
  readonly stack: string;
  /** The account that must own the buckets. */
  readonly account: string;
  readonly kept: readonly KeptBucket[];
}

const MOST_SECONDS = 600;

/**
 * Takes buckets that a stack left behind when it was removed back into it, and gives their names: CloudFormation would
 * otherwise fail to create what is there. Only the bucket and its name are taken; the update that follows sets the rest.
 */
export async function adoptBuckets(options: AdoptBucketsOptions): Promise<readonly string[]> {
  const { cloudFormation: client, stack } = options;
  const left = await leftBehind(options);
  if (left.length === 0) return [];
  const asked = { StackName: stack, ChangeSetName: `adopt-${Date.now().toString(36)}` };
  const waiting = { client, maxWaitTime: MOST_SECONDS, minDelay: 1, maxDelay: 5 };
  await client.send(
    new CreateChangeSetCommand({
      ...asked,
      ChangeSetType: 'IMPORT',
      TemplateBody: await templateWith(client, stack, left),
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
      ResourcesToImport: left.map(({ logicalId, name }) => ({
        ResourceType: 'AWS::S3::Bucket',
        LogicalResourceId: logicalId,
        ResourceIdentifier: { BucketName: name },
      })),
    }),
  );
  await orReason(waitUntilChangeSetCreateComplete(waiting, asked), async () => {
    return (await client.send(new DescribeChangeSetCommand(asked))).StatusReason;
  });
  await client.send(new ExecuteChangeSetCommand(asked));
  await orReason(waitUntilStackImportComplete(waiting, { StackName: stack }), async () => {
    return (await client.send(new DescribeStacksCommand({ StackName: stack }))).Stacks?.[0]?.StackStatusReason;
  });
  return left.map(({ name }) => name);
}

/** What is thrown while waiting is a whole answer as JSON; the sentence in it is asked for on its own. */
async function orReason(waiting: Promise<unknown>, reason: () => Promise<string | undefined>): Promise<void> {
  try {
    await waiting;
  } catch (cause) {
    const says = `CloudFormation took nothing up: ${(await reason()) ?? 'it gives no reason'}`;
    throw new Problem('store-failed', says, { cause });
  }
}

async function leftBehind({ cloudFormation, s3, stack, account, kept }: AdoptBucketsOptions): Promise<KeptBucket[]> {
  const held = new Set((await stackResources(cloudFormation, stack)).map(({ logicalId }) => logicalId));
  const left: KeptBucket[] = [];
  for (const bucket of kept)
    if (!held.has(bucket.logicalId) && (await isOurs(s3, bucket.name, account))) left.push(bucket);
  return left;
}

async function isOurs(s3: S3Client, name: string, account: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const { status, code } = refusalOf(error);
    if (status === 404) return false;
    const says = `the bucket ${name} must be free, or belong to the account ${account} and be open to who deploys`;
    throw new Problem('store-failed', `${says}; S3 says ${status ?? code}`, { cause: error });
  }
}

/** An import may bring in what is named, and change nothing else of the stack. */
async function templateWith(
  client: CloudFormationClient,
  stack: string,
  buckets: readonly KeptBucket[],
): Promise<string> {
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: stack, TemplateStage: 'Original' }));
  const template: { Resources?: object } = JSON.parse(TemplateBody ?? '{}');
  const adopted = buckets.map(({ logicalId, name }) => [
    logicalId,
    {
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { BucketName: name },
    },
  ]);
  return JSON.stringify({ ...template, Resources: { ...template.Resources, ...Object.fromEntries(adopted) } });
}
