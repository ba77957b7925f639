const { regionError } = require('./stage-region.cjs');

const CERTIFICATE = /^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/;
/** What service, account and the longest region leave of the 63 characters of a bucket name. */
const MAX_STAGE_LENGTH = 18;
/** An image in ECR. */
const IMAGE = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/;
const PRICE_CLASSES = ['PriceClass_100', 'PriceClass_200', 'PriceClass_All'];

/** Rejects parameters that AWS would reject after minutes, or accept and ignore. */
class CheckParameters {
  constructor(serverless) {
    this.hooks = {
      // For every command: none finds its stack in another region.
      initialize: () => {
        const error = regionError(serverless.service.provider.stage, serverless.processedInput.options);
        if (error !== null) throw new serverless.classes.Error(error);
      },
      'before:package:cleanup': () => {
        const { custom, provider } = serverless.service;
        const given = serverless.processedInput.options.param ?? [];
        const known = Object.keys(serverless.configurationInput.params.default);
        const [error] = [
          ...unknownIn(given, known),
          ...brokenRules({ ...custom.checked, stage: provider.stage, region: provider.region }),
        ];
        if (error !== undefined) throw new serverless.classes.Error(error);
      },
    };
  }
}

/** A misspelled parameter would be ignored in favor of the default. */
function unknownIn(given, known) {
  const names = given.map(text => text.split('=')[0]).filter(name => !known.includes(name));
  return names.map(name => `--param must name one of ${known.join(', ')}; found "${name}"`);
}

function brokenRules(found) {
  const { stage, region, image, email, domain, certificate, priceClass, apiRate, apiBurst, maxDataAgeDays } = found;
  const [, imageRegion = region] = IMAGE.exec(image) ?? [];
  const days = Number(maxDataAgeDays);
  const rules = [
    [/^[a-z0-9][a-z0-9-]*$/.test(stage), `stage must be lower-case letters, digits and hyphens; found "${stage}"`],
    [stage.length <= MAX_STAGE_LENGTH, `stage must have at most ${MAX_STAGE_LENGTH} characters; found "${stage}"`],
    [
      imageRegion === region,
      `param image must be in ${region}, the region of the function; found one in ${imageRegion}`,
    ],
    [email === '' || /^\S+@\S+$/.test(email), `param email must be an address, or empty; found "${email}"`],
    [
      certificate === '' || CERTIFICATE.test(certificate),
      `param certificate must be the ARN of a certificate in us-east-1, where CloudFront looks for it; found "${certificate}"`,
    ],
    [
      (domain === '') === (certificate === ''),
      `params domain and certificate belong together; found domain "${domain}" and certificate "${certificate}"`,
    ],
    [
      PRICE_CLASSES.includes(priceClass),
      `param priceClass must be one of ${PRICE_CLASSES.join(', ')}; found "${priceClass}"`,
    ],
    [Number(apiRate) > 0, `param apiRate must be a number of requests per second, above 0; found "${apiRate}"`],
    [
      Number.isInteger(Number(apiBurst)) && Number(apiBurst) > 0,
      `param apiBurst must be a whole number of requests, above 0; found "${apiBurst}"`,
    ],
    [
      Number.isInteger(days) && days >= 0 && days <= 7,
      `param maxDataAgeDays must be a whole number from 0 (no alarm) to 7, the most that CloudWatch supports; found "${maxDataAgeDays}"`,
    ],
    [
      days === 0 || email !== '',
      `param maxDataAgeDays needs the param email, which receives the alarm; found "${maxDataAgeDays}" without one`,
    ],
  ];
  return rules.filter(([valid]) => !valid).map(([, message]) => message);
}

module.exports = CheckParameters;
