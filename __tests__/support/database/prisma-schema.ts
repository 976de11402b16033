/** How PostgreSQL calls what Prisma's types become. */
const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Json: 'jsonb',
  DateTime: 'timestamp(3) without time zone',
};

/**
 * What a Prisma schema asks of the database, one line for each column, key and index, in the words
 * of `readCatalogue`. Knows what this project's schema uses, and throws at anything else.
 */
export function readSchema(schema: string): string[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)];
  const names = new Set(models.map(([, name]) => name));
  return models
    .flatMap(([, name = '', body = '']) =>
      body.split('\n').flatMap((line) => readLine(name, line.trim(), names)),
    )
    .sort();
}

function readLine(model: string, line: string, models: Set<string | undefined>): string[] {
  if (line === '' || line.startsWith('//')) return [];

  const block = /^@@(id|unique|index)\(\[([\w, ]+)\]\)$/.exec(line);
  if (block) return [key(model, block[1], block[2])];

  const [, field = '', type = '', mark = '', rest = ''] =
    /^(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line) ?? [];
  const relation = /@relation\(fields: \[(\w+)\], references: \[(\w+)\], onDelete: (\w+)\)/.exec(
    rest,
  );
  if (relation) {
    const [, from, to, onDelete = ''] = relation;
    return [`${model} (${from}) references ${type} (${to}), ${onDelete.toLowerCase()}`];
  }
  if (models.has(type) && mark === '[]') return [];

  const column = TYPES[type];
  if (!column) throw new Error(`Not understood in ${model}: ${line}`);
  const keys = [...rest.matchAll(/@(id|unique)\b/g)].map(([, kind]) => key(model, kind, field));
  return [`${model}.${field} ${column} ${mark === '?' ? 'null' : 'not null'}`, ...keys];
}

function key(model: string, kind = '', fields = ''): string {
  return `${model} ${kind} (${fields})`;
}
