const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const DEFAULT_REGION = 'eu-central-1';

/**
 * The region of a command: `--region`, AWS_REGION, AWS_DEFAULT_REGION, as for other AWS tools, the region of the stage's
 * deployment, Frankfurt: the first that is set.
 */
module.exports = async ({ options, resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  return requested(options)?.region ?? deployedRegion(stage) ?? DEFAULT_REGION;
};

/** An error if another region than the stage's is requested, where its stack would not be found; else null. */
module.exports.regionError = (stage, options) => {
  const { name, region } = requested(options) ?? {};
  const deployed = deployedRegion(stage);
  if (region === undefined || deployed === undefined || deployed === region) return null;
  return (
    `the stage ${stage} is deployed in ${deployed}, but ${name} is ${region}. Give --region ${deployed}, or another --stage; ` +
    `to act on a separate stage ${stage} in ${region}, delete ${fileOf(stage)} first`
  );
};

function requested(options) {
  return [
    { name: '--region', region: options.region },
    ...['AWS_REGION', 'AWS_DEFAULT_REGION'].map(name => ({ name, region: process.env[name] })),
  ].find(({ region }) => region);
}

function deployedRegion(stage) {
  const file = resolve(fileOf(stage));
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).region : undefined;
}

/** Relative: the tool runs in the folder of its configuration. */
function fileOf(stage) {
  return join('.seecovid', `${stage}.json`);
}
