package im.parley.sdk;

import im.parley.protocol.group.FoundMembers;
import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Passes the calls about pinned messages and searches for names on to the parts that serve them.
interface FoundCalls extends PinApi, NameSearchApi {
    Pins pins();

    NameSearches nameSearches();

    @Override
    default CompletableFuture<Void> pinGroupMessage(String groupID, Message message, boolean isPinned) {
        return pins().pinGroupMessage(groupID, message, isPinned);
    }

    @Override
    default CompletableFuture<List<PinnedMessage>> getPinnedGroupMessageList(String groupID) {
        return pins().getPinnedGroupMessageList(groupID);
    }

    @Override
    default CompletableFuture<NameSearchResult<Profile>> searchCloudUsers(NameQuery query) {
        return nameSearches().searchCloudUsers(query);
    }

    @Override
    default CompletableFuture<NameSearchResult<Group>> searchCloudGroups(NameQuery query) {
        return nameSearches().searchCloudGroups(query);
    }

    @Override
    default CompletableFuture<NameSearchResult<FoundMembers>> searchCloudGroupMembers(NameQuery query) {
        return nameSearches().searchCloudGroupMembers(query);
    }
}
