const TAB = /^\/[^/]+\/(?:(map|curves|table|sandbox|about|place)\/?|(table|place)\/.*)$/;
const FILE = /\.[A-Za-z0-9]+$/;
const PAGE = /\.html?$/;
const OWN_PAGE = /^\/(index|map|curves|table|sandbox|about|place)\.html$/;

/**
 * Runs at CloudFront before a file of the site is looked up, and in the local stack: an address of the page becomes the
 * file that holds it. `/<data set>[@<snapshot>]/<tab>`, with or without `/index.html`, is the page of the tab, and so is
 * whatever follows `table` or `place`, which names a table and a row, or a place; what else has no extension, or that of a page, is the page of
 * the map, which reads its address itself: only `/` may be the home page. The path of a file stays, and so does the query
 * of any address.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name.
function handler(event) {
  const request = event.request;
  const path = request.uri.replace(/\/index\.html$/, '/');
  if (TAB.test(path)) request.uri = path.replace(TAB, '/$1$2.html');
  else if (path === '/') request.uri = '/index.html';
  else if (!FILE.test(path) || (PAGE.test(path) && !OWN_PAGE.test(path))) request.uri = '/map.html';
  return request;
}
