import { basename } from 'node:path';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { changedDatasets } from '../../functions/build/handle-messages.ts';
import { object, parserOf, text } from '../../functions/contract/schema.ts';

export interface QueueAccess {
  readonly sqs: SQSClient;
  /** The address of the queue. */
  readonly queue: string;
}

/** The messages of builds that failed for good. */
export interface DeadLetters {
  /** What they are about, in order. */
  readonly datasets: readonly string[];
  /** Deletes those that are about these data sets alone, since a build of theirs replaces them, and gives their number. */
  settle(datasets: readonly string[]): Promise<number>;
}

const HANDS_FULL = 10;
/** Enough to delete them; those that are left are there again afterwards. */
const HIDDEN_SECONDS = 60;

const parsePolicy = parserOf(object({ deadLetterTargetArn: text }));

/**
 * Reads the dead letters of a queue of changes; none where it has no queue for them.
 *
 * @param uploads the bucket that the changes are of
 */
export async function readDeadLetters({ sqs, queue }: QueueAccess, uploads: string): Promise<DeadLetters> {
  const dead = await deadLetterQueue({ sqs, queue });
  const letters = dead === null ? [] : await receiveAll({ sqs, queue: dead });
  const subjects = letters.map(({ MessageId, ReceiptHandle, Body }) => {
    const record = { messageId: String(MessageId), body: String(Body) };
    return { ReceiptHandle, datasets: [...changedDatasets({ Records: [record] }, uploads).datasets.keys()] };
  });
  return {
    datasets: [...new Set(subjects.flatMap(({ datasets }) => datasets))].sort(),
    async settle(settled) {
      const replaced = subjects.filter(({ datasets }) => datasets.every(dataset => settled.includes(dataset)));
      for (const { ReceiptHandle } of replaced)
        await sqs.send(new DeleteMessageCommand({ QueueUrl: dead ?? queue, ReceiptHandle }));
      return replaced.length;
    },
  };
}

/** Its address, from the queue's own word of it, in the same account and region. */
async function deadLetterQueue({ sqs, queue }: QueueAccess): Promise<string | null> {
  const asked = new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['RedrivePolicy'] });
  const { RedrivePolicy } = (await sqs.send(asked)).Attributes ?? {};
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
        MaxNumberOfMessages: HANDS_FULL,
        VisibilityTimeout: HIDDEN_SECONDS,
        // All of its servers are asked, where a queue is looked into with patience.
        WaitTimeSeconds: 1,
      }),
    );
    const known = received.size;
    for (const message of Messages) received.set(message.MessageId, message);
    if (received.size === known) return [...received.values()];
  }
}
