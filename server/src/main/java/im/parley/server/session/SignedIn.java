package im.parley.server.session;

import im.parley.protocol.conversation.ListConversations;
import im.parley.server.users.RegisteredAccount;
import org.jspecify.annotations.Nullable;

/// Who has signed in.
///
/// @param conversations null: none were asked for
record SignedIn(RegisteredAccount registered, ListConversations.@Nullable Result conversations) {}
