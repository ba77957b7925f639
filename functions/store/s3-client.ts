import { S3Client } from '@aws-sdk/client-s3';

export interface S3ClientOptions {
  /** Another S3 than that of AWS, by its address: its buckets are parts of the path, not of the host. */
  readonly endpoint?: string;
  /** Else that of the environment. */
  readonly region?: string;
  readonly connectionMs?: number;
  /** How long a bucket may say nothing before it is asked again. */
  readonly silenceMs?: number;
  /** How long one request may take, its body included. */
  readonly requestMs?: number;
}

/** Four tries that each give up after 4 s of silence end before the 29 s after which a gateway does. */
const ATTEMPTS = 4;
const CONNECTION_MS = 1000;
const SILENCE_MS = 4000;
const REQUEST_MS = 20_000;
/** As many as the query function reads at once. */
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
