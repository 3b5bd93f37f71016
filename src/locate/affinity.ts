// How well a place in the workspace goes with what a record says of its origin: service, logger, function, level, file.

import type { LoggerCall } from '../model/call.ts';
import type { IncomingRecord } from '../model/record.ts';
import { baseName, commonSuffix, namedPath } from './named-path.ts';

/**
 * Points for a path: service folder 3 (same name) or 1 (one name inside the other), logger's module path 3 or its last
 * name 1. Two paths are told apart by who has more.
 */
export function pathAffinity(record: IncomingRecord, path: string): number {
  return servicePoints(record.service, path) + loggerPoints(record.logger, path);
}

/** Points for a call: those of its path, ±2 for the level, +3 or −2 for the function, ±4 for the file, −3 where it is no logger's. */
export function callAffinity(record: IncomingRecord, call: LoggerCall): number {
  return (
    pathAffinity(record, call.path) +
    levelPoints(record, call) +
    functionPoints(record, call) +
    filePoints(record, call) -
    (call.kind === 'print' || call.kind === 'warning' ? 3 : 0)
  );
}

function servicePoints(service: string, path: string): number {
  const wanted = bare(service);
  if (wanted.length < 2 || wanted === 'unknown') return 0;
  let points = 0;
  for (const segment of path.split('/').slice(0, -1).map(bare)) {
    if (segment === wanted) return 3;
    if (segment.length >= 3 && wanted.length >= 3 && (segment.includes(wanted) || wanted.includes(segment))) points = 1;
  }
  return points;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_. ]/g, '');
}

function loggerPoints(logger: string | undefined, path: string): number {
  if (logger === undefined || logger === '' || logger.length > 500) return 0;
  const module = logger.replaceAll('::', '/').replaceAll('.', '/');
  const withoutEnding = path.replace(/\.\w+$/, '').replace(/\/(__init__|index)$/, '');
  const names = module.split('/');
  const common = commonSuffix(withoutEnding, module);
  if (common === 0) return 0;
  return common === names.length && names.length > 1 ? 3 : 1;
}

function levelPoints(record: IncomingRecord, call: LoggerCall): number {
  if (record.level === undefined || call.level === undefined) return 0;
  return record.level === call.level ? 2 : -2;
}

function functionPoints(record: IncomingRecord, call: LoggerCall): number {
  const wanted = record.function;
  if (wanted === undefined || wanted === '' || wanted.startsWith('<')) return 0;
  return call.function !== undefined && lastName(wanted) === lastName(call.function) ? 3 : -2;
}

function lastName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
}

function filePoints(record: IncomingRecord, call: LoggerCall): number {
  const named = record.file === undefined ? undefined : namedPath(record.file);
  if (named === undefined) return 0;
  return baseName(named.path) === baseName(call.path) ? 4 : -4;
}
