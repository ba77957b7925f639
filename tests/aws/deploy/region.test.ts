import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { removeStageFile, stageFile, writeStageFile } from '../../../infra/plugin/stage-file.ts';
import { EXHAUSTIVE } from '../../exhaustive.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';
import { projectService, runServerlessWith } from './run-serverless.ts';

const STACK = {
  address: 'https://site.example.org',
  uploads: 'u',
  work: 'w',
  site: 's',
  queue: 'q',
  distribution: 'E1',
};

const stageRegion = createRequire(import.meta.url)('../../../infra/packaging/stage-region.cjs');

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The region of a command on a stage, or the error if it refuses. */
async function regionOf(stage: string, settings: Readonly<Record<string, string>>): Promise<unknown> {
  const { region, ...env } = { AWS_REGION: '', AWS_DEFAULT_REGION: '', region: undefined, ...settings };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const options = { region };
  return (
    stageRegion.regionError(stage, options) ?? (await stageRegion({ options, resolveVariable: async () => stage }))
  );
}

describe('the region of a command', () => {
  test('is --region, AWS_REGION, AWS_DEFAULT_REGION, or Frankfurt', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(await temporaryFolder());
    const env = { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-west-2' };
    expect(await regionOf('prod', {})).toBe('eu-central-1');
    expect(await regionOf('prod', { AWS_DEFAULT_REGION: 'us-west-2' })).toBe('us-west-2');
    expect(await regionOf('prod', env)).toBe('us-east-1');
    expect(await regionOf('prod', { ...env, region: 'eu-west-1' })).toBe('eu-west-1');
  });

  test('is that of the stage; another one is rejected', async () => {
    const folder = await temporaryFolder();
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    await writeStageFile(folder, 'dev', 'us-east-1', STACK);
    expect(await regionOf('dev', {})).toBe('us-east-1');
    expect(await regionOf('dev', { AWS_REGION: 'us-east-1' })).toBe('us-east-1');
    expect(await regionOf('dev', { AWS_REGION: 'eu-west-1', region: 'us-east-1' })).toBe('us-east-1');
    expect(await regionOf('prod', { AWS_REGION: 'eu-west-1' })).toBe('eu-west-1');
    const file = join('.seecovid', 'dev.json');
    const rejected = (name: string) =>
      `the stage dev is deployed in us-east-1, but ${name} is eu-west-1. Give --region us-east-1, or another --stage; ` +
      `to act on a separate stage dev in eu-west-1, delete ${file} first`;
    expect(await regionOf('dev', { AWS_REGION: 'eu-west-1' })).toBe(rejected('AWS_REGION'));
    expect(await regionOf('dev', { AWS_DEFAULT_REGION: 'eu-west-1' })).toBe(rejected('AWS_DEFAULT_REGION'));
    expect(await regionOf('dev', { AWS_REGION: 'us-east-1', region: 'eu-west-1' })).toBe(rejected('--region'));
  });

  test('applies to every command of the deployment tool', { ...EXHAUSTIVE, timeout: 120_000 }, async () => {
    const folder = await projectService();
    const env = { AWS_REGION: 'eu-west-1' };
    const run = (...args: string[]) => runServerlessWith(env, folder, 'http://127.0.0.1:1', ...args);
    expect((await run('print', '--path', 'provider.region')).output.trim()).toBe('eu-west-1');
    await writeStageFile(folder, 'prod', 'us-east-1', STACK);
    for (const command of ['info', 'remove', 'deploy']) {
      const { code, output } = await run(command);
      expect(code, command).toBe(1);
      expect(output, command).toContain('the stage prod is deployed in us-east-1, but AWS_REGION is eu-west-1.');
    }
  });
});

test('removeStageFile keeps the record of a stack in another region', async () => {
  const root = await temporaryFolder();
  await removeStageFile(root, 'prod', 'eu-central-1');
  await writeStageFile(root, 'prod', 'us-east-1', STACK);
  await removeStageFile(root, 'prod', 'eu-central-1');
  expect(existsSync(stageFile(root, 'prod'))).toBe(true);
  await removeStageFile(root, 'prod', 'us-east-1');
  expect(existsSync(stageFile(root, 'prod'))).toBe(false);
});
