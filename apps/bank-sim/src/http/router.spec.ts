import { json } from './answer';
import { routerOf, type Route } from './router';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  access: 'open',
  serve: () => json(200, {}),
});

describe('the router', () => {
  const routes = [
    route('GET', '/'),
    route('GET', '/a/:id'),
    route('POST', '/a/:id/b'),
    route('GET', '/a/fixed'),
    route('PUT', '/a'),
  ];
  const find = routerOf(routes);

  it.each([
    ['GET', '/', 0, {}],
    ['GET', '/a/1', 1, { id: '1' }],
    ['GET', '/a/fixed', 3, {}],
    ['POST', '/a/x%2Fy/b', 2, { id: 'x/y' }],
    ['POST', '/a/%ff/b', 2, { id: '%ff' }],
  ])('%s %s', (method, path, index, params) => expect(find(method, path)).toEqual({ route: routes[index], params }));

  it.each([
    ['GET', '/nowhere', []],
    ['GET', '/a/', []],
    ['GET', '/a/1/b/c', []],
    ['GET', '/a', ['PUT']],
    ['DELETE', '/a/1', ['GET']],
    ['POST', '/a/fixed', ['GET']],
  ])('%s %s leads nowhere', (method, path, otherMethods) => expect(find(method, path)).toEqual({ otherMethods }));
});
