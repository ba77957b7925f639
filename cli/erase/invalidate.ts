import { randomUUID } from 'node:crypto';
import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';

/** CloudFront is not in any region, and is asked in this one. */
const REGION = 'us-east-1';

/** Has CloudFront forget all that it has cached of a site. It takes about a minute there. */
export async function invalidate(distribution: string): Promise<void> {
  const client = new CloudFrontClient({ region: REGION });
  const Paths = { Quantity: 1, Items: ['/*'] };
  const InvalidationBatch = { CallerReference: randomUUID(), Paths };
  await client.send(new CreateInvalidationCommand({ DistributionId: distribution, InvalidationBatch }));
}
