import { S3Client } from '@aws-sdk/client-s3';

export interface S3ClientOptions {
  /** The address of an S3-compatible server; its buckets are part of the path, not of the host. */
  readonly endpoint?: string;
  /** Default: that of the environment. */
  readonly region?: string;
  readonly connectionMs?: number;
  /** How long a bucket may be silent before the request is retried. */
  readonly silenceMs?: number;
  /** How long one request may take, its body included. */
  readonly requestMs?: number;
}

/** Four attempts of 4 s of silence each end before the 29 s timeout of an API gateway. */
const ATTEMPTS = 4;
const CONNECTION_MS = 1000;
const SILENCE_MS = 4000;
const REQUEST_MS = 20_000;
/** As many objects as the query function reads at once. */
const MAX_SOCKETS = 50;

/** The client of all S3 stores of a process. Credentials are those of the environment. */
export function createS3Client({
  endpoint,
  region,
  connectionMs = CONNECTION_MS,
  silenceMs = SILENCE_MS,
  requestMs = REQUEST_MS,
}: S3ClientOptions = {}): S3Client {
  return new S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    retryMode: 'standard',
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: connectionMs,
      socketTimeout: silenceMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  });
}
