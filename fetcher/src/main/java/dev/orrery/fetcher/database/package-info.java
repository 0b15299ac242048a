/// The fetcher's own memory: one relational database, H2 in a file or PostgreSQL, chosen by its address at run time.
///
/// [Database] opens it: the migrations in `db/migration`, a small pool, Hibernate's `SessionFactory`. Stores
/// elsewhere take that factory and nothing else, so tests open a database exactly as the fetcher does. Hibernate and
/// Flyway stand here without Quarkus' extensions because those fix the kind of database when the service is built and
/// want it up when the service starts.
@NullMarked
package dev.orrery.fetcher.database;

import org.jspecify.annotations.NullMarked;
