import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { Hash } from '@smithy/core/serde';
import { HttpRequest, type HttpResponse } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import { Problem } from '../../functions/contract/problem.ts';

export interface QueueAccess {
  /** Lends its credentials, its region and its way through a proxy. */
  readonly client: S3Client;
  /** The address of the queue. */
  readonly queue: string;
}

const TRIES = 3;
const PAUSE_MS = 500;

/**
 * Calls an action of SQS on a queue and gives the answer, unknown as it is: the few calls that are made need no client among
 * the packages. Throws `store-failed` with what the queue said.
 */
export async function callQueue({ client, queue }: QueueAccess, action: string, fields: object): Promise<unknown> {
  for (let tried = 1; ; tried += 1) {
    const { statusCode, body } = await answerOf(
      { client, queue },
      action,
      JSON.stringify({ QueueUrl: queue, ...fields }),
    );
    if (statusCode === 200) return body === '' ? {} : JSON.parse(body);
    if (statusCode >= 500 && tried < TRIES) await sleep(PAUSE_MS * tried);
    else throw new Problem('store-failed', `the queue ${queue} refused ${action}: ${sentenceIn(body)} (${statusCode})`);
  }
}

async function answerOf({ client, queue }: QueueAccess, action: string, body: string) {
  const { requestHandler, region, credentials } = client.config;
  const { protocol, hostname, port } = new URL(endpointOf(queue));
  const request = new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: '/',
    headers: {
      host: port === '' ? hostname : `${hostname}:${port}`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
    },
    body,
  });
  const signer = new SignatureV4({ service: 'sqs', region, credentials, sha256: Hash.bind(null, 'sha256') });
  const { response } = await requestHandler.handle(await signer.sign(request));
  return { statusCode: response.statusCode, body: await textOf(response) };
}

/** That of the queue, or the one that the environment names in its place, as the clients of AWS take it. */
function endpointOf(queue: string): string {
  return process.env.AWS_ENDPOINT_URL_SQS ?? process.env.AWS_ENDPOINT_URL ?? new URL(queue).origin;
}

async function textOf({ body }: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What an error of AWS says for people; what stands in between may answer with anything. */
function sentenceIn(answer: string): string {
  const [, sentence] = /"message": ?"([^"]*)"/i.exec(answer) ?? [];
  return sentence ?? 'no reason is given';
}
