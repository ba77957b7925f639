import { CloudFrontClient, CreateDistributionCommand, ListInvalidationsCommand } from '@aws-sdk/client-cloudfront';
import { ListObjectVersionsCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { describeMoto } from './describe-moto.ts';
import { emulatedStage } from './emulated-stage.ts';

describeMoto('seecovid erase on a stage', aws => {
  test('deletes all versions of the uploads, and has CloudFront forget its copies', async () => {
    const { client, endpoint } = aws();
    const cloudFront = new CloudFrontClient({ endpoint, region: 'us-east-1' });
    const distribution = await makeDistribution(cloudFront);
    const { buckets, uploads, site, seecovid } = await emulatedStage(aws(), 'https://example.org', distribution);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: buckets.uploads, VersioningConfiguration }));
    for (const key of ['plums.csv', 'plums/more.csv', 'pears.csv', 'plumsauce.csv']) {
      for (const text of ['a\n1\n', 'a\n2\n']) await uploads.put(key, Buffer.from(text));
    }
    await site.put(`data/plums/blobs/${'0'.repeat(32)}.json`, Buffer.from('{}'));

    const kept = await seecovid('erase', 'plums', '--yes', 'plum');
    expect(kept).toMatchObject({ code: 1, err: expect.stringContaining('found plum') });
    const { code, out, err } = await seecovid('erase', 'plums', '--yes', 'plums', '--and-uploads');
    expect([err, code]).toEqual(['', 0]);
    expect(out).toContain('plums: erased 1 published object, 0 work files, 2 uploads and 6 older versions.');
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: buckets.uploads }),
    );
    expect([...new Set(Versions.map(({ Key }) => Key))]).toEqual(['pears.csv', 'plumsauce.csv']);
    expect(DeleteMarkers).toEqual([]);
    const { InvalidationList } = await cloudFront.send(new ListInvalidationsCommand({ DistributionId: distribution }));
    expect(InvalidationList?.Items?.length).toBe(1);
    cloudFront.destroy();
  });

  test('does not begin where it could not end', async () => {
    const { site, seecovid } = await emulatedStage(aws());
    await site.put(`data/plums/blobs/${'0'.repeat(32)}.json`, Buffer.from('{}'));
    const { code, err } = await seecovid('erase', 'plums', '--yes', 'plums');
    expect([code, err]).toEqual([1, expect.stringContaining('"npm run deploy" writes it anew')]);
    expect(await site.get(`data/plums/blobs/${'0'.repeat(32)}.json`)).toBeDefined();
  });
});

async function makeDistribution(client: CloudFrontClient): Promise<string> {
  const origin = {
    Id: 'o',
    DomainName: 'example.org',
    CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
  } as const;
  const { Distribution } = await client.send(
    new CreateDistributionCommand({
      DistributionConfig: {
        ...{ CallerReference: 'c', Comment: '', Enabled: true, Origins: { Quantity: 1, Items: [origin] } },
        DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
      },
    }),
  );
  return Distribution?.Id ?? '';
}
