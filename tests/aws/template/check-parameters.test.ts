import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const CheckParameters: unknown = createRequire(import.meta.url)('../../../infra/packaging/check-parameters.cjs');
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const LIMITS = { priceClass: 'PriceClass_100', apiRate: 20, apiBurst: 6 };
const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/seecovid-images@sha256:00';
const DEFAULTS = {
  stage: 'prod',
  region: 'eu-central-1',
  image: 'transform',
  email: '',
  domain: '',
  certificate: '',
  maxDataAgeDays: 0,
  ...LIMITS,
};

/** Runs the plugin's check before packaging. */
function check(params: Readonly<Record<string, unknown>>, param?: readonly string[]): void {
  const { stage, region, ...checked } = { ...DEFAULTS, ...params };
  const serverless = {
    service: { custom: { checked }, provider: { stage, region } },
    processedInput: { options: param === undefined ? {} : { param } },
    configurationInput: { params: { default: { image: 'transform', email: '' } } },
    classes: { Error },
  };
  if (typeof CheckParameters !== 'function') throw new Error('the plugin must be a class');
  const { hooks } = Reflect.construct(CheckParameters, [serverless]);
  hooks['before:package:cleanup']();
}

test.each([
  {},
  { email: 'me@example.org', maxDataAgeDays: 7 },
  { email: 'me@example.org', maxDataAgeDays: '2' },
  { domain: 'covid.example.org', certificate: CERTIFICATE },
  { stage: 'a-second-one-of-18' },
  { image: IMAGE },
  { image: IMAGE.replace('eu-central-1', 'us-east-1'), region: 'us-east-1' },
])('accepts %o', params => {
  expect(() => check(params)).not.toThrow();
});

test.each([
  [{ stage: 'Prod' }, 'stage must be lower-case letters, digits and hyphens; found "Prod"'],
  [{ stage: 'much-too-long-for-it' }, 'stage must have at most 18 characters; found "much-too-long-for-it"'],
  [{ email: 'me' }, 'param email must be an address, or empty; found "me"'],
  [{ domain: 'covid.example.org' }, 'params domain and certificate belong together'],
  [{ certificate: CERTIFICATE }, 'params domain and certificate belong together'],
  [
    { domain: 'covid.example.org', certificate: CERTIFICATE.replace('us-east-1', 'eu-central-1') },
    'param certificate must be the ARN of a certificate in us-east-1',
  ],
  [{ email: 'me@example.org', maxDataAgeDays: 8 }, 'from 0 (no alarm) to 7'],
  [{ email: 'me@example.org', maxDataAgeDays: 'often' }, 'from 0 (no alarm) to 7'],
  [{ priceClass: 'PriceClass_300' }, 'param priceClass must be one of PriceClass_100, PriceClass_200, PriceClass_All'],
  [{ apiRate: 'many' }, 'param apiRate must be a number of requests per second, above 0; found "many"'],
  [{ apiBurst: 0.5 }, 'param apiBurst must be a whole number of requests, above 0; found "0.5"'],
  [
    { image: IMAGE.replace('eu-central-1', 'us-east-1') },
    'param image must be in eu-central-1, the region of the function; found one in us-east-1',
  ],
  [{ maxDataAgeDays: 3 }, 'param maxDataAgeDays needs the param email'],
])('rejects %o', (params, message) => {
  expect(() => check(params)).toThrow(message);
});

test('rejects an unknown parameter on the command line', () => {
  expect(() => check({}, ['email=me@example.org', 'image=transform'])).not.toThrow();
  expect(() => check({}, ['emial=me@example.org'])).toThrow('--param must name one of image, email; found "emial"');
});
