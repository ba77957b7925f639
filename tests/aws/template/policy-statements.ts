import { fieldsOf, listOf } from './read-template.ts';

/** A normalized statement of a policy. */
export interface Statement {
  readonly effect: unknown;
  /** Null in the policy of a role. */
  readonly principal: unknown;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
}

/** The statements of a resource's `PolicyDocument`. Throws for NotAction and NotResource, which checks would miss. */
export function statementsOf(properties: unknown): readonly Statement[] {
  const { Statement } = fieldsOf(fieldsOf(properties).PolicyDocument);
  return listOf(Statement).map(value => {
    const { Effect, Principal = null, Action, Resource, Condition = null } = fieldsOf(value);
    if (Action === undefined || Resource === undefined) throw new Error('a statement must name actions and resources');
    return {
      effect: Effect,
      principal: fieldsOf(Principal).AWS ?? Principal,
      actions: listOf(Action).map(String),
      resources: listOf(Resource).map(String),
      condition: Condition,
    };
  });
}

/** The statements of all policies of a role. */
export function roleStatements(properties: unknown): readonly Statement[] {
  const { Policies, ManagedPolicyArns } = fieldsOf(properties);
  if (ManagedPolicyArns !== undefined) throw new Error('a role must have inline policies, not managed ones');
  return listOf(Policies).flatMap(statementsOf);
}
