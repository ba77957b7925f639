/** An item that AWS bills, in US dollars, with its permanent monthly free tier. */
export interface Price {
  /** The name on the bill. */
  readonly name: string;
  /** The number of units that the price is for. */
  readonly per: number;
  readonly unit: string;
  readonly dollars: number;
  /** In single units. Offers that end after a year, and credits, do not count. */
  readonly freeEachMonth: number;
  readonly source: string;
}

const MILLION = 1_000_000;

/** List prices of us-east-1 and, for the CDN, of North America and Europe, as of 2026. Frankfurt is up to a quarter more expensive. */
export const PRICES = {
  lambdaRequests: {
    name: 'Lambda, requests',
    per: MILLION,
    unit: 'requests',
    dollars: 0.2,
    freeEachMonth: MILLION,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaTime: {
    name: 'Lambda, time × memory (arm64)',
    per: 1,
    unit: 'GB-seconds',
    dollars: 0.0000133334,
    freeEachMonth: 400_000,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaDisk: {
    name: 'Lambda, disk space beyond 512 MB',
    per: MILLION,
    unit: 'GB-seconds',
    dollars: 0.0309,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  apiRequests: {
    name: 'API Gateway, HTTP API',
    per: MILLION,
    unit: 'requests',
    dollars: 1,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  cdnRequests: {
    name: 'CloudFront, HTTPS requests',
    per: 10_000,
    unit: 'requests',
    dollars: 0.012,
    freeEachMonth: 10 * MILLION,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  cdnBytes: {
    name: 'CloudFront, transfer',
    per: 1,
    unit: 'GB',
    dollars: 0.085,
    freeEachMonth: 1000,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  cdnFunction: {
    name: 'CloudFront, function',
    per: MILLION,
    unit: 'calls',
    dollars: 0.1,
    freeEachMonth: 2 * MILLION,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  s3Reads: {
    name: 'S3, reads',
    per: 1000,
    unit: 'requests',
    dollars: 0.0004,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  s3Writes: {
    name: 'S3, writes and listings',
    per: 1000,
    unit: 'requests',
    dollars: 0.005,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  s3Storage: {
    name: 'S3, storage',
    per: 1,
    unit: 'GB',
    dollars: 0.023,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  imageStorage: {
    name: 'ECR, the image',
    per: 1,
    unit: 'GB',
    dollars: 0.1,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/ecr/pricing/',
  },
  queueRequests: {
    name: 'SQS, requests',
    per: MILLION,
    unit: 'requests',
    dollars: 0.4,
    freeEachMonth: MILLION,
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
  logs: {
    name: 'CloudWatch, logs',
    per: 1,
    unit: 'GB',
    dollars: 0.5,
    freeEachMonth: 5,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  alarms: {
    name: 'CloudWatch, alarms',
    per: 1,
    unit: 'alarms',
    dollars: 0.1,
    freeEachMonth: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type Billed = keyof typeof PRICES;
