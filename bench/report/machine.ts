import { cpus, totalmem } from 'node:os';
import { MIB } from './format-quantity.ts';

/** What the figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryMib: number;
  readonly node: string;
  readonly platform: string;
}

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryMib: Math.round(totalmem() / MIB),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

export function describeMachine({ cores, processor, memoryMib, node, platform }: Machine): string {
  return `${cores} cores (${processor}), ${(memoryMib / 1024).toFixed(1)} GiB of memory, ${platform}, Node ${node}`;
}
