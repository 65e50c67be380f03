import { join } from 'node:path';
import ts from 'typescript';
import { categories } from '../src/categories';
import type { FactType } from '../src/model/category';
import type { FactShape, Shape } from './shape';

/** A list of texts longer than this is told as `string`: which currencies there are is not the shape of a fact. */
const LONGEST_LIST = 40;

/** The shape of every fact that is written today, by category and type, as its TypeScript says. Takes some seconds. */
export function readShapes(): Record<string, Record<string, FactShape>> {
  const file = join(__dirname, '../src/categories.ts');
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node20,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    customConditions: ['@onfile/source'],
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module && checker.getExportsOfModule(module).find(({ name }) => name === 'categories');
  if (!exported) throw new Error('categories.ts exports no categories');
  const of = checker.getTypeOfSymbol(exported);
  return Object.fromEntries(
    Object.entries(categories).map(([name, { types }]) => {
      const property = of.getProperty(name);
      if (!property) throw new Error(`no category ${name}`);
      return [name, factsOf(checker, checker.getTypeOfSymbol(property), types)];
    }),
  );
}

function factsOf(
  checker: ts.TypeChecker,
  category: ts.Type,
  known: Readonly<Record<string, FactType>>,
): Record<string, FactShape> {
  const evolve = checker.getTypeOfSymbol(category.getProperty('evolve')!).getCallSignatures()[0]!;
  const fact = checker.getTypeOfSymbol(evolve.getParameters()[1]!);
  const facts = fact.isUnion() ? fact.types : [fact];
  const shapes = facts.map((one) => {
    const type = fieldOf(checker, one, 'type') as ts.StringLiteralType;
    const data = shapeOf(checker, fieldOf(checker, one, 'data')!);
    const { version = 0, personal = false } = known[type.value] ?? {};
    return [type.value, { version, sealed: personal, data }] as const;
  });
  return Object.fromEntries(shapes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const fieldOf = (checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type | undefined => {
  const property = type.getProperty(name);
  return property && checker.getTypeOfSymbol(property);
};

function shapeOf(checker: ts.TypeChecker, type: ts.Type): Shape {
  if (type.isUnion()) return unionOf(checker, type.types);
  if (type.isStringLiteral() || type.isNumberLiteral()) return JSON.stringify(type.value);
  if (type.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type);
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.Null) return 'null';
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'anything';
  if (isBranded(type)) return 'string';
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    return { listOf: unionOf(checker, [...new Set(checker.getTypeArguments(type as ts.TypeReference))]) };
  }
  const map = type.getStringIndexType();
  if (map) return map.flags & ts.TypeFlags.Never ? { fields: {} } : { mapOf: shapeOf(checker, map) };
  return {
    fields: Object.fromEntries(
      type
        .getProperties()
        .map((property) => fieldShape(checker, property))
        .sort(byName),
    ),
  };
}

function fieldShape(checker: ts.TypeChecker, property: ts.Symbol): [string, Shape] {
  const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  return [isOptional ? `${property.name}?` : property.name, shapeOf(checker, checker.getTypeOfSymbol(property))];
}

function unionOf(checker: ts.TypeChecker, types: readonly ts.Type[]): Shape {
  const there = types.filter((one) => !(one.flags & ts.TypeFlags.Undefined));
  const shapes = new Map(there.map((one) => shapeOf(checker, one)).map((one) => [JSON.stringify(one), one]));
  if (shapes.delete('"true"') && shapes.delete('"false"')) shapes.set('"boolean"', 'boolean');
  if (shapes.size > LONGEST_LIST) return 'string';
  const sorted = [...shapes].sort(byName).map(([, shape]) => shape);
  return sorted.length === 1 ? sorted[0]! : { oneOf: sorted };
}

/** `Sealed` and its like: text with a mark that is never there. */
const isBranded = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some((part) => (part.flags & ts.TypeFlags.String) !== 0);

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
