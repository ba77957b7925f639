/**
 * Whether a JSON filter pattern of CloudWatch Logs matches a line. Supports conditions `$.field = "text"`, `!=`, `> number` and
 * `IS FALSE`, joined by `&&`; throws for anything else, so that no pattern goes untested.
 */
export function matchesPattern(pattern: string, line: string): boolean {
  const inner = /^\{ (.*) \}$/.exec(pattern)?.[1];
  if (inner === undefined) throw new Error(`${pattern} is not a JSON pattern`);
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
      throw new Error(`unsupported condition: ${condition}`);
  }
}
