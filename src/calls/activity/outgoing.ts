// Which calls leave the process: by the library a call belongs to, else by what its object and method are called.

import type { OutgoingKind } from '../../model/activity.ts';
import type { Dotted } from './dotted.ts';

interface Library {
  readonly kind: OutgoingKind;
  /** The dotted name begins with one of these. */
  readonly of: RegExp;
  /** Its methods, and functions, that go out. */
  readonly by: RegExp;
}

const HTTP_VERB =
  /^(?:get|post|put|patch|delete|head|options|request|send|fetch|stream|urlopen|urlretrieve|perform|open)$/;
const SQL =
  /^(?:execute\w*|executemany|commit|query\w*|scalars?|fetch(?:row|val|_one|_all|One|All)|bulk_\w+|copy_\w+|run|all|each|exec|raw|transaction)$/;
const STORE =
  /^(?:find\w*|insert\w*|update\w*|upsert\w*|replace\w*|delete\w*|remove\w*|aggregate\w*|create\w*|save\w*|bulk\w*|count\w*|destroy\w*|search|index|mget|get|set|setex|mset|hget|hset|hgetall|lpush|rpush|lpop|rpop|blpop|incr|decr|expire|del|zadd|sadd|xadd|exists|group_?by|groupBy)$/;
const NOT_CALLED = /^(?:Session|Client|AsyncClient|resource|client|create)$/;

const LIBRARIES: readonly Library[] = [
  {
    kind: 'http',
    of: /^(?:requests|httpx|aiohttp|urllib3|urllib\.request|http\.client|niquests|treq|httplib2|tornado\.httpclient)\b/,
    by: /^(?:get|post|put|patch|delete|head|options|request|send|fetch|stream|urlopen|urlretrieve|perform|getresponse|ws_connect)$/,
  },
  {
    kind: 'http',
    of: /^(?:axios|got|ky|needle|superagent|node-fetch|undici|cross-fetch|isomorphic-fetch|request|request-promise|phin|@nestjs\.axios|ofetch|https?)\b/,
    by: /^(?:get|post|put|patch|delete|head|options|request|fetch|stream|axios|got|ky|needle|node-fetch|cross-fetch|isomorphic-fetch|request-promise|\$fetch|ofetch)$/,
  },
  {
    kind: 'database',
    of: /^(?:sqlite3|psycopg2?|asyncpg|pymysql|MySQLdb|mysql\.connector|pyodbc|cx_Oracle|oracledb|aiosqlite|aiomysql|aiopg|duckdb|sqlalchemy|sqlmodel|databases|clickhouse\w*|pg|mysql2?|better-sqlite3|mssql|knex|drizzle-orm|sequelize|typeorm|cassandra\w*|neo4j\w*)\b/,
    by: SQL,
  },
  {
    kind: 'database',
    of: /^(?:pymongo|motor|mongoengine|beanie|redis|aioredis|ioredis|mongodb|mongoose|@prisma\.client|elasticsearch|opensearchpy|@elastic\.elasticsearch|ldap3?|peewee|tortoise|typeorm|sequelize|influxdb\w*|memcache|pymemcache|@supabase\.supabase-js)\b/,
    by: STORE,
  },
  {
    kind: 'process',
    of: /^(?:subprocess|sh|pexpect|invoke|plumbum|execa|shelljs|cross-spawn|child_process|asyncio\.create_subprocess_(?:exec|shell)|anyio|trio)\b/,
    by: /^(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput|spawn\w*|exec|execSync|execFile\w*|fork|execa\w*|create_subprocess_(?:exec|shell)|open_process|run_process)$/,
  },
  { kind: 'process', of: /^os\./, by: /^(?:system|popen|exec[lv]\w*|spawn[lv]\w*|posix_spawn|startfile)$/ },
  {
    kind: 'queue',
    of: /^(?:pika|aio_pika|kombu|kafka|aiokafka|confluent_kafka|kafkajs|amqplib|amqp-connection-manager|bullmq|bull|bee-queue|nats|stomp|paho|mqtt|zmq|rq|arq|dramatiq|celery|google\.cloud\.pubsub\w*|@google-cloud\.pubsub|azure\.servicebus|@azure\.service-bus)\b/,
    by: /^(?:publish\w*|basic_publish|send\w*|produce|enqueue\w*|add|addBulk|delay|apply_async|flush|poll|request)$/,
  },
  {
    kind: 'mail',
    of: /^(?:smtplib|aiosmtplib|django\.core\.mail|flask_mail|fastapi_mail|sendgrid|@sendgrid|nodemailer|postmark|mailgun\w*)\b/,
    by: /^(?:send\w*|mail_admins|mail_managers)$/,
  },
  {
    kind: 'cloud',
    of: /^(?:boto3|aioboto3|botocore|aws-sdk|@aws-sdk\.[\w-]+|google\.cloud|@google-cloud\.[\w-]+|azure|@azure\.[\w-]+|stripe|twilio|openai|anthropic|docker|kubernetes|github|slack_sdk|@slack\.[\w-]+|paramiko|ftplib|grpc|firebase_admin|firebase-admin)\b/,
    by: /^(?!client$|resource$|Session$|get_paginator$|list_\w+$|describe_\w+$|from_\w+$|Client$|ApiClient$)(?:send|put_\w+|get_\w+|upload\w*|download\w*|create\w*|delete\w*|update\w*|invoke\w*|publish\w*|start_\w+|stop_\w+|copy\w*|query|scan|run|exec_command|connect|retr\w+|stor\w+|chat_\w+|charge|capture|generate\w*|save|set|commit)$/,
  },
  {
    kind: 'network',
    of: /^(?:socket|net|dgram|asyncio\.open_connection|websockets?|ws)\b/,
    by: /^(?:connect|create_connection|createConnection|sendall|sendto|recv|recvfrom|open_connection|send)$/,
  },
  {
    kind: 'file',
    of: /^(?:os|shutil|pathlib|aiofiles|fs|fs-extra|fs\.promises|graceful-fs|node:fs)\b/,
    by: /^(?:remove|unlink\w*|rename\w*|replace|rmtree|rm|rmSync|rmdir|copy\w*|move\w*|make_archive|unpack_archive|write\w*|append\w*|outputFile\w*|outputJson\w*|truncate\w*|createWriteStream|symlink\w*)$/,
  },
];

/** The object is called so, and the method so. */
const BY_NAME: readonly { readonly kind: OutgoingKind; readonly object: RegExp; readonly by: RegExp }[] = [
  {
    kind: 'database',
    object:
      /(?:^|_)(?:cur|cursor|conn|connection|db|database|engine|session|tx|trx|transaction|pg|mysql|sqlite|db_?session)$|(?:Connection|Cursor|Database|DbClient|Transaction)$/,
    by: /^(?:execute\w*|executemany|commit|scalars?|query|fetchrow|fetchval|bulk_\w+)$/,
  },
  {
    kind: 'database',
    object: /^(?:pool|client|knex|sequelize|dataSource|db|database)$/,
    by: /^(?:query|execute|transaction|\$queryRaw|\$executeRaw)$/,
  },
  {
    kind: 'database',
    object: /(?:[rR]epo(?:sitory)?|[dD]ao|Model|_collection|Collection)$/,
    by: /^(?:save\w*|insert\w*|update\w*|delete\w*|remove\w*|find\w*|create\w*|upsert\w*|aggregate)$/,
  },
  { kind: 'database', object: /(?:^|_)redis(?:_\w+|Client)?$|^redis$/, by: STORE },
  {
    kind: 'queue',
    object:
      /(?:^|_)(?:producer|channel|publisher|broker|queue|kafka|sqs|sns|exchange|eventbus|event_bus)$|(?:Producer|Channel|Publisher|Queue|EventBus)$/,
    by: /^(?:send|send_message|sendMessage|publish|basic_publish|sendToQueue|produce|enqueue|send_and_wait)$/,
  },
  {
    kind: 'mail',
    object: /(?:^|_)(?:mailer|transporter|smtp|mail)$|(?:Mailer|Transporter|MailService)$/,
    by: /^(?:send\w*)$/,
  },
];
/** Methods that say it whatever they are called on. */
const BY_METHOD: Readonly<Record<string, OutgoingKind>> = {
  apply_async: 'queue',
  delay: 'queue',
  send_task: 'queue',
  basic_publish: 'queue',
  write_text: 'file',
  write_bytes: 'file',
  executemany: 'database',
  get_or_create: 'database',
  update_or_create: 'database',
  bulk_create: 'database',
  findMany: 'database',
  findUnique: 'database',
  insertOne: 'database',
  updateOne: 'database',
  deleteOne: 'database',
  insertMany: 'database',
  insert_one: 'database',
  update_one: 'database',
  delete_one: 'database',
  sendMail: 'mail',
};
const DJANGO = /\.objects(?:\.\w+)*$/;
const DJANGO_BY = /^(?:create|get|delete|update|save|first|exists|count|aggregate)$/;
/** Objects that send requests, where the first argument is an address. */
const HTTP_OBJECT =
  /(?:^|_)(?:session|client|http|api|requests|rest)$|(?:Session|Client|Http|HttpService|Api|Axios)$|^(?:axios|http\w*)$/i;
const ADDRESS =
  /^\(\s*(?:await\s+)?(?:[fb]?["'`]|[\w.]*(?:url|uri|endpoint|href|path)\w*|[A-Z_]*(?:URL|URI|ENDPOINT))|https?:/i;
const LISTENS = /=>|\bfunction\b|\blambda\b/;
/** What asks, and leaves everything as it is. */
const READS =
  /^(?:get\w*|head|options|fetch\w*|find\w*|query\w*|scalars?|select\w*|search|count\w*|exists|aggregate\w*|list\w*|scan|all|first|mget|hget\w*|recv\w*|poll|download\w*|urlopen|stream|each|raw|describe\w*|connect|open_connection)$/;
const OPENS_TO_WRITE = /,\s*(?:mode\s*=\s*)?[rb]?["'][wax][bt+]*["']/;

/** What a call is called on, what it calls, and its argument list as written. */
export interface Called {
  /** Of the object and the method together; of a bare function, of its name. */
  readonly dotted: Dotted;
  /** The object as written; empty for a bare function. */
  readonly object: string;
  readonly method: string;
  /** With its parentheses, shortened. */
  readonly list: string;
}

/** What a call reaches outside; undefined where it stays inside as far as can be seen. */
export function outgoingOf({ dotted, object, method, list }: Called): OutgoingKind | undefined {
  if (dotted.known) {
    if (object === '') {
      if (dotted.path === 'fetch') return 'http';
      if (dotted.path === 'open') return OPENS_TO_WRITE.test(list.slice(0, 200)) ? 'file' : undefined;
    }
    const last = dotted.path.slice(dotted.path.lastIndexOf('.') + 1);
    for (const { kind, of, by } of LIBRARIES)
      if (of.test(dotted.path) && by.test(last) && !NOT_CALLED.test(last)) return kind;
  }
  if (object === '') return undefined;
  // `app.get("/orders", (req, res) => …)` waits for requests.
  if (LISTENS.test(list.slice(0, 200)) && HTTP_VERB.test(method)) return undefined;
  const name = /(\w+)(?:\(\))?$/.exec(object)?.[1] ?? '';
  for (const { kind, object: called, by } of BY_NAME) if (called.test(name) && by.test(method)) return kind;
  // Promises, timers and animations have a `delay`, too.
  if (Object.hasOwn(BY_METHOD, method) && (method !== 'delay' || (/^[\w.]+$/.test(object) && !/^\(\s*\d/.test(list))))
    return BY_METHOD[method];
  if (DJANGO.test(object) && DJANGO_BY.test(method)) return 'database';
  if (/^(?:this\.)?\w*prisma\w*\.\w+$/i.test(object) && STORE.test(method)) return 'database';
  if (HTTP_VERB.test(method) && HTTP_OBJECT.test(name) && ADDRESS.test(list.slice(0, 120))) return 'http';
  return undefined;
}

/** Whether a call changes something out there, as far as it says so. */
export function changes(kind: OutgoingKind, method: string, list: string): boolean {
  if (kind === 'database' && /^(?:execute\w*|query\w*|run|exec|raw)$/.test(method))
    return /^\(\s*[fbr]*["'`]{1,3}\s*(?:insert|update|delete|create|drop|alter|merge|replace|upsert)\b/i.test(list);
  if (kind === 'http' && /^(?:fetch|request|send)$/.test(method))
    return /\b(?:POST|PUT|PATCH|DELETE)\b/.test(list.slice(0, 400));
  return !READS.test(method);
}
