const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const DEFAULT_REGION = 'eu-central-1';

/**
 * The region that a command acts in: `--region`, else AWS_REGION, else AWS_DEFAULT_REGION, as for other programs of AWS; else
 * that of the stage's first deployment, which leaves word of it; else Frankfurt.
 */
module.exports = async ({ options, resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  return asked(options)?.region ?? deployedRegion(stage) ?? DEFAULT_REGION;
};

/** Says so where the region that is asked for is not that of the stage, whose stack would seem to be gone; else null. */
module.exports.regionFault = (stage, options) => {
  const { name, region } = asked(options) ?? {};
  const deployed = deployedRegion(stage);
  if (region === undefined || deployed === undefined || deployed === region) return null;
  return (
    `the stage ${stage} is deployed in ${deployed}, but ${name} is ${region}. Give --region ${deployed}, or another --stage; ` +
    `to act on a separate stage ${stage} in ${region}, delete ${fileOf(stage)} first`
  );
};

function asked(options) {
  return [
    { name: '--region', region: options.region },
    ...['AWS_REGION', 'AWS_DEFAULT_REGION'].map(name => ({ name, region: process.env[name] })),
  ].find(({ region }) => region);
}

function deployedRegion(stage) {
  const file = resolve(fileOf(stage));
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).region : undefined;
}

/** Relative, as the tool runs in the folder of its configuration. */
function fileOf(stage) {
  return join('.seecovid', `${stage}.json`);
}
