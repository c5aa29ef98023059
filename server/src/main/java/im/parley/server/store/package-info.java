/// PostgreSQL: the one this program brings and runs itself, or any other by URL; a schema, its migrations
/// and a pool of connections for each app.
///
/// ```
/// <data>/server.lock         held by the server that uses the folder <data>/postgres.password   of the embedded
/// database, readable by its owner alone <data>/postgres/           its files; made as postgres.new and renamed
/// when complete schema app_<SDKAppID>      everything of one app; tables as in db/migration
/// ```
@NullMarked
package im.parley.server.store;

import org.jspecify.annotations.NullMarked;
