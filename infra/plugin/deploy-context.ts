import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { Problem } from '../../functions/contract/problem.ts';

/** What the steps of a deployment are told and given. */
export interface Surroundings {
  /** The folder of the project. */
  readonly root: string;
  readonly stage: string;
  readonly region: string;
  /** The stack's name. */
  readonly stack: string;
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly ecr: ECRClient;
  /** The name of the repository of the stage's images. */
  readonly images: string;
  /** Shows a line that stays. */
  readonly say: (line: string) => void;
  /** Shows what is being done, until the next such line. */
  readonly doing: (line: string) => void;
}

/** Runs a step of a deployment. Its failure says which one it was, why, and how to go on. */
export async function step<T>(what: string, goOn: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Problem ? cause.code : 'internal';
    throw new Problem(code, `${what} failed: ${reasonOf(cause)}\n${goOn}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof Problem || error.name === 'Error' ? error.message : `${error.message} (${error.name})`;
}
