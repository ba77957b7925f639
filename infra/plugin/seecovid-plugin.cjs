const MINIMUM = 24;

/**
 * The project's part of `serverless deploy`, `info` and `remove`, and `serverless rebuild`. The steps are in plugin-steps.ts,
 * which Node 24 runs directly.
 */
class SeecovidPlugin {
  constructor(serverless, options, { log, progress, writeText }) {
    this.serverless = serverless;
    this.options = options;
    this.log = log;
    this.progress = progress;
    this.writeText = writeText;
    this.assertNode();
    this.commands = {
      remove: {
        options: {
          'delete-uploads': { usage: 'Also deletes all uploads in all versions', type: 'boolean' },
        },
      },
      rebuild: {
        usage: 'Requests builds of data sets from their uploads',
        lifecycleEvents: ['rebuild'],
        options: { dataset: { usage: 'Only this data set', type: 'string' } },
      },
    };
    this.lines = [];
    const endWith = name => async () => {
      this.lines = await this.run(name);
    };
    this.hooks = {
      'before:package:initialize': () => (this.isDeploying() ? this.run('build') : undefined),
      // For a deployment of an existing package; it does nothing if the site is up to date.
      'before:deploy:deploy': () => this.run('build'),
      'before:aws:deploy:deploy:updateStack': () => this.run('adopt'),
      'after:deploy:deploy': endWith('publish'),
      'after:info:info': endWith('info'),
      'rebuild:rebuild': endWith('rebuild'),
      'before:remove:remove': async () => {
        // Without a stack, the tool would fail before anything else could be deleted.
        if (!(await this.run('removing'))) this.serverless.pluginManager.hooks['remove:remove'].splice(0);
      },
      'after:remove:remove': () => this.run('removed'),
      // After the tool's own output.
      finalize: () => {
        if (this.lines.length > 0) this.writeText(['', ...this.lines].join('\n'));
      },
    };
  }

  isDeploying() {
    return this.serverless.processedInput.commands.join(' ') === 'deploy';
  }

  async run(name) {
    const steps = await import('./plugin-steps.ts');
    try {
      return await steps[name](await this.input());
    } catch (error) {
      // A Problem is a message for the user; anything else is a bug and keeps its stack trace.
      throw error.name === 'Problem' ? new this.serverless.classes.Error(error.message, 'SEECOVID') : error;
    } finally {
      this.progress.get('seecovid').remove();
    }
  }

  async input() {
    const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
    const { ECRClient } = await import('@aws-sdk/client-ecr');
    const { S3Client } = await import('@aws-sdk/client-s3');
    const { SQSClient } = await import('@aws-sdk/client-sqs');
    const provider = this.serverless.getProvider('aws');
    const config = await provider.getAwsSdkV3Config();
    const progress = this.progress.get('seecovid');
    return {
      account: await provider.getAccountId(),
      template: this.serverless.service.provider.compiledCloudFormationTemplate,
      resources: this.serverless.service.resources?.Resources,
      options: this.options,
      context: {
        root: this.serverless.serviceDir,
        stage: provider.getStage(),
        region: provider.getRegion(),
        stack: provider.naming.getStackName(),
        cloudFormation: new CloudFormationClient(config),
        s3: new S3Client(config),
        // By default, the queue URL overrides an endpoint from the environment, such as an emulator's.
        sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
        ecr: new ECRClient(config),
        images: provider.naming.getEcrRepositoryName(),
        log: line => this.log.notice(line),
        progress: line => progress.notice(line),
      },
    };
  }

  assertNode() {
    if (Number(process.versions.node.split('.')[0]) >= MINIMUM) return;
    const message = `Deploying needs Node ${MINIMUM} or newer, this is ${process.version}.`;
    throw new this.serverless.classes.Error(`${message} "npm run deploy" brings its own.`, 'SEECOVID_NODE');
  }
}

module.exports = SeecovidPlugin;
