import { basename } from 'node:path';
import { changedDatasets } from '../../functions/build/handle-messages.ts';
import { added, listOf, shape, text } from '../../functions/contract/expect.ts';
import { callQueue, type QueueAccess } from './call-queue.ts';

/** The messages of builds that failed for good. */
export interface DeadLetters {
  /** What they are about, in order. */
  readonly datasets: readonly string[];
  /** Deletes those that are about these data sets alone, since a build of theirs replaces them, and gives their number. */
  settle(datasets: readonly string[]): Promise<number>;
}

interface Received {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
}

const HANDS_FULL = 10;
/** Enough to delete them; those that are left are there again afterwards. */
const HIDDEN_SECONDS = 60;

const parseReceived = shape<{ Messages: readonly Received[] }>({
  Messages: added(listOf(shape<Received>({ MessageId: text, ReceiptHandle: text, Body: text })), []),
});
const parseAttributes = shape<{ Attributes: { RedrivePolicy: string } }>({
  Attributes: added(shape<{ RedrivePolicy: string }>({ RedrivePolicy: added(text, '') }), { RedrivePolicy: '' }),
});
const parsePolicy = shape<{ deadLetterTargetArn: string }>({ deadLetterTargetArn: text });

/**
 * Reads the dead letters of a queue of changes; none where it has no queue for them.
 *
 * @param uploads the bucket that the changes are of
 */
export async function readDeadLetters({ client, queue }: QueueAccess, uploads: string): Promise<DeadLetters> {
  const dead = await deadLetterQueue({ client, queue });
  const letters = dead === null ? [] : await receiveAll({ client, queue: dead });
  const subjects = letters.map(({ MessageId, ReceiptHandle, Body }) => {
    const { datasets } = changedDatasets({ Records: [{ messageId: MessageId, body: Body }] }, uploads);
    return { ReceiptHandle, datasets: [...datasets.keys()] };
  });
  return {
    datasets: [...new Set(subjects.flatMap(({ datasets }) => datasets))].sort(),
    async settle(settled) {
      const replaced = subjects.filter(({ datasets }) => datasets.every(dataset => settled.includes(dataset)));
      for (const { ReceiptHandle } of replaced)
        await callQueue({ client, queue: dead ?? queue }, 'DeleteMessage', { ReceiptHandle });
      return replaced.length;
    },
  };
}

/** Its address, from the queue's own word of it, in the same account and region. */
async function deadLetterQueue({ client, queue }: QueueAccess): Promise<string | null> {
  const answer = await callQueue({ client, queue }, 'GetQueueAttributes', { AttributeNames: ['RedrivePolicy'] });
  const { RedrivePolicy } = parseAttributes(answer, 'GetQueueAttributes').Attributes;
  if (RedrivePolicy === '') return null;
  const { deadLetterTargetArn } = parsePolicy(JSON.parse(RedrivePolicy), 'RedrivePolicy');
  return queue.slice(0, -basename(queue).length) + deadLetterTargetArn.split(':').at(-1);
}

async function receiveAll(access: QueueAccess): Promise<readonly Received[]> {
  const received = new Map<string, Received>();
  for (;;) {
    const answer = await callQueue(access, 'ReceiveMessage', {
      MaxNumberOfMessages: HANDS_FULL,
      VisibilityTimeout: HIDDEN_SECONDS,
      // All of its servers are asked, where a queue is looked into with patience.
      WaitTimeSeconds: 1,
    });
    const { Messages } = parseReceived(answer, 'ReceiveMessage');
    const known = received.size;
    for (const message of Messages) received.set(message.MessageId, message);
    if (received.size === known) return [...received.values()];
  }
}
