import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const CheckParameters: unknown = createRequire(import.meta.url)('../../../infra/packaging/check-parameters.cjs');
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const NONE = { stage: 'prod', email: '', domain: '', certificate: '', maxDataAgeDays: 0 };

/** What the plugin does before anything is packaged. */
function check(given: Readonly<Record<string, unknown>>): void {
  const { stage, ...checked } = { ...NONE, ...given };
  const serverless = { service: { custom: { checked }, provider: { stage } }, classes: { Error } };
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
])('takes %o', given => {
  expect(() => check(given)).not.toThrow();
});

test.each([
  [{ stage: 'Prod' }, 'stage must be small letters, digits and hyphens; found "Prod"'],
  [{ stage: 'much-too-long-for-it' }, 'stage may have 18 characters; found "much-too-long-for-it"'],
  [{ email: 'me' }, 'param email must be an address, or empty; found "me"'],
  [{ domain: 'covid.example.org' }, 'params domain and certificate belong together'],
  [{ certificate: CERTIFICATE }, 'params domain and certificate belong together'],
  [
    { domain: 'covid.example.org', certificate: CERTIFICATE.replace('us-east-1', 'eu-central-1') },
    'param certificate must be the ARN of a certificate in us-east-1',
  ],
  [{ email: 'me@example.org', maxDataAgeDays: 8 }, 'from 0 (no alarm) to 7'],
  [{ email: 'me@example.org', maxDataAgeDays: 'often' }, 'from 0 (no alarm) to 7'],
  [{ maxDataAgeDays: 3 }, 'param maxDataAgeDays needs the param email'],
])('refuses %o', (given, sentence) => {
  expect(() => check(given)).toThrow(sentence);
});
