import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const INFRA = join(import.meta.dirname, '../../../infra');
const TEXT = readFileSync(join(INFRA, 'deployer-policy.json'), 'utf8');

/** The limit of a managed policy, without whitespace. */
const MAX_CHARACTERS = 6144;

/** The prefix of a service's actions, by the prefix of its resource types. */
const ACTION_PREFIXES: Readonly<Record<string, string>> = {
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

/** Services of resources that the deployment tool adds to those in infra/. */
const ADDED_BY_TOOL = ['ApiGatewayV2', 'Lambda', 'Logs', 'S3'];

describe('infra/deployer-policy.json', () => {
  const statements: { Sid: string; Effect: string; Action: string | string[]; Resource: string | string[] }[] =
    JSON.parse(TEXT).Statement;
  const actions = statements.flatMap(({ Action }) => Action);

  test('is short enough to be a managed policy', () => {
    expect(TEXT.replaceAll(/\s/g, '').length).toBeLessThan(MAX_CHARACTERS);
  });

  test('is limited to resources of this project, unless they have no names', () => {
    for (const { Sid, Effect, Resource } of statements) {
      expect(Effect).toBe('Allow');
      const free = [Resource]
        .flat()
        .filter(arn => !/seecovid-|::\/(?:apis|tags)|event-source-mapping|aws-service-role/.test(arn));
      expect(free, Sid).toEqual(Sid === 'ResourcesWithoutNames' ? ['*'] : []);
    }
    expect(actions).not.toContain('*');
  });

  test('covers the repository of the image in docs/deploy.md, whose policy Lambda sets', () => {
    const doc = readFileSync(join(INFRA, '../docs/deploy.md'), 'utf8');
    const [, repository = ''] = /amazonaws\.com\/([^@"]+)@sha256/.exec(doc) ?? [];
    const images = statements.find(({ Sid }) => Sid === 'Images');
    const prefixes = [images?.Resource ?? []].flat().map(arn => arn.split(':repository/')[1]?.replace('*', ''));
    expect(images?.Action).toBe('ecr:*');
    expect(prefixes.filter(prefix => prefix !== undefined && repository.startsWith(prefix))).toEqual(['seecovid-']);
  });

  test('allows the AWS CLI commands of docs/deploy.md', () => {
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

  test('allows actions on every service of the stack', () => {
    const named = readdirSync(INFRA)
      .filter(name => name.endsWith('.yml'))
      .flatMap(name => [...readFileSync(join(INFRA, name), 'utf8').matchAll(/^ +Type: AWS::(\w+)::/gm)])
      .map(([, service = '']) => service);
    for (const service of new Set([...ADDED_BY_TOOL, ...named])) {
      const prefix = ACTION_PREFIXES[service];
      expect(prefix, `${service} has no known prefix; add it here`).toBeDefined();
      expect(
        actions.some(action => action.startsWith(`${prefix}:`)),
        service,
      ).toBe(true);
    }
  });
});
