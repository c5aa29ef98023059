/// What operators can change while the server runs: definitions with their ranges, the values of one app,
/// and how a change reaches every node. Table `setting`: one row per changed key; a key without a row has
/// its default.
@NullMarked
package im.parley.server.settings;

import org.jspecify.annotations.NullMarked;
