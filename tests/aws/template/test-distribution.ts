import { describe, expect, test } from 'vitest';
import { headersOf, LIVE_SECONDS } from '../../../functions/contract/headers.ts';
import { blobKey, INDEX_KEY, pointerKey } from '../../../functions/contract/keys.ts';
import { SECURITY_HEADERS } from '../../../local/security-headers.ts';
import { tinyApp } from '../handlers.ts';
import { statementsOf } from './policy-statements.ts';
import { ACCOUNT, fieldsOf, listOf, type Template } from './read-template.ts';

/** What CloudFront does with a path, and what it may read. */
/** What the query function makes that is not the API. */
const MADE = ['/*/place/*', '/sitemap.xml', '/robots.txt'];

export function testDistribution(template: () => Template): void {
  const config = () => fieldsOf(fieldsOf(template().properties('Distribution')).DistributionConfig);
  const site = () => String(template().outputs.SiteBucket);
  /** The cache behavior of a path pattern with its origin; `/*` is the default. */
  const behavior = (path: string) => {
    const { DefaultCacheBehavior, CacheBehaviors, Origins } = config();
    const found = listOf(CacheBehaviors).find(value => fieldsOf(value).PathPattern === path);
    const fields = fieldsOf(path === '/*' ? DefaultCacheBehavior : found);
    const origin = listOf(Origins).find(value => fieldsOf(value).Id === fields.TargetOriginId);
    return { ...fields, origin: fieldsOf(origin) };
  };
  const policyOf = (attribute: unknown) => fieldsOf(template().properties(String(attribute).replace(/\.Id$/, '')));
  const caching = (path: string) => fieldsOf(policyOf(fieldsOf(behavior(path)).CachePolicyId).CachePolicyConfig);
  const headers = (path: string) =>
    fieldsOf(policyOf(fieldsOf(behavior(path)).ResponseHeadersPolicyId).ResponseHeadersPolicyConfig);

  test('each behavior has its origin', () => {
    expect(listOf(config().CacheBehaviors).map(value => fieldsOf(value).PathPattern)).toEqual([
      '/data/*',
      '/api/*',
      ...MADE,
    ]);
    for (const path of MADE) {
      expect(behavior(path).origin).toEqual(behavior('/api/*').origin);
      expect(headers(path)).toEqual(headers('/*'));
      expect(behavior(path)).toMatchObject({ Compress: true, AllowedMethods: ['GET', 'HEAD'] });
    }
    const bucket = { DomainName: 'Site.RegionalDomainName', OriginAccessControlId: 'SiteAccess.Id' };
    expect(behavior('/*').origin).toMatchObject({ ...bucket, OriginPath: '/site' });
    expect(behavior('/data/*').origin).toMatchObject(bucket);
    expect(Object.keys(behavior('/data/*').origin)).not.toContain('OriginPath');
    expect(behavior('/api/*').origin).toMatchObject({
      DomainName: 'HttpApi.execute-api.eu-central-1.amazonaws.com',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
    });
  });

  test('it supports HTTP/3 and IPv6, compresses, and redirects to HTTPS', () => {
    expect(config()).toMatchObject({ Enabled: true, HttpVersion: 'http2and3', IPV6Enabled: true });
    for (const path of ['/*', '/data/*', '/api/*'])
      expect(behavior(path)).toMatchObject({ Compress: true, ViewerProtocolPolicy: 'redirect-to-https' });
  });

  test('it is read-only, and allows preflights for data and API', () => {
    expect(behavior('/*')).toMatchObject({ AllowedMethods: ['GET', 'HEAD'] });
    for (const path of ['/data/*', '/api/*'])
      expect(behavior(path)).toMatchObject({ AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] });
  });

  test('no error is replaced by a page, and only paths of pages are rewritten', () => {
    expect(template().everywhere('ResponsePagePath')).toEqual([]);
    expect(behavior('/*')).toMatchObject({
      FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'ViewerRequest.FunctionARN' }],
    });
    expect(template().everywhere('FunctionAssociations')).toHaveLength(1);
    expect(template().everywhere('LambdaFunctionAssociations')).toEqual([]);
  });

  test('only it may read page and data from the bucket, with signed requests, and list what is missing', () => {
    const condition = {
      StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/Distribution` },
    };
    const reads = { effect: 'Allow', principal: { Service: 'cloudfront.amazonaws.com' }, condition };
    const bucket = `arn:aws:s3:::${site()}`;
    expect(statementsOf(template().properties('SitePolicy')).filter(({ effect }) => effect === 'Allow')).toEqual([
      { ...reads, actions: ['s3:GetObject'], resources: [`${bucket}/site/*`, `${bucket}/data/*`] },
      { ...reads, actions: ['s3:ListBucket'], resources: [bucket] },
    ]);
    expect(fieldsOf(template().properties('SiteAccess')).OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
  });

  describe('caching', () => {
    test.each(['/*', '/data/*', '/api/*'])('of %s follows the Cache-Control of the response', path => {
      const longest = Math.max(
        ...[INDEX_KEY, blobKey('covid', '0'.repeat(32))].map(key => maxAge(headersOf(key).cacheControl)),
      );
      const { MinTTL, DefaultTTL, MaxTTL, ParametersInCacheKeyAndForwardedToOrigin: key } = caching(path);
      expect({ MinTTL, DefaultTTL }).toEqual({ MinTTL: 0, DefaultTTL: 0 });
      expect(MaxTTL).toBeGreaterThanOrEqual(longest);
      expect(key).toMatchObject({
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: path === '/api/*' ? 'all' : 'none' },
      });
    });

    test('new data is visible everywhere within seconds: in a browser, at the edge, in the function', async () => {
      // Minimum and default TTLs are 0, so the responses decide. There may be a regional cache behind the edge.
      const { app } = await tinyApp();
      const live = await app.fetch(new Request('https://example.org/api/v1/datasets/tiny'));
      const lifetimes = [INDEX_KEY, pointerKey('covid')].map(key => staleness(headersOf(key).cacheControl, 0));
      lifetimes.push(staleness(live.headers.get('Cache-Control') ?? '', LIVE_SECONDS));
      for (const { browser, edge, stale, memory } of lifetimes)
        expect(browser + 2 * edge + stale + memory).toBeLessThanOrEqual(6);
      // For an object that was missing a moment ago.
      expect(config().CustomErrorResponses).toEqual([{ ErrorCode: 404, ErrorCachingMinTTL: LIVE_SECONDS }]);
    });

    test('the API gets the whole query string, and never the Host header', () => {
      const { OriginRequestPolicyConfig } = policyOf(fieldsOf(behavior('/api/*')).OriginRequestPolicyId);
      const { HeadersConfig, QueryStringsConfig, CookiesConfig } = fieldsOf(OriginRequestPolicyConfig);
      expect(QueryStringsConfig).toEqual({ QueryStringBehavior: 'all' });
      expect(CookiesConfig).toEqual({ CookieBehavior: 'none' });
      expect(fieldsOf(HeadersConfig).HeaderBehavior).toBe('whitelist');
      expect(listOf(fieldsOf(HeadersConfig).Headers)).toContain('Accept');
      expect(listOf(fieldsOf(HeadersConfig).Headers)).not.toContain('Host');
    });
  });

  describe('headers', () => {
    test.each(['/*', '/data/*'])('of %s are those of the local stack, and those for HTTPS only', path => {
      expect(headersOfPolicy(headers(path))).toEqual({
        ...SECURITY_HEADERS,
        'strict-transport-security': 'max-age=31536000',
        'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      });
    });

    test('anyone may read data and API', () => {
      for (const path of ['/data/*', '/api/*'])
        expect(headers(path).CorsConfig).toMatchObject({
          AccessControlAllowCredentials: false,
          AccessControlAllowMethods: { Items: ['GET', 'HEAD', 'OPTIONS'] },
          AccessControlAllowHeaders: { Items: ['*'] },
          AccessControlAllowOrigins: { Items: ['*'] },
          // Bucket and API allow Authorization too, which the wildcard does not.
          OriginOverride: false,
        });
    });

    test('a frame without an origin may load the page and its assets', () => {
      expect(headers('/*').CorsConfig).toMatchObject({
        AccessControlAllowCredentials: false,
        AccessControlAllowOrigins: { Items: ['*'] },
        OriginOverride: true,
      });
    });

    test('a preflight reaches bucket and API with its headers, and the bucket allows any header', () => {
      // AWS's managed policy CORS-S3Origin: Origin, Access-Control-Request-Headers and -Method.
      expect(behavior('/data/*')).toMatchObject({ OriginRequestPolicyId: '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf' });
      const { OriginRequestPolicyConfig } = policyOf(fieldsOf(behavior('/api/*')).OriginRequestPolicyId);
      expect(fieldsOf(fieldsOf(OriginRequestPolicyConfig).HeadersConfig).Headers).toEqual(
        expect.arrayContaining(['Access-Control-Request-Headers', 'Access-Control-Request-Method', 'Origin']),
      );
      expect(fieldsOf(fieldsOf(template().properties('Site')).CorsConfiguration).CorsRules).toMatchObject([
        { AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'], AllowedHeaders: ['*'] },
      ]);
    });

    test("the API's own headers are not overridden", async () => {
      const { app } = await tinyApp();
      const own = (await app.fetch(new Request('https://example.org/api/v1/datasets'))).headers;
      const { SecurityHeadersConfig, CorsConfig } = headers('/api/*');
      const { ContentSecurityPolicy, ReferrerPolicy } = fieldsOf(SecurityHeadersConfig);
      expect(own.get('Content-Security-Policy')).not.toBe(SECURITY_HEADERS['content-security-policy']);
      expect(own.get('Referrer-Policy')).not.toBe(SECURITY_HEADERS['referrer-policy']);
      expect(own.has('Access-Control-Allow-Origin')).toBe(true);
      expect(fieldsOf(ContentSecurityPolicy).Override).toBe(false);
      expect(fieldsOf(ReferrerPolicy).Override).toBe(false);
      expect(fieldsOf(CorsConfig).OriginOverride).toBe(false);
    });
  });
}

/** The headers that a policy adds. */
function headersOfPolicy({ SecurityHeadersConfig, CustomHeadersConfig }: Readonly<Record<string, unknown>>) {
  const { ContentSecurityPolicy, ReferrerPolicy, ContentTypeOptions, StrictTransportSecurity } =
    fieldsOf(SecurityHeadersConfig);
  const { AccessControlMaxAgeSec, IncludeSubdomains } = fieldsOf(StrictTransportSecurity);
  const custom = listOf(fieldsOf(CustomHeadersConfig).Items).map(fieldsOf);
  return {
    'content-security-policy': fieldsOf(ContentSecurityPolicy).ContentSecurityPolicy,
    'referrer-policy': fieldsOf(ReferrerPolicy).ReferrerPolicy,
    ...(ContentTypeOptions === undefined ? {} : { 'x-content-type-options': 'nosniff' }),
    'strict-transport-security': `max-age=${AccessControlMaxAgeSec}${IncludeSubdomains ? '; includeSubDomains' : ''}`,
    ...Object.fromEntries(custom.map(({ Header, Value }) => [String(Header).toLowerCase(), Value])),
  };
}

/** How many seconds each cache may serve outdated data; a missing directive falls back to a more general one. */
function staleness(cacheControl: string, memory: number) {
  const seconds = (directive: string) => {
    const found = new RegExp(`(?:^|[ ,])${directive}=(\\d+)`).exec(cacheControl)?.[1];
    return found === undefined ? null : Number(found);
  };
  const browser = seconds('max-age') ?? Number.POSITIVE_INFINITY;
  return { browser, edge: seconds('s-maxage') ?? browser, stale: 2 * (seconds('stale-while-revalidate') ?? 0), memory };
}

function maxAge(cacheControl: string): number {
  return Number(/max-age=(\d+)/.exec(cacheControl)?.[1]);
}
