// A query that comes with every message is written with Kysely as any other, but compiled once.

import type { Compilable, QueryResult } from 'kysely'
import type { Db } from './database.ts'

/** Stands for a value while a query is compiled. */
class Parameter {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Parameters = Readonly<Record<string, string | number | null>>

/**
 * Makes a query of `build`, which is called once, with placeholders: it may hand its parameters to Kysely as values,
 * and do nothing else with them. All databases of a process speak the same SQL.
 */
export function prepare<P extends Parameters, Row>(
  build: (db: Db, parameters: P) => Compilable<Row>,
): (db: Db, parameters: P) => Promise<QueryResult<Row>> {
  let run: ((db: Db, parameters: P) => Promise<QueryResult<Row>>) | null = null
  return (db, parameters) => {
    run ??= compile(db, build)
    return run(db, parameters)
  }
}

function compile<P extends Parameters, Row>(
  db: Db,
  build: (db: Db, parameters: P) => Compilable<Row>,
): (db: Db, parameters: P) => Promise<QueryResult<Row>> {
  const placeholders = new Proxy({} as P, { get: (_, name) => new Parameter(String(name)) })
  const compiled = build(db, placeholders).compile()
  const fill = (parameters: P) =>
    compiled.parameters.map((one) => (one instanceof Parameter ? (parameters[one.name] ?? null) : one))
  return (db, parameters) => db.executeQuery({ ...compiled, parameters: fill(parameters) })
}
