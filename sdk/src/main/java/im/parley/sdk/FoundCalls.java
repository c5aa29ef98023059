package im.parley.sdk;

import im.parley.protocol.group.FoundMembers;
import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Passes the calls about pinned messages and searches for names on to the parts that serve them.
interface FoundCalls extends PinApi, NameSearchApi {
    Parts parts();

    @Override
    default CompletableFuture<Void> pinGroupMessage(String groupID, Message message, boolean isPinned) {
        return parts().pins.pinGroupMessage(groupID, message, isPinned);
    }

    @Override
    default CompletableFuture<List<Message>> getPinnedGroupMessageList(String groupID) {
        return parts().pins.getPinnedGroupMessageList(groupID);
    }

    @Override
    default CompletableFuture<NameSearchResult<Profile>> searchCloudUsers(NameQuery query) {
        return parts().nameSearches.searchCloudUsers(query);
    }

    @Override
    default CompletableFuture<NameSearchResult<Group>> searchCloudGroups(NameQuery query) {
        return parts().nameSearches.searchCloudGroups(query);
    }

    @Override
    default CompletableFuture<NameSearchResult<FoundMembers>> searchCloudGroupMembers(NameQuery query) {
        return parts().nameSearches.searchCloudGroupMembers(query);
    }
}
