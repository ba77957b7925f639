import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
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
