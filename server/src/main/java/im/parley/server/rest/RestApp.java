package im.parley.server.rest;

import im.parley.protocol.ErrorCode;
import im.parley.server.community.BackEndTopics;
import im.parley.server.conversation.BackEndConversations;
import im.parley.server.conversation.BackEndReads;
import im.parley.server.group.BackEndGroupLists;
import im.parley.server.group.BackEndGroups;
import im.parley.server.group.BackEndMembers;
import im.parley.server.group.GroupAttributes;
import im.parley.server.group.GroupCounters;
import im.parley.server.live.BackEndRooms;
import im.parley.server.live.LiveBroadcasts;
import im.parley.server.message.BackEndAttachments;
import im.parley.server.message.BackEndChanges;
import im.parley.server.message.BackEndHistory;
import im.parley.server.message.BackEndImports;
import im.parley.server.message.BackEndMessages;
import im.parley.server.message.MessageRecall;
import im.parley.server.message.SystemAccount;
import im.parley.server.operation.Administrator;
import im.parley.server.push.Devices;
import im.parley.server.relation.BackEndRelations;
import im.parley.server.relation.Follows;
import im.parley.server.search.SearchRebuild;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.AccountDeletion;
import im.parley.server.users.Accounts;
import im.parley.server.users.Mutes;
import im.parley.server.users.ProfileService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What commands may use of the app that they are for.
///
/// @param admin userID of the administrator
/// @param key the app's secret, which administrators' signatures are made with
public record RestApp(
        int sdkAppID,
        String key,
        Settings settings,
        Accounts accounts,
        ProfileService profiles,
        AccountDeletion deletion,
        Mutes mutes,
        BackEndRelations relations,
        Follows follows,
        SessionService sessions,
        ClusterSessions cluster,
        SearchRebuild search,
        LiveBroadcasts broadcasts,
        BackEndMessages messages,
        MessageRecall recall,
        BackEndHistory history,
        BackEndChanges changes,
        BackEndAttachments attachments,
        BackEndImports imports,
        BackEndConversations conversations,
        BackEndReads reads,
        BackEndGroups groups,
        BackEndGroupLists lists,
        BackEndMembers members,
        GroupAttributes attributes,
        GroupCounters counters,
        BackEndTopics topics,
        BackEndRooms rooms,
        Devices devices,
        String admin) {
    /// In whose name the call is made.
    ///
    /// @param userID null: the administrator's
    /// @param unknown thrown where there is no such account
    Account sender(@Nullable String userID, ErrorCode unknown) {
        return userID == null
                ? accounts.getOrCreate(admin)
                : user(userID).orElseThrow(() -> unknown.because("there is no account \"" + userID + '"'));
    }

    /// A user's account; the system's is nobody's.
    Optional<Account> user(String userID) {
        return accounts.find(userID).filter(found -> found.tinyID() != SystemAccount.TINY_ID);
    }

    /// Who calls: the account is made with the first call.
    Administrator administrator() {
        return new Administrator(accounts.getOrCreate(admin).tinyID(), admin);
    }
}
