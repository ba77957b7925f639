import { Problem } from '../../functions/contract/problem.ts';

/** A bucket that outlives its stack. */
export interface KeptBucket {
  readonly logicalId: string;
  readonly name: string;
}

export interface Account {
  readonly account: string;
  readonly region: string;
}

const KEEPING: ReadonlySet<unknown> = new Set(['Retain', 'RetainExceptOnCreate']);

/** The buckets of a template that stay when their stack goes. Throws where the name of one cannot be known beforehand. */
export function keptBuckets(resources: unknown, place: Account): readonly KeptBucket[] {
  return Object.entries(fieldsOf(resources))
    .filter(([, resource]) => fieldsOf(resource).Type === 'AWS::S3::Bucket')
    .filter(([, resource]) => KEEPING.has(fieldsOf(resource).DeletionPolicy))
    .map(([logicalId, resource]) => {
      const name = filledIn(fieldsOf(fieldsOf(resource).Properties).BucketName, place);
      if (name !== null) return { logicalId, name };
      throw new Problem('bad-input', `${logicalId} must have a BucketName of text and the stack's account and region`);
    });
}

function filledIn(name: unknown, { account, region }: Account): string | null {
  const written = typeof name === 'string' ? name : fieldsOf(name)['Fn::Sub'];
  if (typeof written !== 'string') return null;
  const known: Readonly<Record<string, string>> = { 'AWS::AccountId': account, 'AWS::Region': region };
  const filled = written.replace(/\$\{([^}]+)\}/g, (placeholder, of: string) => known[of] ?? placeholder);
  return filled.includes('${') ? null : filled;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
