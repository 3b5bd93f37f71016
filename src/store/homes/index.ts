// The homes records can live in. One folder each; all pass test/store/contract.ts.

export { moveFirstHome } from './embedded/first-home/move-in.ts';
export { openSegmentStore, type SegmentStore } from './embedded/segments/segment-store.ts';
export { measureFolder, type FolderSize } from './embedded/segments/files/folder-size.ts';
export { verifyStore, type StoreCheck } from './embedded/segments/files/verify.ts';
export { createWorkerSealer } from './embedded/segments/files/worker-sealer.ts';
export { createSqliteMetricStore } from './embedded/metrics/metric-store.ts';
