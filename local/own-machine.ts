import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { DROP_HEADER } from '../functions/contract/dropped.ts';

/** Whether a request comes from this machine, for a name of this machine: not through a name that leads here by chance. */
export function isOwnMachine(context: Context): boolean {
  const { address = '' } = getConnInfo(context).remote;
  const isLoopback = /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1';
  return isLoopback && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(hostOf(context));
}

/** Whether a page that this server has sent makes the request, and no other page that a visitor has open. */
export function isOwnPage(context: Context): boolean {
  const origin = context.req.header('origin');
  // A browser leaves it out only where a page reads from its own origin.
  const isSameOrigin = origin === undefined ? context.req.method === 'GET' : origin === `http://${hostOf(context)}`;
  return isOwnMachine(context) && isSameOrigin && context.req.header(DROP_HEADER) === '1';
}

function hostOf(context: Context): string {
  return context.req.header('host') ?? '';
}
