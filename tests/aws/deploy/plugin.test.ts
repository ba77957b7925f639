// @module-tag exhaustive
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HeadBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { describeMoto } from '../describe-moto.ts';
import { messagesIn } from './make-queue.ts';
import { runServerless, smallService } from './run-serverless.ts';

/** Each run of the tool takes seconds, or many on a busy machine. */
const SLOW = { timeout: 300_000 };
const PLUGIN = join(import.meta.dirname, '../../../infra/plugin/seecovid-plugin.cjs');

describeMoto('serverless with the plugin', aws => {
  const service = async (stage: string) => {
    const folder = await smallService();
    const run = (...args: string[]) => runServerless(folder, aws().endpoint, ...args, '--stage', stage);
    const bucket = (name: string) => `small-${stage}-${name}-123456789012-eu-central-1`;
    const exists = async (name: string) => {
      return await aws()
        .client.send(new HeadBucketCommand({ Bucket: bucket(name) }))
        .then(
          () => true,
          () => false,
        );
    };
    const keys = async (name: string) =>
      ((await aws().client.send(new ListObjectsV2Command({ Bucket: bucket(name) }))).Contents ?? []).map(
        ({ Key }) => Key,
      );
    const put = (name: string, Key: string) =>
      aws().client.send(new PutObjectCommand({ Bucket: bucket(name), Key, Body: 'x' }));
    const stageFile = join(folder, '.seecovid', `${stage}.json`);
    const readStageFile = () => JSON.parse(readFileSync(stageFile, 'utf8'));
    return { folder, run, bucket, exists, keys, put, stageFile, readStageFile };
  };

  test('deploy creates stack and site, info shows them, rebuild and remove act on them', SLOW, async () => {
    const { folder, run, bucket, exists, keys, put, stageFile, readStageFile } = await service('dev');
    expect((await run('info')).code).not.toBe(0);
    const first = await run('deploy');
    expect(first.output).toContain('Site: 2 files uploaded, 0 unchanged');
    expect(first.output).toContain('Data sets: none are uploaded yet');
    expect(first.output).toContain(
      [
        'Site:     https://site.example.org',
        `Uploads:  s3://${bucket('uploads')}`,
        'Next:     npx seecovid upload covid <folder of CSV files> --stage dev\n',
      ].join('\n'),
    );
    expect(first.code).toBe(0);
    expect(await keys('site')).toEqual(['site/assets/app-1a.js', 'site/index.html', 'templates/index.html']);
    const { queue, ...rest } = readStageFile();
    expect(rest).toEqual({
      distribution: null,
      ...{ address: 'https://site.example.org', region: 'eu-central-1' },
      ...{ uploads: bucket('uploads'), work: bucket('work'), site: bucket('site') },
    });

    for (const key of ['covid/a.csv', 'covid/a.csv', 'iris/iris.csv']) await put('uploads', key);
    const second = await run('deploy');
    expect(second.output).toContain('Site: 0 files uploaded, 2 unchanged');
    expect(second.output).toContain('Data sets to be built: covid, iris');
    expect((await messagesIn(aws().endpoint, queue)).sort()).toEqual(['{"rebuild":"covid"}', '{"rebuild":"iris"}']);
    expect((await run('rebuild', '--dataset', 'iris')).output).toContain('Builds requested: iris');
    expect(await messagesIn(aws().endpoint, queue)).toEqual(['{"rebuild":"iris"}']);

    // An error names the step, the state it leaves, and what to do next.
    rmSync(join(folder, 'site', 'dist', 'index.html'));
    rmSync(stageFile);
    const failed = await run('deploy');
    expect(failed.output).toMatch(
      /Uploading the site failed: .* must contain the built site; it has no page\nThe stack is up to date, and the old page still works\. Running the deployment again is always safe\./,
    );
    expect(failed.code).not.toBe(0);
    expect(await keys('site')).toContain('site/index.html');
    expect(readStageFile()).toEqual({ queue, ...rest });
    rmSync(stageFile);
    expect((await run('info')).output).toContain('Site:     https://site.example.org');
    expect(readStageFile()).toEqual({ queue, ...rest });

    const removed = await run('remove', '--delete-uploads');
    expect(removed.output).toContain(`To be deleted: all uploads in all versions: ${bucket('uploads')}`);
    expect(removed.code).toBe(0);
    expect([await exists('work'), await exists('site'), await exists('uploads')]).toEqual([false, false, false]);
  });

  test('remove first prints what it deletes and what it keeps, and keeps the uploads by default', SLOW, async () => {
    const { run, bucket, exists, keys, put, stageFile } = await service('gone');
    await run('deploy');
    await put('uploads', 'covid/a.csv');
    await put('work', 'covid/ledger.json.br');
    const { code, output } = await run('remove');
    expect(output).toMatch(/To be deleted: the stack small-gone with [^\n]*small-gone-site-/);
    expect(output.indexOf('To be deleted: the stack small-gone')).toBeLessThan(output.indexOf('successfully removed'));
    expect(output).toContain(`Kept: the uploads: ${bucket('uploads')}`);
    expect(code).toBe(0);
    expect([await exists('work'), await exists('site'), await exists('uploads')]).toEqual([false, false, true]);
    expect(await keys('uploads')).toEqual(['covid/a.csv']);
    expect(existsSync(stageFile)).toBe(false);
    const again = await run('remove', '--delete-uploads');
    expect(again.output).toContain('There is no stack small-gone in eu-central-1');
    expect(again.output).toContain(`Deleted the uploads: ${bucket('uploads')}`);
    expect(again.code).toBe(0);
    expect(await exists('uploads')).toBe(false);
  });
});

describe('the plugin', () => {
  test('names the version of Node that it needs if run by an older one', () => {
    const script = `
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });
      Object.defineProperty(process, 'version', { value: 'v20.19.0' });
      const Plugin = require(${JSON.stringify(PLUGIN)});
      try { new Plugin({ classes: { Error } }, {}, {}); } catch (error) { console.log(error.message); }`;
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe(
      'Deploying needs Node 24 or newer, this is v20.19.0. "npm run deploy" brings its own.\n',
    );
  });
});
