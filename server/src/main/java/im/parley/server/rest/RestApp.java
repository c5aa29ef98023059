package im.parley.server.rest;

import im.parley.server.live.LiveBroadcasts;
import im.parley.server.message.MessageRecall;
import im.parley.server.operation.Administrator;
import im.parley.server.search.SearchRebuild;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;

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
        SessionService sessions,
        ClusterSessions cluster,
        SearchRebuild search,
        LiveBroadcasts broadcasts,
        MessageRecall recall,
        String admin) {
    /// Who calls: the account is made with the first call.
    Administrator administrator() {
        return new Administrator(accounts.getOrCreate(admin).tinyID(), admin);
    }
}
