// Whether a Python project has a logger of its own, which is none of a library.

/** Modules, as seen from a file of its package, in which a project writes a logger of its own. */
export const LOGGER_MODULES = ['.', '..', '...'].flatMap((dots) =>
  ['log', 'logs', 'logger', 'loggers', 'logging'].map((name) => dots + name),
);

const OWN_CLASS = /^class[ \t]+\w*[Ll]og\w*[ \t]*(?:\([ \t]*(?:object[ \t]*)?\))?[ \t]*:/m;

/** Whether a text has a class of loggers with that method that extends nothing, and knows nothing of the library. */
export function definesLogger(text: string, method: string): boolean {
  if (!OWN_CLASS.test(text) || /^[ \t]*(?:import|from)[ \t]+logging\b/m.test(text)) return false;
  return text.includes(`def ${method}(self`);
}
