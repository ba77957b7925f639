import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { uploadCheckId } from '../contract/check-report.ts';
import { NOTE_SUFFIX } from '../contract/dataset-id.ts';
import { Problem } from '../contract/problem.ts';
import { expected, parse, text } from '../contract/schema.ts';
import type { AcceptNote, AcceptNotes } from '../job/plan.ts';
import type { ListedObject, Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';
import { knownFields } from './known-names.ts';

const MAX_NOTE_BYTES = 10_000;
const FIELDS = new Set(['reason', 'check', 'sha256', 'etag']);

/** Reads the notes among the uploads. A bad note is reported with its reason and never fails the build. */
export async function readNotes(uploads: readonly ListedObject[], store: Store): Promise<AcceptNotes> {
  const byUpload = new Map<string, AcceptNote>();
  const unfit = new Map<string, string>();
  const unread = new Map<string, UnreadableObject>();
  for (const { key, etag, size, fault } of uploads.filter(({ key }) => key.endsWith(NOTE_SUFFIX))) {
    if (size > MAX_NOTE_BYTES) {
      unfit.set(key, `a note must have at most ${MAX_NOTE_BYTES} bytes; found ${size}`);
      continue;
    }
    if (fault !== undefined) {
      unfit.set(key, `the note cannot be read: ${fault}`);
      continue;
    }
    const yaml = await readNote(key, etag, store);
    if (yaml instanceof UnreadableObject) {
      unread.set(key, yaml);
      unfit.set(key, `the note cannot be read: ${yaml.reason}`);
      continue;
    }
    try {
      const note = parseNote(yaml, key);
      byUpload.set(note.upload, note);
    } catch (cause) {
      unfit.set(
        key,
        `the note cannot be read: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'not YAML'}`,
      );
    }
  }
  return { byUpload, unfit, unread };
}

async function readNote(key: string, etag: string, store: Store): Promise<string | UnreadableObject> {
  try {
    const object = await store.get(key);
    if (object?.etag !== etag) throw new Problem('conflict', `${key} changed while it was read`);
    return Buffer.from(await object.bytes()).toString();
  } catch (cause) {
    if (cause instanceof UnreadableObject) return cause;
    throw cause;
  }
}

function parseNote(yaml: string, key: string): AcceptNote {
  const fields = knownFields(parseYaml(yaml), FIELDS, 'a note');
  const reason = parse(text, fields.reason, 'reason').trim();
  if (reason === '') throw expected('a sentence that says why', fields.reason, 'reason');
  const sha256 = parse(v.nullable(text), fields.sha256 ?? null, 'sha256')?.toLowerCase() ?? null;
  if (sha256 !== null && !/^[0-9a-f]{8,64}$/.test(sha256)) {
    throw expected('8 to 64 hexadecimal digits, in quotes', fields.sha256, 'sha256');
  }
  return {
    key,
    upload: key.slice(0, -NOTE_SUFFIX.length),
    reason,
    check: fields.check === undefined ? null : parse(uploadCheckId, fields.check, 'check'),
    sha256,
    etag: parse(v.nullable(text), fields.etag ?? null, 'etag')?.replaceAll('"', '') ?? null,
  };
}
