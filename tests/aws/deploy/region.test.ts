import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { removeStageFile, stageFile, writeStageFile } from '../../../infra/plugin/stage-file.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';
import { projectService, runServerless } from './run-serverless.ts';

const STACK = { address: 'https://site.example.org', uploads: 'u', work: 'w', site: 's', queue: 'q' };

test('a command goes to the region that the stage was deployed to, unless it names another', {
  timeout: 120_000,
}, async () => {
  const folder = await projectService();
  const regionOf = async (...args: string[]) => {
    const { said } = await runServerless(folder, 'http://127.0.0.1:1', 'print', '--path', 'provider.region', ...args);
    return said.trim();
  };
  await writeStageFile(folder, 'dev', 'us-east-1', STACK);
  expect(await regionOf()).toBe('eu-central-1');
  expect(await regionOf('--stage', 'dev')).toBe('us-east-1');
  expect(await regionOf('--stage', 'dev', '--region', 'eu-west-1')).toBe('eu-west-1');
});

test('removeStageFile leaves word of a stack in another region', async () => {
  const root = await temporaryFolder();
  await removeStageFile(root, 'prod', 'eu-central-1');
  await writeStageFile(root, 'prod', 'us-east-1', STACK);
  await removeStageFile(root, 'prod', 'eu-central-1');
  expect(existsSync(stageFile(root, 'prod'))).toBe(true);
  await removeStageFile(root, 'prod', 'us-east-1');
  expect(existsSync(stageFile(root, 'prod'))).toBe(false);
});
