/// Topics: conversations of a community, each with a timeline of its own. Who may write and read is decided
/// by the community; see docs/decisions/0014-topics.md.
///
/// Tables: `topic`, `topic_member` (who is muted in one).
@NullMarked
package im.parley.server.community;

import org.jspecify.annotations.NullMarked;
