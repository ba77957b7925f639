/** One thing that AWS bills: US dollars, and how much of it an account has free every month for good. */
export interface Price {
  /** As it stands on the bill. */
  readonly what: string;
  /** What the price is for. */
  readonly per: number;
  readonly unit: string;
  readonly dollars: number;
  /** In single units. Offers that end after a year or with a credit are left out. */
  readonly freeEachMonth: number;
  readonly source: string;
}

const MILLION = 1_000_000;

/** List prices of us-east-1 and, for the CDN, of North America and Europe, as of 2026. Frankfurt is up to a quarter dearer. */
export const PRICES = {
  lambdaRequests: {
    what: 'Lambda, requests',
    per: MILLION,
    unit: 'requests',
    dollars: 0.2,
    freeEachMonth: MILLION,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaTime: {
    what: 'Lambda, time × memory (arm64)',
    per: 1,
    unit: 'GB-seconds',
    dollars: 0.0000133334,
    freeEachMonth: 400_000,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaDisk: {
    what: 'Lambda, disk space beyond 512 MB',
    per: MILLION,
    unit: 'GB-seconds',
    dollars: 0.0309,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  apiRequests: {
    what: 'API Gateway, HTTP API',
    per: MILLION,
    unit: 'requests',
    dollars: 1,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  cdnRequests: {
    what: 'CloudFront, HTTPS requests',
    per: 10_000,
    unit: 'requests',
    dollars: 0.012,
    freeEachMonth: 10 * MILLION,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  cdnBytes: {
    what: 'CloudFront, transfer',
    per: 1,
    unit: 'GB',
    dollars: 0.085,
    freeEachMonth: 1000,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  cdnFunction: {
    what: 'CloudFront, function',
    per: MILLION,
    unit: 'calls',
    dollars: 0.1,
    freeEachMonth: 2 * MILLION,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  s3Reads: {
    what: 'S3, reads',
    per: 1000,
    unit: 'requests',
    dollars: 0.0004,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  s3Writes: {
    what: 'S3, writes and listings',
    per: 1000,
    unit: 'requests',
    dollars: 0.005,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  s3Storage: {
    what: 'S3, storage',
    per: 1,
    unit: 'GB',
    dollars: 0.023,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  imageStorage: {
    what: 'ECR, the image',
    per: 1,
    unit: 'GB',
    dollars: 0.1,
    freeEachMonth: 0,
    source: 'https://aws.amazon.com/ecr/pricing/',
  },
  queueRequests: {
    what: 'SQS, requests',
    per: MILLION,
    unit: 'requests',
    dollars: 0.4,
    freeEachMonth: MILLION,
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
  logs: {
    what: 'CloudWatch, logs',
    per: 1,
    unit: 'GB',
    dollars: 0.5,
    freeEachMonth: 5,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  alarms: {
    what: 'CloudWatch, alarms',
    per: 1,
    unit: 'alarms',
    dollars: 0.1,
    freeEachMonth: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type Billed = keyof typeof PRICES;
