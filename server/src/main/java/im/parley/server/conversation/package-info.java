/// The list of conversations: each user's view on the timelines they take part in, how far they have read,
/// and taking conversations off the list. The tables are those of [im.parley.server.message].
@NullMarked
package im.parley.server.conversation;

import org.jspecify.annotations.NullMarked;
