import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUERY_BUNDLE } from '../../../bench/start/variants.ts';
import { type Packaged, packageTemplate } from './package-template.ts';
import { fieldsOf, listOf, type Template } from './read-template.ts';
import { testAlarms } from './test-alarms.ts';
import { testBuckets } from './test-buckets.ts';
import { testDeployer } from './test-deployer.ts';
import { testDistribution } from './test-distribution.ts';
import { testFunctions } from './test-functions.ts';
import { testRoles } from './test-roles.ts';

const DOMAIN = 'covid.example.org';
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const MAX_BUNDLE_BYTES = 1_200_000;

let folder = '';
let plain: Packaged;
/** Another stage with all options. */
let full: Packaged;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seecovid-'));
  plain = await packageTemplate({ out: join(folder, 'plain') });
  full = await packageTemplate({
    out: join(folder, 'full'),
    stage: 'second',
    params: {
      domain: DOMAIN,
      certificate: CERTIFICATE,
      email: 'someone@example.org',
      maxDataAgeDays: '3',
      logRetentionDays: '7',
      apiRate: '5',
      priceClass: 'PriceClass_All',
    },
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('buckets', () => testBuckets(() => plain.template));
describe('distribution', () => testDistribution(() => plain.template));
describe('functions', () => testFunctions(() => plain.template));
describe('deployment', () => testDeployer(() => full.template));
describe('roles', () => testRoles(() => plain.template));
describe('alarms', () =>
  testAlarms(
    () => plain.template,
    () => full.template,
  ));

describe('the package of the query function', () => {
  test('is one module, byte for byte the one that is measured and tested', async () => {
    const files = readZip(plain.zip);
    expect([...files.keys()]).toEqual(['functions/query/lambda.mjs']);
    const { outputFiles } = await build({ ...QUERY_BUNDLE, write: false, outfile: 'lambda.mjs' });
    const [module] = [...files.values()];
    expect(module?.toString()).toBe(outputFiles?.[0]?.text);
    expect(module?.length).toBeLessThanOrEqual(MAX_BUNDLE_BYTES);
  });

  test('is the same each time, so that unchanged code is not deployed again', () => {
    expect(full.zip.equals(plain.zip)).toBe(true);
  });
});

describe('parameters', () => {
  test('a custom domain has its certificate and is the address', () => {
    expect(fieldsOf(full.template.properties('Distribution')).DistributionConfig).toMatchObject({
      Aliases: [DOMAIN],
      ViewerCertificate: { AcmCertificateArn: CERTIFICATE, SslSupportMethod: 'sni-only' },
      PriceClass: 'PriceClass_All',
    });
    expect(full.template.outputs.SiteAddress).toBe(`https://${DOMAIN}`);
  });

  test('without one, both are from CloudFront', () => {
    expect(fieldsOf(plain.template.properties('Distribution')).DistributionConfig).toMatchObject({
      Aliases: [],
      ViewerCertificate: { CloudFrontDefaultCertificate: true },
      PriceClass: 'PriceClass_100',
    });
  });

  test('retention and throttling are those of the parameters', () => {
    expect(full.template.everywhere('RetentionInDays')).toEqual([7, 7, 7]);
    expect(full.template.everywhere('ThrottlingRateLimit')).toEqual(['5']);
  });

  test('no name is the same in two stages', () => {
    const inBoth = namesOf(plain.template).filter(name => namesOf(full.template).includes(name));
    expect(namesOf(plain.template).length).toBeGreaterThan(10);
    expect(inBoth).toEqual([]);
  });
});

/** Names that CloudFormation does not derive from the stack. */
function namesOf(template: Template): readonly string[] {
  const keys = ['BucketName', 'FunctionName', 'LogGroupName', 'Namespace', 'MetricNamespace'];
  const inConfig = template
    .everywhere('Name')
    .filter(name => listOf(name).some(text => /^seecovid/.test(String(text))));
  const fixed = keys
    .flatMap(key => template.everywhere(key))
    .filter(name => /^(\/aws\/lambda\/)?seecovid/.test(String(name)));
  return [...inConfig, ...fixed].map(String);
}

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const DEFLATED = 8;

/** The files of a zip archive without a comment, by name. */
function readZip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = zip.length - END_LENGTH;
  if (zip.readUInt32LE(end) !== END) throw new Error('this is not a zip archive without a comment');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`no entry at ${at}`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, contentOf(zip, at));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

function contentOf(zip: Buffer, at: number): Buffer {
  const header = zip.readUInt32LE(at + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const stored = zip.subarray(start, start + zip.readUInt32LE(at + 20));
  return zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(stored) : stored;
}
