const TAB = /^\/[^/]+\/(map|curves|sandbox|about)\/?$/;
const FILE = /\.[A-Za-z0-9]+$/;

/**
 * Runs at CloudFront before a file of the site is looked up, and in the local stack: an address of the page becomes the
 * file that holds it. `/<data set>[@<snapshot>]/<tab>` is the page of the tab; what else has no extension is the first
 * page, which reads its address itself. The path of a file stays, and so does the query of any address.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name.
function handler(event) {
  const request = event.request;
  if (TAB.test(request.uri)) request.uri = request.uri.replace(TAB, '/$1.html');
  else if (!FILE.test(request.uri)) request.uri = '/index.html';
  return request;
}
