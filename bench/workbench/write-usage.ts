import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Loaded with `--import` into the process that is measured: when that ends, it writes what the process used, as JSON. */
const file = process.env.SEECOVID_USAGE_FILE;
if (file !== undefined && isMainThread) process.on('exit', () => writeFileSync(file, JSON.stringify(usage())));

function usage() {
  const { user, system } = process.cpuUsage();
  return {
    processorSeconds: (user + system) / 1e6,
    peakBytes: 1024 * (peakOnLinux() ?? process.resourceUsage().maxRSS),
  };
}

/** On Linux `maxRSS` may be that of the parent at the moment it forked; this is the program's own, in the same KiB. */
function peakOnLinux(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return peak === undefined ? undefined : Number(peak);
}
