import type { TestProject } from 'vitest/node';
import { findMoto, findPolicyTools } from './aws/moto.ts';
import { realReports } from './real-reports.ts';
import { canPrint } from './site/printed-page.ts';
import { findChromium } from './site/with-browser.ts';

/** Says before the first test what will not be tested, and why: nothing is skipped silently. */
export default function announceSkips({ vitest }: TestProject): void {
  if (vitest.config.tagsFilter?.includes('!exhaustive')) {
    console.log('SKIPPED: exhaustive tests. Run tests/heavy/exhaustive.sh to run them.');
  }
  if (findChromium() === null) {
    console.log('SKIPPED: browser tests. Install Chromium or Chrome, or set CHROMIUM_PATH, to run them.');
  }
  if (!canPrint()) {
    console.log('SKIPPED: tests of the printed page. Install poppler-utils, which has pdftoppm, to run them.');
  }
  if (realReports() === null) {
    console.log('SKIPPED: tests on the real reports, which are not at hand. The simulated sample stands in elsewhere.');
  }
  if (findMoto() === null) {
    console.log(
      'SKIPPED: tests over a real S3 server. Run pip install "moto[s3,server]", or set MOTO_PYTHON, to run them.',
    );
  }
  if (findPolicyTools() === null) {
    console.log(
      'SKIPPED: tests of the deployer\'s permissions. Run pip install "cfn-lint>=1.58" policy-sentry to run them.',
    );
  }
}
