import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS, type Doorkeeper } from './access';

/** One route and those whom it lets in. */
export interface RouteRow {
  readonly route: string;
  readonly who: readonly Doorkeeper[];
}

/** Reads every route's declaration of who may call it. A route without one stops the start (S5). */
@Injectable()
export class RouteAccessCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws {Error} naming the routes that do not say who may call them. */
  onModuleInit(): void {
    const open = this.rows().filter(({ who }) => who.length === 0);
    if (open.length > 0) throw new Error(`Routes without @Access: ${open.map(({ route }) => route).join(', ')}`);
  }

  /** All routes of the running app, `METHOD /path`. */
  rows(): RouteRow[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const base = pathOf(metatype);
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
        if (handler === undefined || method === undefined) return [];
        const path = [base, pathOf(handler)].filter(Boolean).join('/');
        return [{ route: `${RequestMethod[method]} /${path}`, who: whoOf(handler) }];
      });
    });
  }
}

const pathOf = (target: object): string =>
  [Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined]
    .flat()
    .map((path) => (path ?? '').replace(/^\/|\/$/g, ''))
    .join('|');

const whoOf = (handler: object): readonly Doorkeeper[] =>
  (Reflect.getMetadata(ACCESS, handler) as readonly Doorkeeper[] | undefined) ?? [];
