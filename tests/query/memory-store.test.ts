import { storeConformance } from '../store/store-conformance.ts';
import { MemoryStore } from './memory-store.ts';

storeConformance('MemoryStore', async () => new MemoryStore());
