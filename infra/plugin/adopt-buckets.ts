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
  /** An existing stack. */
  readonly stack: string;
  /** The account that must own the buckets. */
  readonly account: string;
  readonly kept: readonly KeptBucket[];
}

const MAX_WAIT_S = 600;

/**
 * Imports the buckets that a removed stack left behind into the new one, and returns their names: CloudFormation would fail
 * to create them. It imports only the bucket with its name; the update that follows sets the rest.
 */
export async function adoptBuckets(options: AdoptBucketsOptions): Promise<readonly string[]> {
  const { cloudFormation: client, stack } = options;
  const orphans = await findOrphans(options);
  if (orphans.length === 0) return [];
  const changeSet = { StackName: stack, ChangeSetName: `adopt-${Date.now().toString(36)}` };
  const waiting = { client, maxWaitTime: MAX_WAIT_S, minDelay: 1, maxDelay: 5 };
  await client.send(
    new CreateChangeSetCommand({
      ...changeSet,
      ChangeSetType: 'IMPORT',
      TemplateBody: await templateWith(client, stack, orphans),
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
      ResourcesToImport: orphans.map(({ logicalId, name }) => ({
        ResourceType: 'AWS::S3::Bucket',
        LogicalResourceId: logicalId,
        ResourceIdentifier: { BucketName: name },
      })),
    }),
  );
  await orReason(waitUntilChangeSetCreateComplete(waiting, changeSet), async () => {
    return (await client.send(new DescribeChangeSetCommand(changeSet))).StatusReason;
  });
  await client.send(new ExecuteChangeSetCommand(changeSet));
  await orReason(waitUntilStackImportComplete(waiting, { StackName: stack }), async () => {
    return (await client.send(new DescribeStacksCommand({ StackName: stack }))).Stacks?.[0]?.StackStatusReason;
  });
  return orphans.map(({ name }) => name);
}

/** A waiter throws a whole response as JSON, so the reason is fetched on its own. */
async function orReason(waiting: Promise<unknown>, reason: () => Promise<string | undefined>): Promise<void> {
  try {
    await waiting;
  } catch (cause) {
    const message = `CloudFormation did not import the buckets: ${(await reason()) ?? 'no reason given'}`;
    throw new Problem('store-failed', message, { cause });
  }
}

async function findOrphans({ cloudFormation, s3, stack, account, kept }: AdoptBucketsOptions): Promise<KeptBucket[]> {
  const inStack = new Set((await stackResources(cloudFormation, stack)).map(({ logicalId }) => logicalId));
  const orphans: KeptBucket[] = [];
  for (const bucket of kept)
    if (!inStack.has(bucket.logicalId) && (await isOurs(s3, bucket.name, account))) orphans.push(bucket);
  return orphans;
}

async function isOurs(s3: S3Client, name: string, account: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const { status, code } = refusalOf(error);
    if (status === 404) return false;
    const rule = `the bucket name ${name} must be free, or its bucket must belong to the account ${account} and be accessible`;
    throw new Problem('store-failed', `${rule}; S3 answered ${status ?? code}`, { cause: error });
  }
}

/** The current template plus the buckets: an import may change nothing else. */
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
