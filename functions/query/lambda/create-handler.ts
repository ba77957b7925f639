import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { compressResponse } from '../http/compress-response.ts';
import { type Log, problemResponse } from '../http/problem-response.ts';
import type { QueryApp } from '../query-app.ts';
import { requestOf } from './request-of.ts';
import { resultOf } from './result-of.ts';

export type LambdaHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** An app as the function behind an HTTP API (payload 2.0). Whatever happens is answered; nothing is thrown at the gateway. */
export function createHandler(
  app: QueryApp,
  log: Log = (message, cause) => console.error(message, cause),
): LambdaHandler {
  return async event => {
    try {
      const request = requestOf(event);
      return await resultOf(compressResponse(request, await app.fetch(request)));
    } catch (error) {
      return await resultOf(problemResponse(error, log));
    }
  };
}
