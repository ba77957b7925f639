const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { SECURITY_HEADERS } = require('../../local/security-headers.ts');

/** The parts of the template that come from the sources. */
module.exports = {
  securityHeaders: SECURITY_HEADERS,
  viewerRequest: read('functions/cdn/viewer-request.js'),
  release: releaseOf([
    ...['contract', 'engine', 'measures', 'query', 'store', 'tables'].map(name => `functions/${name}`),
    'maps/gazetteer',
  ]),
};

/** A hash of the code, packages and gazetteer that answer the API, the same on every machine. */
function releaseOf(folders) {
  const sources = folders.flatMap(folder =>
    readdirSync(join(root(), folder), { recursive: true })
      .filter(name => /\.(ts|json)$/.test(name))
      .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort(),
  );
  const hash = createHash('sha256');
  for (const name of [...sources, 'package-lock.json']) hash.update(`${name}\n${read(name)}\n`);
  return hash.digest('hex').slice(0, 16);
}

function read(name) {
  return readFileSync(join(root(), name), 'utf8').replaceAll('\r\n', '\n');
}

function root() {
  return join(__dirname, '..', '..');
}
