import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedCheck } from '../functions/checks/check.ts';
import { checkResults } from '../functions/checks/check-results.ts';
import { CHECKS } from '../functions/checks/checks.ts';
import { builtInFrom } from '../functions/describe/built-in-files.ts';
import { parseCheckLimits } from '../functions/describe/check-limits.ts';
import { readDataset } from '../functions/describe/read-dataset.ts';

/** `docs/checks.md`, with tables generated from the checks. */
export async function checksDocument(): Promise<string> {
  const anyPlaces = { maps: ['any'], measures: [] };
  const { places, ...limits } = parseCheckLimits({ places: { any: {} } }, anyPlaces);
  const [ofPlaces = {}] = places;
  return `# Checks

What is checked before anything is published, what a failed check does, how to change its limit, and how to accept a
file anyway. \`npm run docs\` writes this page; its tables come from the checks in \`functions/checks/\`,
which also produce the verdict and the receipt.

A fault holds back as little as possible:

- **One place on one day.** A country's count falls by nine tenths overnight: a typo. That place is missing on that day,
  marked and named. Everything else in the report is live.
- **One upload.** A file that cannot be read, yesterday's file again, a day of zeros: it is _quarantined_, and the rest
  is live. If it replaced a good version, that one stays in use.
- **The whole snapshot.** No region has a shape, or no upload fills a table: nothing new is published, and what was live
  stays.

Each failed check is one message with its figures. It appears in the receipt, in the output of \`seecovid transform\`
(exit code 3: published with something held back, 4: refused), in the log line \`built\`, and on the About tab; for a
place, also in the hover and in the API. The receipt lists it under \`checks\`, next to how near the reports in use come
to each limit that is a share or a factor.

Checks judge what cleaning produces, place by place: rows that are dropped, merged or balanced by another row count as
they are published, however they are spelled.

## Checks of an upload

${table('upload')}

### What \`readable\` rejects

A file is rejected whatever its rows look like, and the reason names the line and what was found there:

- **A corrupt file**: merge-conflict markers; an HTML page, an XML document, JSON, or a server's error message instead
  of the file or after its rows; a Git LFS pointer; a second header row, so two files were joined; a block of 20 or more
  rows, or all of them, that repeats earlier ones row by row. Single repeated rows prove nothing, and neither does
  anything inside a quoted cell.
- **Another file**: packed other than by gzip; columns separated by semicolons, tabs or pipes; Windows-1252, Latin-1 or
  UTF-16 instead of UTF-8; no header row; another file of the same source (\`tables.<name>.mistaken\` describes it and
  lists the columns that, together, only that file has).
- **A missing or misspelled column**, with the nearest name. This also holds for an optional column: without its
  \`Admin2\`, a report would lose its counties and look complete.
- **No bytes**: no permission, a broken link, a folder instead of a file, an archived or denied object. The next build
  tries again even if nothing has changed. A build stops only if no other upload can be read either.
- No rows, more than 1,000 columns, 12 million lines or 1 GB; a gzip file that is damaged, or larger than 1 GB or 100
  times its size when it is unpacked.

An unknown column is only a warning: the file is live, and receipt, command line and About tab name the column. If it
belongs there, list it in \`dataset.yaml\`, \`tables: { reports: { unused: [Tests] } }\`; with \`extends\`, this is added to
the unused columns of the base.

## Checks of a report

Reports are checked in date order, each against the nearest earlier report that is in use. The first one has none: only
repeats of another day and its distance from the next report are checked, besides its upload and its places.

${table('report')}

- **A correction** stays out until the next report agrees; then both are in, and the receipt marks the first one
  \`confirmed\`. The next report agrees if it too is below the day before the fall, and has not fallen further by more
  than the limit.
- **A spike.** If a report falls, but not below the day before the one it is compared with, one of the two is wrong. The
  report after them decides. Until there is one, the report that is farther from the growth of the days before stays
  out.
- **The same rows on two days.** The wrong report is the one whose day does not match the time at which its rows were
  last updated (columns of the type \`updated\`). Without such a column it is the later one, or the one that was not live.
- **A reason that can no longer change** says that it is final, and how to accept the file.
- **Blank is not zero.** A count that is blank in a whole report is missing from then on. The receipt says once which
  measure \`ended\`, and when.

## Checks of a place

The data set lists the maps whose regions are checked under \`checks.places\`.

${table('place')}

The finest place that fails is held back; those above it are checked again with the place's last accepted value. A sum
above it counts that value and _lacks_ the place: it says so on that day, and in every value derived from it, such as
the new count of the next day. The next report settles it, as with reports. If the report has an unknown name that
resembles a place that vanished, the message names it.

## Checks of a table without dates

${table('table')}

## Checks of the snapshot

${table('snapshot')}

A failed \`population\` is reported and refuses nothing. A region that had rows in the previous snapshot and has none now
is listed as lost.

## Changing a limit

In \`dataset.yaml\`, next to the uploads; with \`extends\`, only what differs:

\`\`\`yaml
extends: covid
checks:
  repeatedRows: off # weekly numbers may stand still
  lostRows: 0.5
  places:
    us-states: { fall: 0.05, small: 500 }
    us-counties: off
\`\`\`

Shares are fractions of 1, and \`off\` turns a check off. An unknown field is an error that names the nearest one.

- Defaults: ${defaults(limits)}.
- Defaults for places: ${defaults(ofPlaces)}.

## Accepting a file anyway

Put a note next to the upload, named after it: \`05-21-2020.csv.accept.yaml\`.

\`\`\`yaml
reason: No laboratory reported on the holiday; the source says so on its page.
check: repeated-rows # only this check; without it, all
sha256: "9f86d081884c" # only this version, by the first 8 or more digits; an etag works as well
\`\`\`

The note accepts the upload, and the places in it that would be held back. It is part of the listing and never data. The
receipt shows its reason next to what was found, and explains why a note accepts nothing. Without \`sha256\` or \`etag\`, it
also covers the next version of the upload. A file that cannot be read cannot be accepted. To reject the file again,
delete the note.

## How far the real reports are from the limits

The 161 daily reports of Johns Hopkins University from January 22 to June 30, 2020, with the limits of the data set
\`covid\`. The receipt of each build has these figures for its own reports, under \`checks\`. Built together, no report is
quarantined and no place held back. Built day by day, when there is no next report yet, only missing places are held
back (\`tests/real/checks-*.test.ts\`).

| Check | Most in a real report | Limit | Where |
| ----- | --------------------- | ----- | ----- |
${await realRows()}

\`recovered\` of single places is not checked: countries redefined it every few weeks, and Chile's fell by half in a day.
Provinces outside the four countries with a map of their own are not checked either.
`;
}

/** The largest figures in the real reports that are not 0, and where they were found. */
const REAL: Readonly<Record<string, readonly [most: number | string, where: string]>> = {
  '`repeated-rows`': [0.7517, 'March 23: three quarters of the places without a new case'],
  '`lost-rows`': [0.2922, 'March 31: counties without a case were left out'],
  '`gap`': [1, ''],
  '`rise`': [1.906, 'January 28'],
  '`lost-places` of world': [0.01724, 'February 29'],
  '`lost-places` of us-states': [0.01961, 'March 14'],
  '`lost-places` of ca-provinces': ['–', 'fewer than 20 provinces'],
  '`lost-places` of au-states': ['–', 'fewer than 20 states'],
  '`lost-places` of us-counties': [0.3194, 'March 31: counties without a case were left out'],
  '`fall` of world': [0.09905, 'April 30: Spain took 23,464 cases back, and the next day agreed'],
  '`fall` of us-counties': [0.04698, 'April 23'],
  '`rise` of world': [1.971, 'April 24: Ecuador counted 11,536 late cases'],
  '`rise` of us-states': [1.47, 'March 19: New York'],
  '`rise` of ca-provinces': [0.5625, ''],
  '`rise` of cn-provinces': [1.857, 'January 28: Hubei'],
  '`rise` of us-counties': [1.773, 'June 10'],
};

/** A row for each check that a receipt of the real reports has. */
async function realRows(): Promise<string> {
  const builtIn = builtInFrom(join(import.meta.dirname, '..'));
  const { dataset } = await readDataset('covid', async () => undefined, builtIn);
  const rows = checkResults([], [], dataset.checks).map(({ check, level, limit }) => {
    const name = `\`${check}\`${level === null ? '' : ` of ${level}`}`;
    const [most, where] = REAL[name] ?? [0, ''];
    return `| ${name} | ${most} | ${limit} | ${where} |`;
  });
  return rows.join('\n');
}

/** Limits as a descriptor has them. */
function defaults(limits: object): string {
  const shown = Object.entries(limits).filter(([, limit]) => limit === null || typeof limit === 'number');
  return shown.map(([name, limit]) => `\`${name}: ${limit ?? 'off'}\``).join(', ');
}

function table(scope: ListedCheck['scope']): string {
  const rows = CHECKS.filter(check => check.scope === scope).map(
    ({ id, fails, field }) => `| \`${id}\` | ${fails} | ${field === null ? '–' : `\`${field}\``} |`,
  );
  return ['| Check | Fails if | Limit |', '| --- | --- | --- |', ...rows].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(join(import.meta.dirname, 'checks.md'), await checksDocument());
}
