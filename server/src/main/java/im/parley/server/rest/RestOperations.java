package im.parley.server.rest;

import im.parley.server.media.MediaBans;
import im.parley.server.media.MediaService;
import im.parley.server.session.ClusterSessions;
import im.parley.server.settings.Settings;
import im.parley.server.statistics.Statistics;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// What commands about the running of the app use.
///
/// @param sdkAppID whose
/// @param address of the server, such as `https://chat.example.org`
/// @param offset of the times in which back ends name hours
public record RestOperations(
        int sdkAppID,
        Statistics statistics,
        HistoryFiles history,
        MediaService media,
        MediaBans bans,
        ClusterSessions cluster,
        Supplier<String> address,
        Supplier<ZoneOffset> offset,
        Settings settings,
        Clock clock) {}
