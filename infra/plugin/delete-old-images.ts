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
  /** The stage's repository, to which deployments push their images. */
  readonly repository: string;
  /** The URI of the image in use, with its digest. */
  readonly running: string;
}

/** Besides the one in use. */
const KEPT = 2;
const MAX_PER_CALL = 100;

/**
 * Deletes all images of a stage except the one in use and the two newest others, and returns their number. Only a successful
 * deployment may: a lifecycle policy counts the images of failed ones too, and would eventually delete the one in use.
 * Deletes nothing if the image in use is in another repository.
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
  for (let from = 0; from < old.length; from += MAX_PER_CALL) {
    const imageIds = old.slice(from, from + MAX_PER_CALL).map(({ imageDigest }) => ({ imageDigest }));
    const { failures: [failure] = [] } = await client.send(
      new BatchDeleteImageCommand({ repositoryName: repository, imageIds }),
    );
    if (failure === undefined) continue;
    const message = `an image in ${repository} could not be deleted: ${failure.failureReason} (${failure.failureCode})`;
    throw new Problem('store-failed', message);
  }
  return old.length;
}

/** Null if there is no such repository. */
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
