import { basename } from 'node:path';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { changedDatasets } from '../../functions/build/handle-messages.ts';
import { object, parserOf, text } from '../../functions/contract/schema.ts';

/** For queues that are known by their addresses. */
export function createSqsClient(region: string): SQSClient {
  return new SQSClient({ region, useQueueUrlAsEndpoint: false });
}

export interface QueueAccess {
  readonly sqs: SQSClient;
  /** The URL of the queue. */
  readonly queue: string;
}

/** The messages of builds that failed repeatedly. */
export interface DeadLetters {
  /** The data sets they are about, in order. */
  readonly datasets: readonly string[];
  /** Deletes the messages that are only about these data sets, once a new build replaces them. Returns their number. */
  deleteFor(datasets: readonly string[]): Promise<number>;
}

const MAX_MESSAGES = 10;
/** Long enough to delete them; the others become visible again. */
const VISIBILITY_TIMEOUT_S = 60;

const parsePolicy = parserOf(object({ deadLetterTargetArn: text }));

/** Reads the dead letters of a queue; none if it has no dead-letter queue. @param uploads the bucket they are about */
export async function readDeadLetters({ sqs, queue }: QueueAccess, uploads: string): Promise<DeadLetters> {
  const dead = await deadLetterQueue({ sqs, queue });
  const messages = dead === null ? [] : await receiveAll({ sqs, queue: dead });
  const letters = messages.map(({ MessageId, ReceiptHandle, Body }) => {
    const record = { messageId: String(MessageId), body: String(Body) };
    return { ReceiptHandle, datasets: [...changedDatasets({ Records: [record] }, uploads).datasets.keys()] };
  });
  return {
    datasets: [...new Set(letters.flatMap(({ datasets }) => datasets))].sort(),
    async deleteFor(rebuilt) {
      const replaced = letters.filter(({ datasets }) => datasets.every(dataset => rebuilt.includes(dataset)));
      for (const { ReceiptHandle } of replaced)
        await sqs.send(new DeleteMessageCommand({ QueueUrl: dead ?? queue, ReceiptHandle }));
      return replaced.length;
    },
  };
}

/** Its URL, from the redrive policy; it is in the same account and region. */
async function deadLetterQueue({ sqs, queue }: QueueAccess): Promise<string | null> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['RedrivePolicy'] });
  const { RedrivePolicy } = (await sqs.send(command)).Attributes ?? {};
  if (RedrivePolicy === undefined) return null;
  const { deadLetterTargetArn } = parsePolicy(JSON.parse(RedrivePolicy), 'RedrivePolicy');
  return queue.slice(0, -basename(queue).length) + deadLetterTargetArn.split(':').at(-1);
}

async function receiveAll({ sqs, queue }: QueueAccess): Promise<readonly Message[]> {
  const received = new Map<string | undefined, Message>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue,
        MaxNumberOfMessages: MAX_MESSAGES,
        VisibilityTimeout: VISIBILITY_TIMEOUT_S,
        // Long polling asks all servers of the queue.
        WaitTimeSeconds: 1,
      }),
    );
    const known = received.size;
    for (const message of Messages) received.set(message.MessageId, message);
    if (received.size === known) return [...received.values()];
  }
}
