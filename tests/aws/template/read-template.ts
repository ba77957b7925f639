/** A packaged template with its references resolved as CloudFormation would. */
export interface Template {
  /** The distinct types of its resources. */
  readonly types: readonly string[];
  /** The names of all resources of a type. */
  names(type: string): readonly string[];
  /** The resolved properties of a resource. */
  properties(name: string): unknown;
  /** An attribute of a resource besides its properties: `DeletionPolicy`, `Condition`. */
  attribute(name: string, attribute: string): unknown;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Every value with this key, at any depth. */
  everywhere(key: string): readonly unknown[];
}

export const ACCOUNT = '123456789012';
export const REGION = 'eu-central-1';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
};

export function readTemplate(text: string): Template {
  const template: unknown = JSON.parse(text);
  const resources = fieldsOf(fieldsOf(template).Resources);
  const parameters = fieldsOf(fieldsOf(template).Parameters);
  const own = (name: string) => fieldsOf(fieldsOf(resources[name]).Properties);
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const [[name = '', argument] = []] = Object.entries(value);
    if (name === 'Ref') return referenceTo(String(argument));
    if (name === 'Fn::GetAtt') return attributeOf(...pathOf(argument));
    if (name === 'Fn::Join') return joined(resolve(argument));
    if (name === 'Fn::Sub') return substituted(argument);
    if (name.startsWith('Fn::')) throw new Error(`the template uses ${name}, which the tests cannot resolve`);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };

  function referenceTo(name: string): unknown {
    if (name in PSEUDO) return PSEUDO[name];
    if (name in parameters) return fieldsOf(parameters[name]).Default;
    if (!(name in resources)) throw new Error(`the template has no resource "${name}"`);
    return resolve(own(name).BucketName ?? own(name).FunctionName ?? own(name).LogGroupName ?? name);
  }

  function attributeOf(name: string, attribute: string): unknown {
    const reference = referenceTo(name);
    const type = fieldsOf(resources[name]).Type;
    if (attribute !== 'Arn') return `${name}.${attribute}`;
    if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${reference}`;
    if (type === 'AWS::Logs::LogGroup') return `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${reference}:*`;
    if (type === 'AWS::SQS::Queue') return `arn:aws:sqs:${REGION}:${ACCOUNT}:${reference}`;
    return `${name}.Arn`;
  }

  function substituted(text: unknown): string {
    return String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      const [of = '', attribute] = name.split('.');
      return String(attribute === undefined ? referenceTo(of) : attributeOf(of, attribute));
    });
  }

  return {
    types: [...new Set(Object.values(resources).map(resource => String(fieldsOf(resource).Type)))],
    names: type => Object.keys(resources).filter(name => fieldsOf(resources[name]).Type === type),
    properties(name) {
      if (!(name in resources)) throw new Error(`the template has no resource "${name}"`);
      return resolve(own(name));
    },
    attribute: (name, attribute) => fieldsOf(resources[name])[attribute],
    outputs: Object.fromEntries(
      Object.entries(fieldsOf(fieldsOf(template).Outputs)).map(([name, output]) => [
        name,
        resolve(fieldsOf(output).Value),
      ]),
    ),
    everywhere: key => valuesOf(resources, key).map(resolve),
  };
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** A value, a list of values, or nothing, as a list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function valuesOf(value: unknown, key: string): unknown[] {
  const inner = Array.isArray(value) ? Object.entries(value) : Object.entries(fieldsOf(value));
  return inner.flatMap(([name, found]) => [...(name === key ? [found] : []), ...valuesOf(found, key)]);
}

function pathOf(argument: unknown): [string, string] {
  const [name, attribute] = listOf(argument);
  return [String(name), String(attribute)];
}

function joined(argument: unknown): string {
  const [separator, parts] = listOf(argument);
  return listOf(parts).join(String(separator));
}
