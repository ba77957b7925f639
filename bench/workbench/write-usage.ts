import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Loaded with `--import` into the measured process: writes its resource usage as JSON when it exits. */
const file = process.env.SEECOVID_USAGE_FILE;
if (file !== undefined && isMainThread) process.on('exit', () => writeFileSync(file, JSON.stringify(usage())));

function usage() {
  const { user, system } = process.cpuUsage();
  return {
    cpuSeconds: (user + system) / 1e6,
    peakBytes: 1024 * (peakOnLinux() ?? process.resourceUsage().maxRSS),
  };
}

/** On Linux, `maxRSS` may be that of the parent at the fork; this is the program's own, also in KiB. */
function peakOnLinux(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return peak === undefined ? undefined : Number(peak);
}
