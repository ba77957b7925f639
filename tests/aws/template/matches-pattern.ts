/**
 * Whether a filter pattern of CloudWatch Logs for JSON finds a line: conditions `$.field = "text"`, `!=`, `> number` and
 * `IS FALSE`, all of them to hold. Throws for a pattern that says more, so that none is taken for tested.
 */
export function matchesPattern(pattern: string, line: string): boolean {
  const inner = /^\{ (.*) \}$/.exec(pattern)?.[1];
  if (inner === undefined) throw new Error(`${pattern} is no pattern for JSON`);
  const event: unknown = JSON.parse(line);
  return inner.split(' && ').every(condition => holds(condition, event));
}

function holds(condition: string, event: unknown): boolean {
  const [, field = '', operator, value = ''] = /^\(\$\.(\w+) (=|!=|>|IS) (.+)\)$/.exec(condition) ?? [];
  const found = typeof event === 'object' && event !== null ? Reflect.get(event, field) : undefined;
  switch (operator) {
    case '=':
      return found === JSON.parse(value);
    case '!=':
      return found !== undefined && found !== JSON.parse(value);
    case '>':
      return typeof found === 'number' && found > Number(value);
    case 'IS':
      return found === (value === 'TRUE');
    default:
      throw new Error(`${condition} is no condition that is known here`);
  }
}
