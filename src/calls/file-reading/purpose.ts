// What a function looks like it is called for: web requests, messages, tasks. By its decorators, parameters and class.

import type { SourceFunction } from '../../model/file-reading.ts';
import type { FunctionFacts } from '../facts/facts.ts';

/** `@app.get("/")`, `@router.api_route(…)`, `@require_POST`, `@Get(':id')`, `@api_view(["GET"])`. */
const REQUEST_DECORATOR =
  /^(?:\w+\.)+(?:route|get|post|put|patch|delete|head|options|websocket|api_route|errorhandler|exception_handler|before_request|after_request|teardown_request|middleware)\s*(?:\(|$)|^(?:require_(?:GET|POST|http_methods|safe)|api_view|csrf_exempt|login_required|view_config|view_defaults|expose|hug\.\w+|action)\b|^(?:Get|Post|Put|Patch|Delete|All|Head|Options|Query|Mutation|Resolver)\(|^(?:Rest)?Controller\b/;
const MESSAGE_DECORATOR =
  /^(?:MessagePattern|EventPattern|SqsMessageHandler|RabbitSubscribe|RabbitRPC|SubscribeMessage|KafkaListener|OnEvent|EventSubscriber|OnQueueEvent)\b|^(?:\w+\.)*(?:subscriber|subscribe|consumer|on_message|message_handler|agent|event_handler|listen|listener|on_event|receiver)\s*\(/;
const TASK_DECORATOR =
  /^(?:\w+\.)*(?:task|shared_task|periodic_task|actor|job|scheduled_job|cron|flow|activity\.defn)\b|^(?:Process|Processor|Cron|Interval|Timeout)\(/;
/** Bases of classes whose methods named for HTTP verbs answer requests. */
const VIEW_BASE =
  /(?:View|ViewSet|APIView|Resource|RequestHandler|HTTPEndpoint|MethodView|Controller|HTTPMethodView)(?:\[.*\])?$/;
const VIEW_METHOD =
  /^(?:get|post|put|patch|delete|head|options|list|create|retrieve|update|destroy|partial_update|dispatch|do_GET|do_POST|do_PUT|do_DELETE|form_valid)$/;
const MESSAGE_METHOD =
  /^(?:on_message|onMessage|handle_message|handleMessage|process_message|processMessage|eachMessage|eachBatch|lambda_handler|on_event|handle_event)$/;
const REQUEST_TYPE =
  /^(?:(?:\w+\.)*(?:Request|HttpRequest|WSGIRequest|HTTPConnection|WebSocket|FastifyRequest|NextApiRequest|NextRequest|IncomingMessage|Koa\.Context|ParameterizedContext|RouterContext))\b/;

/** Modules that answer requests: where none is imported, `request` is as often one that is sent. */
const WEB_MODULE =
  /^(?:django|flask|quart|fastapi|starlette|aiohttp|sanic|tornado|pyramid|bottle|falcon|litestar|rest_framework|ninja|werkzeug|responder|blacksheep|robyn|connexion|azure\.functions|functions_framework|express|fastify|koa|@koa\/|@nestjs\/|next|hono|http|https|node:https?|restify|polka|@hapi\/|h3)(?:$|[./])/;

/** Whether a file that imports these modules may answer web requests. */
export function isWeb(imports: readonly string[]): boolean {
  return imports.some((path) => WEB_MODULE.test(path));
}

/** What a function is called for; undefined where it does not look like any of these. `web` is what isWeb says of its file. */
export function purposeOf(
  { name, parameters, decorators, bases }: FunctionFacts,
  web: boolean,
): SourceFunction['handles'] {
  if (decorators.some((one) => TASK_DECORATOR.test(one))) return 'task';
  if (decorators.some((one) => MESSAGE_DECORATOR.test(one))) return 'message';
  if (decorators.some((one) => REQUEST_DECORATOR.test(one))) return 'request';
  const last = name.slice(name.lastIndexOf('.') + 1);
  const names = parameters.map((one) => one.name).filter((one) => one !== 'self' && one !== 'cls');
  if (bases.some((one) => VIEW_BASE.test(one)) && VIEW_METHOD.test(last)) return 'request';
  if (MESSAGE_METHOD.test(last)) return 'message';
  if (
    takesRequest(names, web) ||
    (web && parameters.some(({ annotation }) => annotation !== undefined && REQUEST_TYPE.test(annotation)))
  )
    return 'request';
  // pika: callback(channel, method, properties, body)
  return /^(?:ch|channel),method,(?:properties|props),body$/.test(names.join()) ? 'message' : undefined;
}

/** `(req, res)`, `(request, reply)`, `(err, req, res, next)`, `(ctx, next)`, Django's and aiohttp's `(request, …)`. */
function takesRequest([first, second, third, fourth]: readonly string[], web: boolean): boolean {
  if (/^_?req(?:uest)?$/.test(first ?? ''))
    return (
      /^_?(?:res(?:ponse)?|reply|rep)$/.test(second ?? '') || (web && (first === 'request' || second === undefined))
    );
  if (/^(?:ctx|context)$/.test(first ?? '') && second === 'next') return true;
  return /^_?req(?:uest)?$/.test(second ?? '') && /^_?res(?:ponse)?$/.test(third ?? '') && fourth === 'next';
}
