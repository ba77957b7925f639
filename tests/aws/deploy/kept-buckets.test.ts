import { describe, expect, test } from 'vitest';
import { keptBuckets } from '../../../infra/plugin/kept-buckets.ts';

const ACCOUNT = { account: '123456789012', region: 'eu-central-1' };
const bucket = (policy: string | undefined, name: unknown) => ({
  Type: 'AWS::S3::Bucket',
  ...(policy === undefined ? {} : { DeletionPolicy: policy }),
  Properties: { BucketName: name },
});
const filled = (name: string) => ['$', `{${name}}`].join('');
const sub = (text: string) => ({ 'Fn::Sub': text });

describe('keptBuckets(resources, account)', () => {
  test('returns the buckets that outlive their stack, and no other resource', () => {
    const resources = {
      Plain: bucket('Retain', 'plain'),
      Filled: bucket(
        'RetainExceptOnCreate',
        sub(`a-${filled('AWS::AccountId')}-${filled('AWS::Region')}-${filled('AWS::Region')}`),
      ),
      Going: bucket('Delete', 'going'),
      Silent: bucket(undefined, 'silent'),
      Queue: { Type: 'AWS::SQS::Queue', DeletionPolicy: 'Retain' },
    };
    expect(keptBuckets(resources, ACCOUNT)).toEqual([
      { logicalId: 'Plain', name: 'plain' },
      { logicalId: 'Filled', name: 'a-123456789012-eu-central-1-eu-central-1' },
    ]);
  });

  test.each([[undefined], [null], [{}]])('returns nothing for %j', resources => {
    expect(keptBuckets(resources, ACCOUNT)).toEqual([]);
  });

  test.each([
    ['none', undefined],
    ['a reference', { Ref: 'Name' }],
    ['a reference in text', sub(`a-${filled('Suffix')}`)],
  ])('rejects %s as a name', (_, name) => {
    expect(() => keptBuckets({ Uploads: bucket('Retain', name) }, ACCOUNT)).toThrow(/^Uploads must have a BucketName/);
  });
});
