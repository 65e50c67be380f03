import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { json, text, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from '@onfile/process';
import { ApiModule } from './app.module';
import { refuseCardNumbers } from './http/refuse-card-numbers';
import { openApiDocument } from './openapi';
import { logRequests } from './operations/log-requests';
import { nestLogger } from './operations/nest-logger';
import type { ApiMetrics } from './operations/metrics';
import { serveConsole } from './pages/serve-console';
import type { ApiPorts } from './ports';
import { METRICS } from './tokens';

/** The notices of the card gateway are read raw: their signature is over the bytes as sent. */
const RAW_BODY_ROUTE = '/v1/card-network/notices';

/** A thousand charge records come at once. */
const BATCH_ROUTE = '/v1/charges';
const BATCH_LIMIT = '1mb';

/** No other request of ours is longer; longer ones are not read. */
const BODY_LIMIT = '64kb';

/** Longer than proxies keep a connection to us that has nothing to do, a minute: none of them sends into one being closed. */
const KEPT_OPEN_MS = 65_000;

/** Makes the api over its ports, ready to listen. A route without a row in the access matrix stops it here (S5). */
export async function createApp(ports: ApiPorts, logger: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.over(ports), {
    bodyParser: false,
    abortOnError: false,
    logger: nestLogger(logger),
  });
  app.set('trust proxy', ports.settings.trustedProxies);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.disable('etag'); // answers are a person's own; the one ETag that means something is set by hand
  app.use(logRequests(logger), app.get<ApiMetrics>(METRICS).count, securityHeaders());
  app.use(RAW_BODY_ROUTE, text({ type: () => true, limit: BODY_LIMIT }));
  app.use(BATCH_ROUTE, json({ limit: BATCH_LIMIT }));
  app.use(json({ limit: BODY_LIMIT }));
  app.use(refuseCardNumbers);
  app.use(['/v1', '/dev'], neverKept);
  const { consoleFolder: folder, cardFieldsUrl, oidcClientId } = ports.settings;
  const identityUrl = oidcClientId === undefined ? undefined : ports.trustedIssuer.issuer;
  if (folder !== undefined) app.use(...serveConsole({ folder, cardFieldsUrl, identityUrl }));
  SwaggerModule.setup('docs', app, openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Onfile API',
  });
  await app.init();
  app.getHttpServer().keepAliveTimeout = KEPT_OPEN_MS;
  return app;
}

/** Answers are a person's own: no cache between us and them keeps one. */
const neverKept: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** The strictest headers that `/docs` still works under. Nothing here may be framed or sniffed. */
const securityHeaders = () =>
  helmet({
    frameguard: { action: 'deny' },
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'frame-ancestors': ["'none'"],
        'upgrade-insecure-requests': null, // the local stack speaks plain HTTP
      },
    },
  });
