// Names by which people call functions that are given a message, and what these call it.

/** What people call a parameter that holds the text of a record. */
export const MESSAGE = /^(?:msg|message|text|txt|event|fmt|format|template|line|log_?(?:msg|message|line|text))$/i;

/** Functions that are called with a message for another reason than to write it down. */
export const OTHERWISE =
  /^_*(?:do_)?audit_(?!log|event|trail|msg|message|line)|^_*(?:on|handle(?!_?(?:error|failure)s?$)|send|publish|dispatch|process|receive|parse|consume|push|queue|raise|throw|fire|trigger|emit_\w*event|validate|check|assert|format|build|create|make|get|set|run|main|test)(?:$|_|[A-Z])|^(?:constructor|__\w+__)$/;
