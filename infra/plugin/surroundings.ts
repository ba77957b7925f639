import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';

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
