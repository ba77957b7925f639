import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonSchema } from '@valibot/to-json-schema';
import { shortFields, sqlFields } from '../functions/describe/dataset-fields.ts';
import { definitionOf } from '../functions/describe/json-schemas.ts';
import { siteYamlFields } from '../functions/describe/view-fields.ts';

/** `docs/dataset-yaml.md`, with tables generated from the fields that the build reads and the JSON Schemas publish. */
export function datasetYamlDocument(): string {
  const short = definitionOf(shortFields);
  const sql = definitionOf(sqlFields);
  const at = (...path: string[]) => path.reduce(inside, short);
  return `# \`dataset.yaml\` and \`site.yaml\`

Every field of the two files that describe data to See COVID. \`npm run docs\` writes this page; its tables come from the
fields that the build reads, and a test checks every example.

- A \`dataset.yaml\` lies in the folder of its data set. Without \`tables\`, \`clean\` and \`extends\` it is in the
  [short form](#short-form), which most data need; otherwise it is in the [form with SQL](#form-with-sql).
- A \`site.yaml\` at the root of the uploads [names a site](#siteyaml) of several data sets.
- **All mistakes are reported at once**, each with line, column, and what was expected. [\`seecovid
  check\`](publish-your-own-data.md#check-before-you-upload) lists them before anything is uploaded.
- An editor completes and checks the fields if the first line names the JSON Schema that every site serves:
  \`# yaml-language-server: $schema=https://<site>/schemas/dataset.schema.json\`, and \`site.schema.json\` beside it.

## Short form

Weekly rates of the US states, in files such as \`unemployment-2026.csv\` with the columns \`week\`, \`state\`, \`rate\`:

\`\`\`yaml
title: Unemployment rate
source: { name: Bureau of Labor Statistics, url: https://example.org }
license: { name: Public domain, url: https://example.org }
files: unemployment*.csv
time: { column: week, unit: week }
region: { column: state, map: us-states }
measures:
  rate: { title: Unemployment rate, unit: "%", kind: rate, decimals: 1 }
\`\`\`

Columns that the descriptor does not name are allowed.

${table(short)}

### \`source\`, \`license\`

${table(at('source'))}

### \`time\`

${table(at('time'))}

### \`region\`, \`regions\`

${table(at('region'))}

A file that holds several levels names each of them, the coarsest first:

\`\`\`yaml
regions:
  - { column: state, map: us-states }
  - { column: county, map: us-counties, within: state }
measures:
  cases: { kind: cumulative }
\`\`\`

Places that have coordinates instead of shapes name the columns of these instead of a map:

\`\`\`yaml
time: { column: month }
region: { column: station, latitude: lat, longitude: lon, name: station_name, title: Stations }
measures:
  rain: { kind: flow, unit: mm }
\`\`\`

### \`maps\`

Shapes of your own, for places that no built-in map has:

\`\`\`yaml
maps:
  wards: { file: wards.geojson, id: WARD, name: NAME }
region: { column: ward, map: wards }
measures:
  visits: { kind: flow }
\`\`\`

${table(at('maps', ''))}

### \`places\`

${table(at('places'))}

### \`measures\`

An object of measures by id. The id is the heading of the column, unless \`column\` names another one.

${table(at('measures', ''))}

### \`columns\`

The files are published as tables too, row by row. To override what was recognized about a column, name its heading:

\`\`\`yaml
columns:
  E-mail: { drop: true }
  ZIP: { name: zip_code, type: text }
  joined: { type: date, order: day first }
\`\`\`

${table(at('columns', ''))}

A value that a column cannot have is an error that names it and its row, and so is a heading that no file has. The other
fields of a descriptor go on naming columns by their headings.

### \`dimensions\`

A list of headings, or an object of dimensions by id:

\`\`\`yaml
time: { column: year, unit: year }
region: { column: country, map: world }
dimensions:
  age: { title: Age group, total: all ages }
measures:
  deaths: { kind: flow }
\`\`\`

${table(at('dimensions', ''))}

### \`views\`

${table(at('views'))}

\`about\` and \`sandbox\` have a \`text\`, a Markdown file beside the descriptor. Fields of \`curves\`:

${table(at('views', 'curves'))}

Fields of \`align\`:

${table(at('views', 'curves', 'align'))}

### \`checks\`

Limits of the [checks](checks.md). Shares are fractions of 1; \`off\` turns a check off.

${table(at('checks'))}

Fields of each map under \`places\`:

${table(at('checks', 'places', ''))}

### \`site\`

${table(at('site'))}

## Form with SQL

For sources that need cleaning: \`regions.sql\` lists the regions, and \`clean.sql\` assigns each row to its regions.
[Publish your own data](publish-your-own-data.md#regionssql) says what they return.

\`\`\`yaml
title: Visits to a doctor
kind: region-series
source: { name: Ministry of Health, url: https://example.org }
license: { name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/ }
tables:
  reports:
    files: YYYY-MM-DD.csv
    columns:
      state: { headings: [State, Province_State] }
      visits: { headings: [Visits], type: count }
    unused: [Lat, Long_]
regions: regions.sql
clean: clean.sql
measures:
  visits: { title: Visits, noun: visits to a doctor, kind: flow }
maps: [us-states]
\`\`\`

A descriptor that \`extends\` a built-in data set fills in from it whatever it leaves out:

\`\`\`yaml
extends: covid
checks:
  lostRows: 0.5
\`\`\`

${table(sql)}

\`source\`, \`license\`, \`views\`, \`checks\` and \`site\` are as in the short form.

### \`tables\`

An object of tables by name.

${table(inside(inside(sql, 'tables'), ''))}

### \`tables.<table>.columns\`

An object of columns by the name that the SQL knows them by.

${table(inside(inside(inside(inside(sql, 'tables'), ''), 'columns'), ''))}

### \`measures\` with SQL

${table(inside(inside(sql, 'measures'), ''))}

## \`site.yaml\`

\`\`\`yaml
# site.yaml
title: Health of Elm County
tagline: What the county counts, week by week.
accent: "#006644"
\`\`\`

${table(definitionOf(siteYamlFields))}
`;
}

/** The schema of a field, or with '' that of each named thing in an object; of alternatives, the one with fields. */
function inside(schema: JsonSchema, name: string): JsonSchema {
  const found = name === '' ? withFields(schema).additionalProperties : withFields(schema).properties?.[name];
  if (typeof found !== 'object') throw new Error(`the schema has no field "${name}"`);
  return withFields(found);
}

function withFields(schema: JsonSchema): JsonSchema {
  if (schema.properties !== undefined || typeof schema.additionalProperties === 'object') return schema;
  const found = [schema.anyOf ?? [], schema.oneOf ?? []]
    .flat()
    .find(option => typeof option === 'object' && option.type === 'object');
  return typeof found === 'object' ? withFields(found) : schema;
}

function table({ properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties).map(([name, field]) => {
    if (typeof field !== 'object') throw new Error(`${name} has no schema`);
    const { description = '', examples = [], default: standard } = field;
    const shown = standard === undefined ? '–' : code(standard);
    const cells = [
      code(name),
      typeOf(field),
      required.includes(name) ? '**required**' : shown,
      description,
      Array.isArray(examples) ? examples.map(code).join(', ') : '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| Field | Type | Default | Meaning | Example |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function typeOf(schema: JsonSchema | boolean): string {
  if (typeof schema !== 'object') return 'anything';
  const { anyOf, const: only, enum: names, type, format, items, minimum, maximum } = schema;
  if (anyOf !== undefined) {
    const options = anyOf.filter(option => typeof option !== 'object' || option.type !== 'null').map(typeOf);
    return [...new Set(options)].join(' or ');
  }
  if (only !== undefined) return code(only);
  if (names !== undefined) return names.map(code).join(', ');
  if (type === 'array') return typeof items === 'object' && !Array.isArray(items) ? `list of ${typeOf(items)}` : 'list';
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'integer')
    return maximum === undefined ? 'whole number' : `whole number from ${minimum ?? 0} to ${maximum}`;
  if (type === 'number') return maximum === 1 ? 'share' : 'number';
  if (type === 'object') return 'object';
  return format === 'date' ? 'day' : 'text';
}

/** As YAML has it. */
function code(value: unknown): string {
  if (Array.isArray(value)) return `\`[${value.join(', ')}]\``;
  return value === '' ? '`""`' : `\`${String(value)}\``;
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(join(import.meta.dirname, 'dataset-yaml.md'), datasetYamlDocument());
}
