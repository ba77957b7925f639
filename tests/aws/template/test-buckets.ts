import { expect, test } from 'vitest';
import { statementsOf } from './policy-statements.ts';
import { ACCOUNT, fieldsOf, listOf, REGION, type Template } from './read-template.ts';

const OURS = ['Uploads', 'Work', 'Site'];
const CHANGES = `arn:aws:sqs:${REGION}:${ACCOUNT}:Changes`;

/** What must be true of every bucket, and of ours. */
export function testBuckets(template: () => Template): void {
  const buckets = () => template().names('AWS::S3::Bucket');

  test('there are three buckets, and that of the deployment itself', () => {
    expect(buckets().toSorted()).toEqual(['ServerlessDeploymentBucket', ...OURS].toSorted());
  });

  test('no bucket is public: not by its settings, an access list, a website or a policy', () => {
    for (const name of buckets()) {
      const properties = fieldsOf(template().properties(name));
      expect(Object.values(fieldsOf(properties.PublicAccessBlockConfiguration)), name).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(Object.keys(properties), name).not.toContain('AccessControl');
      expect(Object.keys(properties), name).not.toContain('WebsiteConfiguration');
    }
    const open = policies()
      .flatMap(statementsOf)
      .filter(({ effect, principal }) => effect === 'Allow' && principal === '*');
    expect(open).toEqual([]);
  });

  test('every bucket refuses what does not come by TLS, and keeps what it has encrypted', () => {
    for (const name of buckets()) {
      const { BucketName = name, BucketEncryption } = fieldsOf(template().properties(name));
      expect(JSON.stringify(BucketEncryption), name).toContain('"SSEAlgorithm":"AES256"');
      const refusals = policies()
        .filter(policy => fieldsOf(policy).Bucket === BucketName)
        .flatMap(statementsOf)
        .filter(({ effect, principal, actions }) => effect === 'Deny' && principal === '*' && actions.includes('s3:*'))
        .filter(({ condition }) => /^\{"Bool":\{"aws:SecureTransport":"?false"?\}\}$/.test(JSON.stringify(condition)));
      expect(refusals.flatMap(({ resources }) => resources).toSorted(), name).toEqual([
        `arn:aws:s3:::${BucketName}`,
        `arn:aws:s3:::${BucketName}/*`,
      ]);
    }
  });

  test('access lists are off in our buckets, and parts of uploads that never ended go', () => {
    for (const name of OURS) {
      const text = JSON.stringify(template().properties(name));
      expect(text, name).toContain('"ObjectOwnership":"BucketOwnerEnforced"');
      expect(text, name).toContain('"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":1}');
    }
  });

  test('the uploads outlive the stack and their own versions, and tell the queue of every change', () => {
    expect(template().attribute('Uploads', 'DeletionPolicy')).toBe('Retain');
    expect(template().attribute('Uploads', 'UpdateReplacePolicy')).toBe('Retain');
    const { VersioningConfiguration, LifecycleConfiguration, NotificationConfiguration } = fieldsOf(
      template().properties('Uploads'),
    );
    expect(VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(fieldsOf(listOf(fieldsOf(LifecycleConfiguration).Rules)[0])).toMatchObject({
      Status: 'Enabled',
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    });
    expect(NotificationConfiguration).toEqual({
      QueueConfigurations: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].map(Event => ({ Event, Queue: CHANGES })),
    });
    // S3 asks the queue when it is told of it.
    expect(listOf(template().attribute('Uploads', 'DependsOn'))).toContain('ChangesPolicy');
  });

  test.each(['Work', 'Site'])('%s is made anew from the uploads, and goes with the stack', name => {
    expect(template().attribute(name, 'DeletionPolicy')).toBe('Delete');
  });

  function policies(): unknown[] {
    return template()
      .names('AWS::S3::BucketPolicy')
      .map(name => template().properties(name));
  }
}
