const CERTIFICATE = /^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/;
/** What is left of the 63 characters of a bucket's name beside service, account and the longest region. */
const MAX_STAGE_LENGTH = 18;

/** Refuses parameters that AWS would refuse after minutes, or would take and do nothing with. */
class CheckParameters {
  constructor(serverless) {
    this.hooks = {
      'before:package:cleanup': () => {
        const { custom, provider } = serverless.service;
        for (const sentence of faultsOf({ ...custom.checked, stage: provider.stage })) {
          throw new serverless.classes.Error(sentence);
        }
      },
    };
  }
}

function faultsOf({ stage, email, domain, certificate, maxDataAgeDays }) {
  const days = Number(maxDataAgeDays);
  const rules = [
    [/^[a-z0-9][a-z0-9-]*$/.test(stage), `stage must be small letters, digits and hyphens; found "${stage}"`],
    [stage.length <= MAX_STAGE_LENGTH, `stage may have ${MAX_STAGE_LENGTH} characters; found "${stage}"`],
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
