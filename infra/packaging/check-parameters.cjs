const { regionFault } = require('./stage-region.cjs');

const CERTIFICATE = /^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/;
/** What is left of the 63 characters of a bucket's name beside service, account and the longest region. */
const MAX_STAGE_LENGTH = 18;
/** An image in ECR. */
const IMAGE = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/;
const PRICE_CLASSES = ['PriceClass_100', 'PriceClass_200', 'PriceClass_All'];

/** Refuses parameters that AWS would refuse after minutes, or would take and do nothing with. */
class CheckParameters {
  constructor(serverless) {
    this.hooks = {
      // Whatever the command: in another region each of them would find nothing.
      initialize: () => {
        const fault = regionFault(serverless.service.provider.stage, serverless.processedInput.options);
        if (fault !== null) throw new serverless.classes.Error(fault);
      },
      'before:package:cleanup': () => {
        const { custom, provider } = serverless.service;
        const given = serverless.processedInput.options.param ?? [];
        const known = Object.keys(serverless.configurationInput.params.default);
        for (const sentence of [
          ...unknownIn(given, known),
          ...faultsOf({ ...custom.checked, stage: provider.stage, region: provider.region }),
        ]) {
          throw new serverless.classes.Error(sentence);
        }
      },
    };
  }
}

/** What is misspelt on the command line would be passed over, and the default taken. */
function unknownIn(given, known) {
  const names = given.map(text => text.split('=')[0]).filter(name => !known.includes(name));
  return names.map(name => `--param must name one of ${known.join(', ')}; found "${name}"`);
}

function faultsOf(found) {
  const { stage, region, image, email, domain, certificate, priceClass, apiRate, apiBurst, maxDataAgeDays } = found;
  const [, imageRegion = region] = IMAGE.exec(image) ?? [];
  const days = Number(maxDataAgeDays);
  const rules = [
    [/^[a-z0-9][a-z0-9-]*$/.test(stage), `stage must be small letters, digits and hyphens; found "${stage}"`],
    [stage.length <= MAX_STAGE_LENGTH, `stage may have ${MAX_STAGE_LENGTH} characters; found "${stage}"`],
    [
      imageRegion === region,
      `param image must lie in ${region}, where the function is: Lambda takes none of another region; found one of ${imageRegion}`,
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
    [Number(apiRate) > 0, `param apiRate must be a number of questions a second, above 0; found "${apiRate}"`],
    [
      Number.isInteger(Number(apiBurst)) && Number(apiBurst) > 0,
      `param apiBurst must be a whole number of questions, above 0; found "${apiBurst}"`,
    ],
    [
      Number.isInteger(days) && days >= 0 && days <= 7,
      `param maxDataAgeDays must be a whole number from 0 (no alarm) to 7, as far as CloudWatch looks back; found "${maxDataAgeDays}"`,
    ],
    [
      days === 0 || email !== '',
      `param maxDataAgeDays needs the param email, which gets the alarm; found "${maxDataAgeDays}" without one`,
    ],
  ];
  return rules.filter(([holds]) => !holds).map(([, sentence]) => sentence);
}

module.exports = CheckParameters;
