/** A new queue with a dead-letter queue. */
export async function makeQueue(endpoint: string, name: string, region = 'us-east-1') {
  const call = (action: string, input: object) => sqs(endpoint, action, input, region);
  const create = async (QueueName: string, Attributes: object) =>
    String((await call('CreateQueue', { QueueName, Attributes })).QueueUrl);
  const attributesOf = async (QueueUrl: string, ...AttributeNames: string[]) =>
    Object((await call('GetQueueAttributes', { QueueUrl, AttributeNames })).Attributes);
  const dead = await create(`${name}-dead`, {});
  const { QueueArn: deadLetterTargetArn } = await attributesOf(dead, 'QueueArn');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 });
  return {
    /** Its URL. */
    queue: await create(name, { RedrivePolicy }),
    /** Sends dead letters. */
    async addDeadLetters(...letters: string[]) {
      for (const MessageBody of letters) await call('SendMessage', { QueueUrl: dead, MessageBody });
    },
    /** The number of dead letters, including received ones. */
    async deadLetters() {
      const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
      return Object.values(await attributesOf(dead, ...names)).reduce(
        (total: number, count) => total + Number(count),
        0,
      );
    },
  };
}

/** Receives all messages of a queue and returns their bodies. */
export async function messagesIn(endpoint: string, queue: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages } = await sqs(endpoint, 'ReceiveMessage', { QueueUrl: queue, MaxNumberOfMessages: 10 });
    if (!Array.isArray(Messages) || Messages.length === 0) return bodies;
    for (const { Body } of Messages) bodies.push(String(Body));
  }
}

/** Calls SQS by its JSON protocol; moto does not check signatures. */
async function sqs(
  endpoint: string,
  action: string,
  input: object,
  of = 'us-east-1',
): Promise<Record<string, unknown>> {
  const [, region = of] = /\/\/sqs\.([^.]+)/.exec(JSON.stringify(input)) ?? [];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=nobody/20260101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
  return Object(await response.json());
}
