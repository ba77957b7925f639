import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Loaded with `--import` into the process that is measured: when it ends it writes the most memory it ever held, in bytes. */
const file = process.env.SEECOVID_PEAK_FILE;
if (file !== undefined && isMainThread) process.on('exit', () => writeFileSync(file, String(peakBytes())));

function peakBytes(): number {
  return 1024 * (peakOnLinux() ?? process.resourceUsage().maxRSS);
}

/** On Linux `maxRSS` may be that of the parent at the moment it forked; this is the program's own. */
function peakOnLinux(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return peak === undefined ? undefined : Number(peak);
}
