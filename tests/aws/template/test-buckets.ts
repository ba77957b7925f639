import { expect, test } from 'vitest';
import { statementsOf } from './policy-statements.ts';
import { ACCOUNT, fieldsOf, listOf, REGION, type Template } from './read-template.ts';

const OURS = ['Uploads', 'Work', 'Site'];
const CHANGES = `arn:aws:sqs:${REGION}:${ACCOUNT}:Changes`;

/** Rules for all buckets, and for our own. */
export function testBuckets(template: () => Template): void {
  const buckets = () => template().names('AWS::S3::Bucket');

  test('there are three buckets, and the one of the deployment itself', () => {
    expect(buckets().toSorted()).toEqual(['ServerlessDeploymentBucket', ...OURS].toSorted());
  });

  test('no bucket is public: by settings, access list, website or policy', () => {
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

  test('every bucket requires TLS and is encrypted', () => {
    for (const name of buckets()) {
      const { BucketName = name, BucketEncryption } = fieldsOf(template().properties(name));
      expect(JSON.stringify(BucketEncryption), name).toContain('"SSEAlgorithm":"AES256"');
      const denials = policies()
        .filter(policy => fieldsOf(policy).Bucket === BucketName)
        .flatMap(statementsOf)
        .filter(({ effect, principal, actions }) => effect === 'Deny' && principal === '*' && actions.includes('s3:*'))
        .filter(({ condition }) => /^\{"Bool":\{"aws:SecureTransport":"?false"?\}\}$/.test(JSON.stringify(condition)));
      expect(denials.flatMap(({ resources }) => resources).toSorted(), name).toEqual([
        `arn:aws:s3:::${BucketName}`,
        `arn:aws:s3:::${BucketName}/*`,
      ]);
    }
  });

  test('our buckets have no access lists, and expire unfinished multipart uploads', () => {
    for (const name of OURS) {
      const text = JSON.stringify(template().properties(name));
      expect(text, name).toContain('"ObjectOwnership":"BucketOwnerEnforced"');
      expect(text, name).toContain('"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":1}');
    }
  });

  test('the uploads outlive the stack, keep old versions, and notify the queue of every change', () => {
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
    // S3 checks the queue's policy when the notification is configured.
    expect(listOf(template().attribute('Uploads', 'DependsOn'))).toContain('ChangesPolicy');
  });

  test.each(['Work', 'Site'])('%s can be rebuilt from the uploads, and is deleted with the stack', name => {
    expect(template().attribute(name, 'DeletionPolicy')).toBe('Delete');
  });

  function policies(): unknown[] {
    return template()
      .names('AWS::S3::BucketPolicy')
      .map(name => template().properties(name));
  }
}
