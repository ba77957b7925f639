import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const INFRA = join(import.meta.dirname, '../../../infra');
const TEXT = readFileSync(join(INFRA, 'deployer-policy.json'), 'utf8');

/** What IAM takes for a managed policy, spaces not counted. */
const MOST_CHARACTERS = 6144;

/** How the actions on resources of a service begin, by how their types do. */
const ACTIONS: Readonly<Record<string, string>> = {
  ApiGatewayV2: 'apigateway',
  CloudFront: 'cloudfront',
  CloudWatch: 'cloudwatch',
  IAM: 'iam',
  Lambda: 'lambda',
  Logs: 'logs',
  S3: 's3',
  SNS: 'sns',
  SQS: 'sqs',
};

/** What the deployment tool makes beside what is named in infra/. */
const BY_THE_TOOL = ['ApiGatewayV2', 'Lambda', 'Logs', 'S3'];

describe('infra/deployer-policy.json', () => {
  const statements: { Sid: string; Effect: string; Action: string | string[]; Resource: string | string[] }[] =
    JSON.parse(TEXT).Statement;
  const actions = statements.flatMap(({ Action }) => Action);

  test('is short enough to be a managed policy', () => {
    expect(TEXT.replaceAll(/\s/g, '').length).toBeLessThan(MOST_CHARACTERS);
  });

  test('names resources of this project, but where their names cannot be known', () => {
    for (const { Sid, Effect, Resource } of statements) {
      expect(Effect).toBe('Allow');
      const free = [Resource]
        .flat()
        .filter(arn => !/seecovid-|::\/(?:apis|tags)|event-source-mapping|aws-service-role/.test(arn));
      expect(free, Sid).toEqual(Sid === 'WhatHasNoNameBeforeItIsMade' ? ['*'] : []);
    }
    expect(actions).not.toContain('*');
  });

  test('reaches the image that docs/deploy.md gives by address: Lambda sets the policy of its repository', () => {
    const doc = readFileSync(join(INFRA, '../docs/deploy.md'), 'utf8');
    const [, repository = ''] = /amazonaws\.com\/([^@"]+)@sha256/.exec(doc) ?? [];
    const images = statements.find(({ Sid }) => Sid === 'Images');
    const prefixes = [images?.Resource ?? []].flat().map(arn => arn.split(':repository/')[1]?.replace('*', ''));
    expect(images?.Action).toBe('ecr:*');
    expect(prefixes.filter(prefix => prefix !== undefined && repository.startsWith(prefix))).toEqual(['seecovid-']);
  });

  test('lets the commands of docs/deploy.md for the CLI of AWS look', () => {
    const doc = readFileSync(join(INFRA, '../docs/deploy.md'), 'utf8');
    const named = [...doc.matchAll(/aws (cloudformation|cloudfront) ([a-z-]+)/g)].map(
      ([, service = '', command = '']) => ({
        service,
        action: command.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      }),
    );
    expect(named.length).toBeGreaterThan(2);
    for (const { service, action } of named) {
      const allowed = [`${service}:*`, `${service}:${action}`];
      const everywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
      const own = action.startsWith('List') ? everywhere : actions;
      expect(
        own.some(name => allowed.includes(name)),
        `${service} ${action}`,
      ).toBe(true);
    }
  });

  test('allows acting on every service that the stack is made of', () => {
    const named = readdirSync(INFRA)
      .filter(name => name.endsWith('.yml'))
      .flatMap(name => [...readFileSync(join(INFRA, name), 'utf8').matchAll(/^ +Type: AWS::(\w+)::/gm)])
      .map(([, service = '']) => service);
    for (const service of new Set([...BY_THE_TOOL, ...named])) {
      const prefix = ACTIONS[service];
      expect(prefix, `${service} has no known actions; name them here`).toBeDefined();
      expect(
        actions.some(action => action.startsWith(`${prefix}:`)),
        service,
      ).toBe(true);
    }
  });
});
