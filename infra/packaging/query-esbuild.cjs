const bundle = require('../query-bundle.json');

/** How serverless-esbuild packs the query function: as it is measured and tested, and as a module by its name. */
module.exports = () => ({
  ...bundle,
  outputFileExtension: '.mjs',
  // The SDK is in the bundle: what the runtime brings is nobody's choice.
  exclude: [],
});
