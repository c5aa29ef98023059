package im.parley.server.rest;

import im.parley.server.search.SearchRebuild;

/// Service `search`: the index behind searchCloudMessages, for operators.
final class SearchCommands {
    private static final String SERVICE = "search";

    private SearchCommands() {}

    static void addTo(RestTable.Area<SearchRebuild> table) {
        table.on(SERVICE, "rebuild", Ask.class, (search, ask) -> answer(search.start()))
                .on(SERVICE, "progress", Ask.class, (search, ask) -> answer(search.progress()));
    }

    /// An empty body.
    record Ask() {}

    /// @param messages stored so far
    /// @param indexed of these, followed by the index
    /// @param recent of the last minute or so: these may always be on their way into the index
    record Progress(long messages, long indexed, long recent) {}

    private static Progress answer(SearchRebuild.Progress progress) {
        return new Progress(progress.messages(), progress.indexed(), progress.recent());
    }
}
