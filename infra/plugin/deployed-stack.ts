import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { Problem } from '../../functions/contract/problem.ts';
import { object, parserOf, text } from '../../functions/contract/schema.ts';

/** Where a deployed stack has what. */
export interface DeployedStack {
  /** Of the site: `https://…`, without a slash at the end. */
  readonly address: string;
  readonly uploads: string;
  readonly work: string;
  readonly site: string;
  /** The address of the queue that takes wishes for builds. */
  readonly queue: string;
}

/** Reads the outputs of a stack; null where there is no such stack. Throws where it is there and not whole. */
export async function deployedStack(client: CloudFormationClient, stack: string): Promise<DeployedStack | null> {
  const outputs = await outputsOf(client, stack);
  if (outputs === null) return null;
  const where = `the stack ${stack}: its output`;
  try {
    const { SiteAddress, UploadsBucket, WorkBucket, SiteBucket, ChangesQueue } = parseOutputs(outputs, where);
    const address = SiteAddress.replace(/\/$/, '');
    return { address, uploads: UploadsBucket, work: WorkBucket, site: SiteBucket, queue: ChangesQueue };
  } catch (cause) {
    const says = `the stack ${stack} must have been deployed to the end; it lacks outputs. Run "npm run deploy"`;
    throw new Problem('bad-input', says, { cause });
  }
}

const parseOutputs = parserOf(
  object({
    SiteAddress: text,
    UploadsBucket: text,
    WorkBucket: text,
    SiteBucket: text,
    ChangesQueue: text,
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

/** CloudFormation says so in words alone. */
export function isMissingStack(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');
}

/** What whoever deploys wants to know at the end. */
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
  /** Of a bucket, its name; null where it was never made. */
  readonly physicalId: string | null;
}

/** What a stack holds now; nothing where there is no such stack. */
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
        // Listed still, and held no more.
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
