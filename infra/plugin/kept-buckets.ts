import { Problem } from '../../functions/contract/problem.ts';

/** A bucket that outlives its stack. */
export interface KeptBucket {
  readonly logicalId: string;
  readonly name: string;
}

export interface AccountRegion {
  readonly account: string;
  readonly region: string;
}

const RETAINING: ReadonlySet<unknown> = new Set(['Retain', 'RetainExceptOnCreate']);

/** The buckets of a template that outlive their stack. Throws if a name cannot be known before the deployment. */
export function keptBuckets(resources: unknown, account: AccountRegion): readonly KeptBucket[] {
  return Object.entries(fieldsOf(resources))
    .filter(([, resource]) => fieldsOf(resource).Type === 'AWS::S3::Bucket')
    .filter(([, resource]) => RETAINING.has(fieldsOf(resource).DeletionPolicy))
    .map(([logicalId, resource]) => {
      const name = substitute(fieldsOf(fieldsOf(resource).Properties).BucketName, account);
      if (name !== null) return { logicalId, name };
      throw new Problem(
        'bad-input',
        `${logicalId} must have a BucketName with no variables but the account and region of the stack`,
      );
    });
}

function substitute(name: unknown, { account, region }: AccountRegion): string | null {
  const template = typeof name === 'string' ? name : fieldsOf(name)['Fn::Sub'];
  if (typeof template !== 'string') return null;
  const known: Readonly<Record<string, string>> = { 'AWS::AccountId': account, 'AWS::Region': region };
  const filled = template.replace(/\$\{([^}]+)\}/g, (placeholder, of: string) => known[of] ?? placeholder);
  return filled.includes('${') ? null : filled;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
