import type { HttpAnswer } from './answer';
import type { BankRequest } from './request';

/** Who may call: anybody, whoever has the card network's key, or whoever has the key for text messages. */
export type Access = 'open' | 'network' | 'sms';

/** One row of the bank's interface. `:name` in a path takes one segment. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly access: Access;
  readonly serve: (request: BankRequest) => HttpAnswer | Promise<HttpAnswer>;
}

/** What a path leads to. `otherMethods`: the path exists, but not with this method. */
export type Found =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly route?: undefined; readonly otherMethods: readonly string[] };

const NO_PARAMS = {};

/** Finds routes: those without parameters by one look-up, since the busiest are among them. */
export function routerOf(routes: readonly Route[]): (method: string, path: string) => Found {
  const fixed = new Map<string, Route>();
  const patterns: { route: Route; segments: string[] }[] = [];
  for (const route of routes) {
    if (route.path.includes(':')) patterns.push({ route, segments: route.path.split('/') });
    else fixed.set(`${route.method} ${route.path}`, route);
  }
  return (method, path) => {
    const direct = fixed.get(`${method} ${path}`);
    if (direct) return { route: direct, params: NO_PARAMS };
    const given = path.split('/');
    const matching = patterns.flatMap(({ route, segments }) => {
      const params = match(segments, given);
      return params ? [{ route, params }] : [];
    });
    const found = matching.find(({ route }) => route.method === method);
    if (found) return found;
    const others = [...fixed.values()].filter((route) => route.path === path);
    const methods = [...others, ...matching.map(({ route }) => route)].map((route) => route.method);
    return { otherMethods: [...new Set(methods)] };
  };
}

function match(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const value = given[at] ?? '';
    if (segment.startsWith(':')) {
      if (value === '') return undefined;
      params[segment.slice(1)] = decoded(value);
    } else if (segment !== value) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // no id of ours looks so: it will not be found
  }
}
