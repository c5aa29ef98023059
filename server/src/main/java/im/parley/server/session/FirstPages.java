package im.parley.server.session;

import im.parley.protocol.conversation.ListConversations;
import im.parley.server.users.Account;
import java.util.Map;

/// The first page of the conversation list of users who sign in, read for all who come at once.
public interface FirstPages {
    /// @param counts how many conversations each wants, 1 to 100
    /// @return a page for each of them
    Map<Account, ListConversations.Result> of(Map<Account, Integer> counts);
}
