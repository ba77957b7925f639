import type { HealthAnswer } from '../../contract/answers.ts';
import { defineRoute } from '../http/route.ts';

const HEALTHY: HealthAnswer = { schema: 'health-answer/1', status: 'ok' };

export const health = defineRoute({
  path: '/health',
  summary: 'Whether the API answers; reads no data.',
  parameters: {},
  ask: async () => ({ version: null, lasting: false, format: 'json', answer: async () => ({ body: HEALTHY }) }),
});
