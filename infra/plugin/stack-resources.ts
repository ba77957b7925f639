import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { isMissingStack } from './deployed-stack.ts';

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
