import { z } from 'zod';

import { query } from './query';
import { SHARED_CLUSTER } from './test-database';

/** What auto_explain tells of a statement (PostgreSQL's manual, appendix F). */
const recordSchema = z.object({ 'Query Text': z.string(), Plan: z.unknown() });

type Statement = { sql: string; wholeTables: string[] };

const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_format': 'json',
  // The statements of cascades, too.
  'auto_explain.log_nested_statements': 'on',
};

/** Tells PostgreSQL to log the plan of every statement that a later connection to this database sends. */
export async function recordPlans(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  for (const [setting, value] of Object.entries(SETTINGS))
    await query(url, `ALTER DATABASE ${name} SET ${setting} = '${value}'`);
}

/** The statements that ran meanwhile, each once, with the tables that it read from one end to the other. */
export async function statementsDuring(act: () => Promise<unknown>): Promise<Statement[]> {
  const start = (await readLog()).length;
  await act();
  const log = (await readLog()).slice(start);
  const plans = [...log.matchAll(/ms {2}plan:\n((?:\t.*\n)+)/g)];
  const found = plans.map(([, json = '']) => {
    const { 'Query Text': sql, Plan } = recordSchema.parse(JSON.parse(json));
    return { sql, wholeTables: wholeTablesOf(Plan) };
  });
  return [...new Map(found.map((statement) => [JSON.stringify(statement), statement])).values()];
}

/** From the cluster's other database, whose statements are not recorded. */
async function readLog(): Promise<string> {
  const file = "current_setting('data_directory') || '/../log'";
  const [row] = await query(
    process.env[SHARED_CLUSTER] ?? '',
    `SELECT pg_read_file(${file}) AS log`,
  );
  return String(row?.log);
}

const nodeSchema = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Cond': z.string().optional(),
  Plans: z.array(z.unknown()).default([]),
});

/** An index that is read without a condition is read from one end to the other, as is the table. */
function wholeTablesOf(plan: unknown): string[] {
  const node = nodeSchema.parse(plan);
  const isWhole =
    node['Node Type'] === 'Seq Scan' ||
    (/^Index (Only )?Scan/.test(node['Node Type']) && !node['Index Cond']);
  const own = isWhole ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...node.Plans.flatMap(wholeTablesOf)];
}
