import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { Problem } from '../../functions/contract/problem.ts';

/** What the steps of a deployment share. */
export interface DeployContext {
  /** The folder of the project. */
  readonly root: string;
  readonly stage: string;
  readonly region: string;
  /** The name of the stack. */
  readonly stack: string;
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly ecr: ECRClient;
  /** The name of the repository with the stage's images. */
  readonly images: string;
  /** Prints a line. */
  readonly log: (line: string) => void;
  /** Shows what is going on, until the next such line. */
  readonly progress: (line: string) => void;
}

/** Runs a step of a deployment. Its error names the step, the cause and what to do next. */
export async function step<T>(name: string, next: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Problem ? cause.code : 'internal';
    throw new Problem(code, `${name} failed: ${reasonOf(cause)}\n${next}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof Problem || error.name === 'Error' ? error.message : `${error.message} (${error.name})`;
}
