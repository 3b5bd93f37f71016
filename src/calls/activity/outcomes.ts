// What a handler makes of the exception besides logging and throwing: an answer to who asked, a report, a value handed on.

import type { Outcome } from '../../model/activity.ts';
import type { Handler } from '../../model/handler.ts';
import type { HandlerFacts } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';

/** A call by where it stands, and what it calls as written. */
export interface PlacedSite {
  readonly start: number;
  readonly end: number;
  /** Object and method: "res.status(500).json". */
  readonly callee: string;
  /** Index of the handler around. */
  readonly handler: number | undefined;
}

const ANSWERS =
  /^(?:(?:res|response|resp|reply|ctx|context|h|self|this)(?:\.\w+(?:\([^()]{0,40}\))?)*\.(?:json|send|end|status|sendStatus|render|code|redirect|jsonp|write|set_status|send_error|send_response|throw|type)|(?:\w+\.)*(?:jsonify|abort|JsonResponse|JSONResponse|HttpResponse\w*|Response|PlainTextResponse|HTMLResponse|ORJSONResponse|make_response|render|render_template|redirect|json_response|NextResponse\.\w+|Response\.json|bad_request|internal_server_error))$/;
const RAISES_ANSWER =
  /(?:HTTPException|HttpException|HTTPError|HttpError|Http404|APIException|ApiError|createError|HTTP\w+|\w*(?:BadRequest|NotFound|Unauthorized|Forbidden|Conflict|InternalServerError|BadGateway|ServiceUnavailable)\w*)$/;
const STATUS =
  /\b([1-5]\d\d)\b|HTTP_([1-5]\d\d)_|\b(INTERNAL_SERVER_ERROR|InternalServerError\w*|HttpResponseServerError)|\b(BAD_REQUEST|NOT_FOUND|\w*BadRequest\w*|\w*NotFound\w*|Http404|HttpResponseForbidden|\w*Forbidden\w*|\w*Unauthorized\w*|\w*Conflict\w*)/;
const REPORTS =
  /(?:^|[._])(?:capture_?(?:exception|message|error)|print_exc|print_exception|print_last|report_?(?:error|exception|exc_info)\w*|notice_?error|notify_?(?:error|exception|bugsnag)?|track_?(?:exception|error)|record_?(?:exception|error)|format_exc|excepthook|log_?(?:error|exception|warning)|echo|secho|perror|handle_?(?:error|exception)|on_?error|show_?error\w*|display_?error|setFailed|showErrorMessage)$/i;
/** Gives the exception that is being handled. */
const TAKES = /(?:^|\.)(?:Failure|exc_info|sys\.exception|ExceptionInfo|exception_info|current_exception)$/;
const CONVERTS = /^(?:str|repr|type|isinstance|hasattr|getattr|bool|String|len|typeof|instanceof|Boolean)$/;
const COMPARED =
  /^[\w$.?[\]'"()]{0,60}\s*(?:===?|!==?|<|>|\bin\b|\bis\b|\binstanceof\b|\?)|^\.(?:code|errno|status|name|statusCode|args\[0\])\b\s*\)/;
/** Calls that hardly ever fail. */
const PLAIN =
  /^(?:len|getattr|hasattr|isinstance|str|repr|range|next|list|dict|set|sorted|enumerate|zip|super|print|open|require|Array\.isArray|Promise\.resolve|Object\.\w+|String|Number|\w+\.(?:append|push|join|split|strip|format|get|then|keys|items|values|trim|map|filter))$/;
const MAX_GUARDED = 400;

/** The outcome of a handler; `answers` says whether it stands in a function that answers requests. */
export function outcomeOf(
  facts: HandlerFacts,
  handler: Handler,
  sites: readonly PlacedSite[],
  inRequest: boolean,
  source: Source,
): Outcome {
  const { index } = facts.scope;
  const { guards } = facts;
  const own = sites.filter((site) => site.handler === index);
  const answers: { start: number; end: number }[] = [];
  let reports = false;
  for (const site of own) {
    if (ANSWERS.test(site.callee) && (inRequest || !/^(?:self|this|h|context|\w+\.render|render)\b/.test(site.callee)))
      answers.push(site);
    reports ||= REPORTS.test(site.callee) && !/^(?:res|response|reply)\b/.test(site.callee);
  }
  for (const { kind, range, value } of handler.exits) {
    const span = { start: source.offset(range.start), end: source.offset(range.end) };
    const thrown = value?.names.at(-1) ?? '';
    if (
      (kind === 'raise' && RAISES_ANSWER.test(thrown) && inRequest) ||
      (kind === 'return' && inRequest && value !== undefined && !/^(?:None|null|undefined)$/.test(value.text))
    )
      answers.push(span);
  }
  const inAnswer = (at: number): boolean => answers.some(({ start, end }) => start <= at && at < end);
  const takes = own.some(({ callee }) => TAKES.test(callee));
  const handsOn =
    takes ||
    handler.uses.some(({ start: from, end: to }) => {
      const at = source.offset(from);
      if (inAnswer(at)) return false;
      const around = own.filter((site) => site.start <= at && at < site.end && !CONVERTS.test(site.callee));
      if (around.length > 0) return true;
      return !COMPARED.test(source.text.slice(source.offset(to), source.offset(to) + 80));
    });
  const said = answers
    .map(({ start, end }) => STATUS.exec(source.text.slice(start, Math.min(end, start + 300))))
    .find((one) => one !== null);
  const status =
    said == null ? undefined : said[3] !== undefined ? 500 : said[4] !== undefined ? 400 : Number(said[1] ?? said[2]);
  const first =
    guards === undefined
      ? undefined
      : sites.find(
          ({ start, callee }) =>
            guards.start <= start && start < guards.end && /^[\w.$]{1,60}$/.test(callee) && !PLAIN.test(callee),
        );
  return {
    ...(first === undefined ? {} : { calls: first.callee }),
    ...(guards === undefined ? {} : { guards: source.range(guards.start, guards.end) }),
    guarded:
      guards === undefined ? '' : source.text.slice(guards.start, Math.min(guards.end, guards.start + MAX_GUARDED)),
    ...(answers.length === 0 ? {} : { answers: status === undefined ? {} : { status } }),
    handsOn,
    reports,
  };
}
