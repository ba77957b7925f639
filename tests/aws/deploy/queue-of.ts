/** A new queue, by its address. */
export async function makeQueue(endpoint: string, name: string): Promise<string> {
  return String((await sqs(endpoint, 'CreateQueue', { QueueName: name })).QueueUrl);
}

/** Takes the bodies of all messages out of a queue. */
export async function messagesIn(endpoint: string, queue: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages } = await sqs(endpoint, 'ReceiveMessage', { QueueUrl: queue, MaxNumberOfMessages: 10 });
    if (!Array.isArray(Messages) || Messages.length === 0) return bodies;
    for (const { Body } of Messages) bodies.push(String(Body));
  }
}

/** The calls of SQS that tests make, as its JSON protocol has them; moto looks at no signature. */
async function sqs(endpoint: string, action: string, input: object): Promise<Record<string, unknown>> {
  const [, region = 'us-east-1'] = /\/\/sqs\.([^.]+)/.exec(JSON.stringify(input)) ?? [];
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=nobody/20260101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
  return Object(await answer.json());
}
