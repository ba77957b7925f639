import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { Problem } from '../../functions/contract/problem.ts';
import { object, parserOf, text } from '../../functions/contract/schema.ts';

/** The outputs of a deployed stack. */
export interface DeployedStack {
  /** Of the site: `https://…`, without a trailing slash. */
  readonly address: string;
  readonly uploads: string;
  readonly work: string;
  readonly site: string;
  /** The URL of the queue that builds are requested from. */
  readonly queue: string;
  /** The id of the CloudFront distribution; null if the stack is of before it was an output. */
  readonly distribution: string | null;
}

/** Reads the outputs of a stack; null if there is no such stack. Throws if outputs are missing. */
export async function deployedStack(client: CloudFormationClient, stack: string): Promise<DeployedStack | null> {
  const outputs = await outputsOf(client, stack);
  if (outputs === null) return null;
  const where = `the stack ${stack}: its output`;
  try {
    const { SiteAddress, UploadsBucket, WorkBucket, SiteBucket, ChangesQueue, DistributionId } = parseOutputs(
      outputs,
      where,
    );
    const address = SiteAddress.replace(/\/$/, '');
    const buckets = { uploads: UploadsBucket, work: WorkBucket, site: SiteBucket };
    return { address, ...buckets, queue: ChangesQueue, distribution: DistributionId };
  } catch (cause) {
    const message = `the stack ${stack} is incomplete: outputs are missing. Run "npm run deploy"`;
    throw new Problem('bad-input', message, { cause });
  }
}

const parseOutputs = parserOf(
  object({
    ...{ SiteAddress: text, UploadsBucket: text, WorkBucket: text, SiteBucket: text, ChangesQueue: text },
    DistributionId: v.optional(v.nullable(text), null),
  }),
);

async function outputsOf(client: CloudFormationClient, stack: string): Promise<Record<string, unknown> | null> {
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    if (found === undefined) return null;
    return Object.fromEntries((found.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  } catch (error) {
    if (isMissingStack(error)) return null;
    throw error;
  }
}

/** CloudFormation has no error code for it. */
export function isMissingStack(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');
}

/** The lines that a deployment ends with. */
export function stackSummary({ address, uploads }: DeployedStack, stage: string): readonly string[] {
  const option = stage === 'prod' ? '' : ` --stage ${stage}`;
  return [
    `Site:     ${address}`,
    `Uploads:  s3://${uploads}`,
    `Next:     npx seecovid upload covid <folder of CSV files>${option}`,
  ];
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** The name of a bucket; null if it was never created. */
  readonly physicalId: string | null;
}

/** The current resources of a stack; empty if there is no such stack. */
export async function stackResources(client: CloudFormationClient, stack: string): Promise<readonly StackResource[]> {
  const resources: StackResource[] = [];
  try {
    for await (const page of paginateListStackResources({ client }, { StackName: stack })) {
      for (const {
        LogicalResourceId,
        PhysicalResourceId,
        ResourceType,
        ResourceStatus,
      } of page.StackResourceSummaries ?? []) {
        // Still listed, but no longer in the stack.
        if (ResourceStatus === 'DELETE_COMPLETE' || ResourceStatus === 'DELETE_SKIPPED') continue;
        const [logicalId, type] = [LogicalResourceId ?? '', ResourceType ?? ''];
        resources.push({ logicalId, type, physicalId: PhysicalResourceId ?? null });
      }
    }
  } catch (error) {
    if (isMissingStack(error)) return [];
    throw error;
  }
  return resources;
}
