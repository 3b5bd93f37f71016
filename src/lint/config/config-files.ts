// The files that configuration is read from.

/** Files and folders as they are asked for; paths are absolute and '/'-separated. */
export interface ConfigFiles {
  read(path: string): string | undefined;
  entries(folder: string): ReadonlyMap<string, 'file' | 'folder'>;
}
