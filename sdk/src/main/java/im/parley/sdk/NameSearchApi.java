package im.parley.sdk;

import im.parley.protocol.group.FoundMembers;
import im.parley.protocol.profile.Profile;
import java.util.concurrent.CompletableFuture;

/// Finding users, groups and members by parts of their names, without regard to case and width. Calls before
/// [Chat#isReady] fail as those of [MessageApi]; all fail with 27003 for values out of range, 2996 above 20
/// calls of a kind in 5 seconds (`general#9`) and 3122 while the feature is switched off.
public interface NameSearchApi {
    /// Users by userID and nick.
    CompletableFuture<NameSearchResult<Profile>> searchCloudUsers(NameQuery query);

    /// Groups by groupID and name: those that the user is in, and of others all but Work groups.
    CompletableFuture<NameSearchResult<Group>> searchCloudGroups(NameQuery query);

    /// Members of the groups that the user is in, by userID, nick and name card.
    CompletableFuture<NameSearchResult<FoundMembers>> searchCloudGroupMembers(NameQuery query);
}
