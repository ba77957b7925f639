import { cpus, loadavg, totalmem } from 'node:os';
import { MIB } from './row.ts';

/** The machine of the measurement. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryMib: number;
  readonly node: string;
  readonly platform: string;
  /** The load average of the last minute; above the number of cores, all times are longer. */
  readonly load: number;
}

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryMib: Math.round(totalmem() / MIB),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    load: loadavg()[0] ?? 0,
  };
}

export function describeMachine({ cores, processor, memoryMib, node, platform, load }: Machine): string {
  const memory = `${(memoryMib / 1024).toFixed(1)} GiB of memory`;
  return `${cores} cores (${processor}), ${memory}, ${platform}, Node ${node}, load at the start ${load.toFixed(1)}`;
}
