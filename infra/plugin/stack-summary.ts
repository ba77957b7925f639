import type { DeployedStack } from './deployed-stack.ts';

/** What whoever deploys wants to know at the end. */
export function stackSummary({ address, uploads }: DeployedStack, stage: string): readonly string[] {
  const option = stage === 'prod' ? '' : ` --stage ${stage}`;
  return [
    `Site:     ${address}`,
    `Uploads:  s3://${uploads}`,
    `Next:     npx seecovid upload covid <folder of CSV files>${option}`,
  ];
}
