// @module-tag exhaustive
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRepositoryCommand, DescribeImagesCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { expect, test } from 'vitest';
import { deleteOldImages } from '../../../infra/plugin/delete-old-images.ts';
import { describeMoto } from '../describe-moto.ts';

test('the repository has no rule that expires images, since failed deployments leave images too', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../serverless.yml'), 'utf8')).not.toMatch(/^ *maxImageCount:/m);
});

describeMoto('deleteOldImages({ client, repository, running })', aws => {
  const pushed = async (repository: string, count: number) => {
    const client = new ECRClient({
      region: 'eu-central-1',
      endpoint: aws().endpoint,
      credentials: { accessKeyId: 'nobody', secretAccessKey: 'nothing' },
    });
    const { repository: created } = await client.send(new CreateRepositoryCommand({ repositoryName: repository }));
    const digests: string[] = [];
    for (let number = 0; number < count; number++) {
      const imageDigest = `sha256:${String(number).repeat(64)}`;
      const imageManifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        config: { digest: imageDigest },
        layers: [],
      });
      // A tag each, since moto deletes an image that loses its tag, while ECR keeps it untagged.
      const image = { repositoryName: repository, imageTag: `transform-${number}`, imageManifest, imageDigest };
      await client.send(new PutImageCommand(image));
      digests.push(imageDigest);
      // moto's clock has a resolution of seconds.
      await new Promise(resolve => setTimeout(resolve, 1050));
    }
    const there = async () => {
      const { imageDetails = [] } = await client.send(new DescribeImagesCommand({ repositoryName: repository }));
      return digests.map(digest => imageDetails.some(({ imageDigest }) => imageDigest === digest));
    };
    return { client, repository, uri: created?.repositoryUri ?? '', digests, there };
  };

  test('keeps the image in use, however old, and the two newest others', async () => {
    const { client, repository, uri, digests, there } = await pushed('serverless-seecovid-prod', 6);
    expect(await deleteOldImages({ client, repository, running: `${uri}@${digests[1]}` })).toBe(3);
    expect(await there()).toEqual([false, true, false, false, true, true]);
    expect(await deleteOldImages({ client, repository, running: `${uri}@${digests[5]}` })).toBe(0);
    expect(await there()).toEqual([false, true, false, false, true, true]);
  });

  test('deletes nothing if the image in use is in another repository, or there is none', async () => {
    const { client, repository, digests, there } = await pushed('serverless-seecovid-other', 4);
    const running = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/seecovid-images@${digests[0]}`;
    expect(await deleteOldImages({ client, repository, running })).toBe(0);
    expect(await deleteOldImages({ client, repository: 'serverless-seecovid-none', running })).toBe(0);
    expect(await there()).toEqual([true, true, true, true]);
  });
});
