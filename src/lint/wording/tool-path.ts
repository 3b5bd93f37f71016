// What the path of a file says of it: a tool, script, example or command line, or what writes for a person.

const PATH_OF_TOOLS =
  /(?:^|\/)(?:scripts?|\.?bin|tools?|examples?|samples?|docs?|demos?|tutorials?|bench(?:marks?)?|cli|ui|tui|cmd|commands?|console|terminal|shell|interactive|migrations|tests?|management)\/|(?:^|\/)(?:setup|conftest|manage|fabfile|noxfile|tasks|__main__|cli|commands?|console|terminal|shell|interactive|daemonize|gulpfile|outputs?|print(?:er|ing)?|report(?:er|ing)?|repl|display|wizard|log(?:ger)?|\w*(?:_cli|_script|\.config))\.\w+$/;

/** Whether a file is there to be run or read by a person, by where it lies in its project. */
export function isToolPath(pathInProject: string): boolean {
  return PATH_OF_TOOLS.test(pathInProject);
}
