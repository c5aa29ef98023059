/// What an app's back end may ask about each of the last days.
///
/// ```
/// SessionService, Callbacks, GroupReports, … ─▶ DailyCounts   additions in the node's memory
/// Statistics, every 30 s on each node        ─▶ daily_count, daily_user
/// Statistics, every 5 min on one node        ─▶ the same, from the log and the accounts, up to daily_state.seen
/// a day is over                              ─▶ daily_user and daily_group are counted, and go
/// ```
/// So no send and no sign-in waits for it. What a node that is killed has counted in its last half a minute is lost;
/// messages and new accounts are read from where they are stored, and each counts once.
@NullMarked
package im.parley.server.statistics;

import org.jspecify.annotations.NullMarked;
