import {
  BatchDeleteImageCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  type ImageDetail,
  paginateDescribeImages,
} from '@aws-sdk/client-ecr';
import { Problem } from '../../functions/contract/problem.ts';

export interface DeleteOldImagesOptions {
  readonly client: ECRClient;
  /** That of the stage, in which the deployment puts its images. */
  readonly repository: string;
  /** The address of the image that runs, with its digest. */
  readonly running: string;
}

/** Beside the one that runs. */
const KEPT = 2;
/** As many as one call takes. */
const AT_ONCE = 100;

/**
 * Deletes all images of a stage but the one that runs and the newest two others, and gives their number. Only a deployment
 * that has succeeded may: a policy of the repository counts the images of those that failed too, and would at last delete
 * the one that runs. Nothing is deleted where the one that runs lies elsewhere.
 */
export async function deleteOldImages({ client, repository, running }: DeleteOldImagesOptions): Promise<number> {
  const repositoryUri = await uriOf(client, repository);
  const [uri, digest] = running.split('@');
  if (repositoryUri === null || uri !== repositoryUri) return 0;
  const images: ImageDetail[] = [];
  for await (const page of paginateDescribeImages({ client }, { repositoryName: repository }))
    images.push(...(page.imageDetails ?? []));
  const old = images
    .filter(({ imageDigest }) => imageDigest !== digest)
    .toSorted((a, b) => pushedAt(b) - pushedAt(a))
    .slice(KEPT);
  for (let from = 0; from < old.length; from += AT_ONCE) {
    const imageIds = old.slice(from, from + AT_ONCE).map(({ imageDigest }) => ({ imageDigest }));
    const { failures: [failure] = [] } = await client.send(
      new BatchDeleteImageCommand({ repositoryName: repository, imageIds }),
    );
    if (failure === undefined) continue;
    const says = `an image in ${repository} could not be deleted: ${failure.failureReason} (${failure.failureCode})`;
    throw new Problem('store-failed', says);
  }
  return old.length;
}

/** Null where there is no such repository. */
async function uriOf(client: ECRClient, repository: string): Promise<string | null> {
  try {
    const { repositories = [] } = await client.send(new DescribeRepositoriesCommand({ repositoryNames: [repository] }));
    return repositories[0]?.repositoryUri ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'RepositoryNotFoundException') return null;
    throw error;
  }
}

function pushedAt({ imagePushedAt }: ImageDetail): number {
  return imagePushedAt?.getTime() ?? 0;
}
