const bundle = require('../query-bundle.json');

/** How serverless-esbuild bundles the query function: as measured and tested, with the extension of a module. */
module.exports = () => ({
  ...bundle,
  outputFileExtension: '.mjs',
  // The SDK is bundled, so that its version is ours and not the runtime's.
  exclude: [],
});
